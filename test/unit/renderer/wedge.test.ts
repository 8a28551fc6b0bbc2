import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { testText } from '../../../main/kernel/test-code.ts'
import { Wedge } from '../../../renderer/kit/wedge.ts'
import { wedgeRules } from '../../../renderer/kit/wedge-speed.ts'
import { layoutFor } from '../../../renderer/setup/test-code.ts'
import { scansIn, stroke, type } from './strokes.ts'

const system = () => 'system' as const
const us = () => 'us' as const
const code = fc.string({ unit: fc.constantFrom(...'ABCxyz0189-/ ]:._%'), minLength: 4, maxLength: 80 })

describe('codes', () => {
  it('[WG1] any text at scanner speed with a suffix is one scan, unchanged', () => {
    fc.assert(
      fc.property(code, fc.integer({ min: 0, max: 35 }), (text, gap) => {
        const wedge = new Wedge(system)
        const { heard } = type(wedge, `${text}\n`, { gap })
        expect(scansIn(heard)).toEqual([text])
        expect(wedge.quiet()).toEqual({ kind: 'nothing' })
      }),
    )
  })

  it('[WG1] one long gap inside a code does not split it', () => {
    const wedge = new Wedge(system)
    type(wedge, 'ABC', { gap: 5 })
    const { heard } = type(wedge, 'DEF\n', { gap: 5, from: 90 })
    expect(scansIn(heard)).toEqual(['ABCDEF'])
  })

  it('[WG1] Tab is a suffix too, and 4 kB are cut at 8,192 characters at most', () => {
    const wedge = new Wedge(system)
    const { at } = type(wedge, 'x'.repeat(9000), { gap: 2 })
    const heard = wedge.press(stroke('Tab', at))
    expect(heard).toEqual({ kind: 'scan', text: 'x'.repeat(8192) })
  })

  it('[WG2] a person, however steady, is never a scan', () => {
    fc.assert(
      fc.property(code, fc.integer({ min: 40, max: 400 }), (text, gap) => {
        const { heard } = type(new Wedge(system), `${text}\n`, { gap })
        expect(scansIn(heard)).toEqual([])
      }),
    )
  })

  it.each([[[20, 84, 20]], [[30, 90, 25, 35]]])(
    '[WG2] a PIN typed with rolls of fingers and Enter, %j ms apart, is none',
    (gaps) => {
      const wedge = new Wedge(system)
      const at = [0, ...gaps.map((_, index) => gaps.slice(0, index + 1).reduce((sum, gap) => sum + gap))]
      const heard = at.map((time) => wedge.press(stroke('4', time)))
      const enter = wedge.press(stroke('Enter', at.at(-1)! + 20))
      expect(scansIn([...heard, enter])).toEqual([])
    },
  )

  it('[WG2] three fast characters are none', () => {
    const { heard } = type(new Wedge(system), '123\n', { gap: 3 })
    expect(scansIn(heard)).toEqual([])
  })

  it('[WG2] what a person typed before is no part of the scan', () => {
    const wedge = new Wedge(system)
    type(wedge, 'hello', { gap: 150 })
    const { heard } = type(wedge, '4006381333931\n', { gap: 8, from: 5000 })
    expect(scansIn(heard)).toEqual(['4006381333931'])
  })

  it('[WG8] two codes in a row are two scans', () => {
    const { heard } = type(new Wedge(system), 'FIRST-1\nSECOND-2\n', { gap: 10 })
    expect(scansIn(heard)).toEqual(['FIRST-1', 'SECOND-2'])
  })
})

describe('suffix', () => {
  it('[WG3] behind a half-read code it is swallowed, for certain', () => {
    const { heard } = type(new Wedge(system), '12\n', { gap: 5 })
    expect(heard.at(-1)).toEqual({ kind: 'swallow', sure: true })
  })

  it('[WG3] behind slow keys it is left to a text field', () => {
    const { heard } = type(new Wedge(system), 'ab\n', { gap: 80 })
    expect(heard.at(-1)).toEqual({ kind: 'swallow', sure: false })
  })

  it('[WG3] long after a key it is a key of its own', () => {
    const wedge = new Wedge(system)
    wedge.press(stroke('a', 0))
    expect(wedge.press(stroke('Enter', 500))).toEqual({ kind: 'wait' })
    expect(wedge.quiet()).toMatchObject({ kind: 'lone', stroke: { key: 'Enter' } })
  })

  it('[WG4] eight fast characters count without one, seven do not', () => {
    const wedge = new Wedge(system)
    type(wedge, '12345678', { gap: 10 })
    expect(wedge.quiet()).toEqual({ kind: 'scan', text: '12345678' })
    type(wedge, '1234567', { gap: 10, from: 1000 })
    expect(wedge.quiet()).toEqual({ kind: 'nothing' })
  })
})

