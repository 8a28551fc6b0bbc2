import { describe, expect, it } from 'vitest'
import { checkoutScale, sics } from '../../../drivers/scale/language.ts'

describe('SICS', () => {
  it.each([
    ['S S     100.00 g\r\n', { kind: 'stable', grams: 100 }],
    ['S S      -0.05 g\r\n', { kind: 'stable', grams: -0.05 }],
    ['S S     1.2345 kg\r\n', { kind: 'stable', grams: 1234.5 }],
    ['S S      2.000 lb\r\n', { kind: 'stable', grams: 907.18 }],
    ['S S      1.000 oz \r\n', { kind: 'stable', grams: 28.35 }],
    ['S D     101.02 g\r\n', { kind: 'moving' }],
    ['S I\r\n', { kind: 'moving' }],
    ['S +\r\n', { kind: 'over' }],
    ['S -\r\n', { kind: 'under' }],
    ['I4 A "0123456789"\r\nS S     100.00 g\r\n', { kind: 'stable', grams: 100 }],
  ])('[WE1] [WE2] [WE3] %j', (text, answer) => {
    expect(sics.read(text)).toEqual(answer)
  })

  it.each(['S S     100.00 ct\r\n', 'ES\r\n', 'S S 1,5 g\r\n', 'S S     100.00\r\n', 'x'.repeat(80)])(
    '[WE2] [WE5] %j is nonsense',
    (text) => {
      expect(sics.read(text)).toMatchObject({ kind: 'nonsense' })
    },
  )

  it('[WE5] a part of an answer is not yet one, wherever it is cut', () => {
    const whole = 'S S     100.00 g\r\n'
    for (let end = 0; end < whole.length; end++) expect(sics.read(whole.slice(0, end))).toBeUndefined()
  })
})

describe('checkout scales', () => {
  const kilo = checkoutScale('kg')
  it.each([
    ['\x0200.612\r', { kind: 'stable', grams: 612 }],
    ['\x0200.612N\r', { kind: 'stable', grams: 612 }],
    ['\x02  0.612 \x03', { kind: 'stable', grams: 612 }],
    ['\x021.500 lb\r', { kind: 'stable', grams: 680.39 }],
    ['\x02?A\r', { kind: 'moving' }],
    ['\x02?B\r', { kind: 'over' }],
    ['\x02?C\r', { kind: 'over' }],
    ['\x02?D\r', { kind: 'under' }],
    ['\x02?@\r', { kind: 'moving' }],
  ])('[WE1] [WE2] [WE3] %j', (text, answer) => {
    expect(kilo.read(text)).toEqual(answer)
  })

  it.each(['\x02six\r', 'S S     100.00 g\r\n', `\x02${'0'.repeat(80)}`])('[WE5] %j is nonsense', (text) => {
    expect(kilo.read(text)).toMatchObject({ kind: 'nonsense' })
  })

  it('[WE5] a part of an answer is not yet one, wherever it is cut', () => {
    const whole = '\x0200.612\r'
    for (let end = 0; end < whole.length; end++) expect(kilo.read(whole.slice(0, end))).toBeUndefined()
  })
})
