import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { testText } from '../../../main/kernel/test-code.ts'
import { Wedge } from '../../../renderer/kit/wedge.ts'
import {
  learningRules,
  learnSpeed,
  rulesFor,
  type WedgeSpeed,
  wedgeRules,
} from '../../../renderer/kit/wedge-speed.ts'
import { outcomeOf } from '../../../renderer/setup/scan-outcome.ts'
import { scansIn, stroke } from './strokes.ts'

const system = () => 'system' as const

/** A slow scanner's gap: its speed, up to a quarter off either way. */
const device = fc.integer({ min: 5, max: 48 }).chain((keyMs) =>
  fc.record({
    keyMs: fc.constant(keyMs),
    gap: fc.constant(fc.integer({ min: Math.ceil(keyMs * 0.75), max: Math.floor(keyMs * 1.25) })),
  }),
)
const gapsOf = (gap: fc.Arbitrary<number>, keys: number) =>
  fc.array(gap, { minLength: keys - 1, maxLength: keys - 1 })
const text = fc.string({ unit: fc.constantFrom(...'ABCxyz0189-'), minLength: 6, maxLength: 40 })

/** Types with these gaps and an Enter as long after the last key; what was heard as scans, also after silence. */
function scansOf(wedge: Wedge, typed: string, gaps: readonly number[], suffix = true): string[] {
  let at = 0
  const heard = [...typed].map((key, index) => {
    at += index === 0 ? 0 : (gaps[index - 1] ?? 0)
    return wedge.press(stroke(key, at))
  })
  if (suffix) heard.push(wedge.press(stroke('Enter', at + (gaps.at(-1) ?? 0))))
  const last = wedge.quiet()
  return [...scansIn(heard), ...(last.kind === 'scan' ? [last.text] : [])]
}

function learnt(scans: readonly (readonly number[])[]): WedgeSpeed {
  const speed = learnSpeed(scans)
  if (typeof speed === 'number') throw new Error(`too slow: ${speed} ms`)
  return speed
}

const learntDevice = device.chain(({ gap }) =>
  fc.record({
    speed: fc.tuple(...Array.from({ length: 3 }, () => gapsOf(gap, testText.length))).map(learnt),
    gap: fc.constant(gap),
  }),
)

/** A person: 3 to 12 keys a second, and in one of four keys a roll of two fingers. */
const fingers = fc.array(
  fc.record({
    steady: fc.tuple(...Array.from({ length: 3 }, () => fc.integer({ min: 84, max: 333 }))),
    rolled: fc.integer({ min: 20, max: 83 }),
    place: fc.nat(3),
  }),
  { minLength: 1, maxLength: 10 },
)