describe('a code cut off', () => {
  /** What silence makes of a code without its suffix. */
  const cut = (wedge: Wedge, text: string, from: number) => {
    type(wedge, text, { gap: 10, from })
    return wedge.quiet()
  }
  const afterOne = () => {
    const wedge = new Wedge(system)
    type(wedge, '4006381333931\n', { gap: 10 })
    return wedge
  }

  it('[WG13] is none where codes end with a suffix, however often the plug is pulled', () => {
    const wedge = afterOne()
    for (const [index, half] of ['4006381333', '40063813', '400638133'].entries())
      expect(cut(wedge, half, 1000 * (index + 1))).toEqual({ kind: 'nothing' })
    expect(scansIn(type(wedge, '4006381333948\n', { gap: 10, from: 9000 }).heard)).toEqual(['4006381333948'])
    // Cut off at the same place as before, with a whole one between.
    expect(cut(wedge, '400638133', 12_000)).toEqual({ kind: 'nothing' })
  })

  it('[WG13] is a scan when it comes again, and from then on, until a suffix comes again', () => {
    const wedge = afterOne()
    expect(cut(wedge, 'SHELF-0042', 1000)).toEqual({ kind: 'nothing' })
    expect(cut(wedge, 'SHELF-0042', 2000)).toEqual({ kind: 'scan', text: 'SHELF-0042' })
    expect(cut(wedge, 'SHELF-0043', 3000)).toEqual({ kind: 'scan', text: 'SHELF-0043' })
    type(wedge, '4006381333931\n', { gap: 10, from: 4000 })
    expect(cut(wedge, 'SHELF-0042', 5000)).toEqual({ kind: 'nothing' })
  })
})

describe('separators', () => {
  it.each([
    ['GS', { key: ']', code: 'BracketRight' }, '\u001d'],
    ['GS on a German layout', { key: '+', code: 'BracketRight' }, '\u001d'],
    ['FS', { key: '\\', code: 'Backslash' }, '\u001c'],
    ['RS', { key: '^', code: 'Digit6', shift: true }, '\u001e'],
    ['US', { key: '_', code: 'Minus', shift: true }, '\u001f'],
    ['EOT', { key: 'd', code: 'KeyD' }, '\u0004'],
  ])('[WG5] Ctrl makes %s', (_name, { key, ...change }, expected) => {
    const wedge = new Wedge(system)
    type(wedge, '0101', { gap: 5 })
    wedge.press(stroke('Control', 19))
    expect(wedge.press(stroke(key, 20, { ...change, ctrl: true }))).toEqual({ kind: 'swallow', sure: true })
    const { heard } = type(wedge, '10AB\n', { gap: 5, from: 25 })
    expect(scansIn(heard)).toEqual([`0101${expected}10AB`])
  })

  it('[WG5] Alt with the digits of a code makes that character', () => {
    const wedge = new Wedge(system)
    type(wedge, '0101', { gap: 5 })
    for (const [index, digit] of [...'029'].entries())
      wedge.press(stroke(digit, 20 + index, { code: `Numpad${digit}`, alt: true }))
    expect(wedge.release('Alt', 24)).toEqual({ kind: 'swallow', sure: true })
    const { heard } = type(wedge, '10AB\n', { gap: 5, from: 28 })
    expect(scansIn(heard)).toEqual(['0101\u001d10AB'])
  })

  it('[WG5] an ordinary shortcut passes and ends what came before', () => {
    const wedge = new Wedge(system)
    type(wedge, 'ABCD', { gap: 5 })
    expect(wedge.press(stroke('r', 25, { code: 'KeyR', ctrl: true }))).toEqual({ kind: 'pass' })
    expect(wedge.quiet()).toEqual({ kind: 'nothing' })
  })
})