describe('a slow scanner', () => {
  it('[WG12] once learnt, every code of it of six or more characters is one scan', () => {
    const example = learntDevice.chain(({ speed, gap }) =>
      text.chain((code) =>
        fc.record({ speed: fc.constant(speed), code: fc.constant(code), gaps: gapsOf(gap, code.length) }),
      ),
    )
    fc.assert(
      fc.property(example, ({ speed, code, gaps }) => {
        expect(scansOf(new Wedge(system, () => rulesFor(speed)), code, gaps)).toEqual([code])
      }),
    )
  })

  it('[WG12] people are still none, whatever was learnt', () => {
    fc.assert(
      fc.property(learntDevice, text, fingers, fc.boolean(), ({ speed }, typed, groups, suffix) => {
        const gaps = groups.flatMap(({ steady, rolled, place }) => steady.toSpliced(place, 0, rolled))
        // Two rolls never touch: the first of a group is after the last of the one before.
        const apart = gaps.map((gap, index) => (gap < 84 && (gaps[index - 1] ?? 100) < 84 ? 84 : gap))
        const keys = typed.slice(0, apart.length + 1)
        expect(scansOf(new Wedge(system, () => rulesFor(speed)), keys, apart, suffix)).toEqual([])
      }),
      { numRuns: 1000 },
    )
  })

  it('[WG12] is not heard before it is learnt, and fast ones are heard with and without', () => {
    const gaps = Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? 44 : 56))
    const speed = learnt([gaps, gaps, gaps])
    expect(scansOf(new Wedge(system), '4006381333931', gaps)).toEqual([])
    expect(scansOf(new Wedge(system, () => rulesFor(speed)), '4006381333931', gaps)).toEqual([
      '4006381333931',
    ])
    for (const rules of [wedgeRules, rulesFor(speed)])
      expect(scansOf(new Wedge(system, () => rules), 'AB12', [8, 8, 8])).toEqual(['AB12'])
  })

  // Gaps as a Bluetooth keyboard gives them: keys wait for the radio's next turn and come in twos.
  const radio = [1, 58, 2, 60, 1, 57, 3, 60, 1, 59]

  it('[WG12] one whose keys come in twos over the radio is learnt', () => {
    const speed = learnt([radio, radio, radio])
    expect(speed).toEqual({ keyMs: 59, longestMs: 60 })
    const odd = [...radio].reverse()
    expect(scansOf(new Wedge(system, () => rulesFor(speed)), '40063813331', odd)).toEqual(['40063813331'])
  })

  it('[WG12] is refused where it is as slow as fingers, with its speed', () => {
    expect(learnSpeed([[90, 95, 110, 100]])).toBe(110)
    const wedge = new Wedge(system, () => learningRules)
    expect(
      scansOf(
        wedge,
        testText,
        Array.from({ length: 10 }, () => 180),
      ),
    ).toEqual([testText])
    expect(learnSpeed([wedge.typed().gaps])).toBe(180)
  })

  it('[WG12] without a suffix ten characters count, nine do not', () => {
    const gaps = Array.from({ length: 10 }, () => 50)
    const rules = rulesFor(learnt([gaps, gaps, gaps]))
    expect(scansOf(new Wedge(system, () => rules), '1234567890', gaps, false)).toEqual(['1234567890'])
    expect(scansOf(new Wedge(system, () => rules), '123456789', gaps, false)).toEqual([])
  })
})

describe('what the code on the set-up screen tells', () => {
  const typedAs = (keys: readonly string[], read: string) => ({
    readings: { system: read, us: 'something else' },
    gaps: [],
    keys,
  })
  const head = ['Shift+KeyT', 'Shift+KeyE', 'Shift+KeyS', 'Shift+KeyT']

  it.each([
    [
      'german',
      [...head, 'Slash', 'Shift+KeyZ', 'Shift+KeyY', 'Shift+Period', 'Shift+Digit7', 'Shift+Slash', 'Digit1'],
      'TEST/ZY>&?1',
    ],
    [
      'french',
      [...head, 'Digit6', 'Shift+KeyY', 'Shift+KeyW', 'Period', 'Shift+Period', 'Digit8', 'Shift+Digit1'],
      'TEST6YW.>8!',
    ],
    [
      'european',
      [...head, 'Slash', 'Shift+KeyY', 'Shift+KeyZ', 'Shift+Period', 'Shift+Digit7', 'Shift+Slash', 'Digit1'],
      'TEST/YZ>&?1',
    ],
    ['other', [...head], 'TEST'],
  ] as const)('[WG11] a scanner set to a %s keyboard', (outcome, keys, read) => {
    expect(outcomeOf(read, typedAs(keys, read))).toBe(outcome)
  })

  it('[WG11] Caps Lock, the right reading, and the other layout', () => {
    expect(outcomeOf('test-yz:/_1', typedAs([], 'test-yz:/_1'))).toBe('caps')
    expect(outcomeOf(testText, typedAs([], testText))).toBe('right')
    expect(
      outcomeOf('TESTßZYÖ-?1', { readings: { system: 'TESTßZYÖ-?1', us: testText }, gaps: [], keys: [] }),
    ).toBe('switched')
  })
})