describe('layout', () => {
  /** What a German system makes of the keys a US scanner presses for `Zy-/:_`. */
  const german = [
    { key: 'Y', code: 'KeyZ', shift: true },
    { key: 'z', code: 'KeyY' },
    { key: 'ß', code: 'Minus' },
    { key: '-', code: 'Slash' },
    { key: 'Ö', code: 'Semicolon', shift: true },
    { key: '?', code: 'Minus', shift: true },
  ]
  const typed = (wedge: Wedge) =>
    [...german, { key: 'Enter', code: 'Enter' }].map(({ key, ...change }, index) =>
      wedge.press(stroke(key, index * 8, change)),
    )

  it('[WG6] us reads physical keys', () => {
    expect(scansIn(typed(new Wedge(us)))).toEqual(['Zy-/:_'])
  })

  it('[WG6] system believes the operating system', () => {
    expect(scansIn(typed(new Wedge(system)))).toEqual(['Yzß-Ö?'])
  })

  it('[WG6] us ignores Caps Lock', () => {
    const wedge = new Wedge(us)
    const keys = [...'abcd'].map((letter, index) =>
      wedge.press(stroke(letter.toUpperCase(), index * 8, { code: `Key${letter.toUpperCase()}` })),
    )
    expect(scansIn([...keys, wedge.press(stroke('Enter', 40))])).toEqual(['abcd'])
  })

  it('[WG6] a dead key reads as its physical key', () => {
    const wedge = new Wedge(system)
    type(wedge, 'ABC', { gap: 5 })
    wedge.press(stroke('Dead', 15, { code: 'Backquote' }))
    expect(wedge.press(stroke('Enter', 20))).toEqual({ kind: 'scan', text: 'ABC`' })
  })
})

describe('the right layout', () => {
  /** The code of the set-up screen as a scanner set to US keys types it on a German computer. */
  const german: readonly (readonly [key: string, code: string, shift: boolean])[] = [
    ['T', 'KeyT', true],
    ['E', 'KeyE', true],
    ['S', 'KeyS', true],
    ['T', 'KeyT', true],
    ['ß', 'Minus', false],
    ['Z', 'KeyY', true],
    ['Y', 'KeyZ', true],
    ['Ö', 'Semicolon', true],
    ['-', 'Slash', false],
    ['?', 'Minus', true],
    ['1', 'Digit1', false],
  ]

  it('[WG11] is found by the code of the set-up screen, whichever is chosen', () => {
    for (const chosen of [system, us]) {
      const wedge = new Wedge(chosen)
      german.forEach(([key, code, shift], index) => {
        wedge.press(stroke(key, index * 8, { code, shift }))
      })
      wedge.press(stroke('Enter', german.length * 8))
      expect(wedge.typed().readings).toEqual({ system: 'TESTßZYÖ-?1', us: testText })
      expect(layoutFor(wedge.typed().readings)).toBe('us')
    }
  })

  it('[WG11] is the one of the system where that reads right, and none for another code', () => {
    const wedge = new Wedge(us)
    expect(layoutFor(wedge.typed().readings)).toBeUndefined()
    type(wedge, `${testText}\n`, { gap: 5 })
    expect(layoutFor(wedge.typed().readings)).toBe('system')
    type(wedge, '4006381333931\n', { gap: 5, from: 900 })
    expect(layoutFor(wedge.typed().readings)).toBeUndefined()
  })
})

describe('lone keys', () => {
  it('[WG7] a key alone is a shortcut', () => {
    const wedge = new Wedge(system)
    expect(wedge.press(stroke('1', 0))).toEqual({ kind: 'wait' })
    expect(wedge.quiet()).toMatchObject({ kind: 'lone', stroke: { key: '1' } })
  })

  it('[WG7] the first key of a scan is none', () => {
    const wedge = new Wedge(system)
    type(wedge, '12', { gap: 20 })
    expect(wedge.quiet()).toEqual({ kind: 'nothing' })
  })

  it('[WG7] a held key is nothing at all', () => {
    const wedge = new Wedge(system)
    wedge.press(stroke('1', 0))
    for (let at = 400; at < 900; at += 30)
      expect(wedge.press(stroke('1', at, { repeat: true }))).toEqual({ kind: 'pass' })
    expect(wedge.quiet()).toEqual({ kind: 'nothing' })
  })

  it('[WG7] Shift by itself disturbs nothing', () => {
    const wedge = new Wedge(system)
    type(wedge, 'AB', { gap: 5 })
    expect(wedge.press(stroke('Shift', 12))).toEqual({ kind: 'pass' })
    expect(scansIn(type(wedge, 'CD\n', { gap: 5, from: 14 }).heard)).toEqual(['ABCD'])
  })
})

it('the rules are the ones the specification names', () => {
  expect(wedgeRules).toEqual({ maxMedianMs: 35, maxGapMs: 100, minLength: 4, minBareLength: 8 })
})
