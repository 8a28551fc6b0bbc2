import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gs1Check } from '../../../main/inspection/check-digits.ts'
import { parseCode } from '../../../main/inspection/code.ts'
import { identify } from '../../../main/inspection/identify.ts'
import { isPlate, newPlate, plateOf } from '../../../main/inspection/licence-plate.ts'
import { displayOf } from '../../../main/inspection/reference.ts'
import { rounds } from '../../rigs/rounds.ts'

/** Texts as scanners and people make them: any characters, and fragments of real codes glued together. */
const fragment = fc.constantFrom(
  ']C1',
  ']d2',
  ']E0',
  ']Q3',
  '\u001d',
  '\u001e',
  '\u0004',
  '[)>',
  '01',
  '00',
  '21',
  '17',
  '400',
  '04006381333931',
  '(01)',
  '(',
  ')',
  'https://',
  '/01/',
  '?17=',
  '%',
  '1Z',
  'RG',
  'RMA-',
  '420',
  '96',
  '😀',
  '\ud83d',
  'ß',
  ' ',
  '\r\n',
)
const code = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc
    .array(fc.oneof(fragment, fc.stringMatching(/^\d{1,20}$/)), { maxLength: 12 })
    .map((parts) => parts.join('')),
  fc.string({ minLength: 4096, maxLength: 5000 }),
)
const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`))

describe('codes, whatever they are', () => {
  it('[CD1] parseCode is total, and what it returns is fit to show and to look up', () => {
    fc.assert(
      fc.property(code, (text) => {
        const reading = parseCode(text)
        expect([...reading.display].length).toBeLessThanOrEqual(200)
        expect(reading.display).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/)
        for (const reference of reading.references) expect(reference).toMatch(/^\S+$/)
        for (const reference of reading.references) expect(reference).toBe(reference.toUpperCase())
        expect(reading.kind === 'unreadable').toBe(reading.problem !== undefined)
        if (reading.gtin) expect(reading.gtin).toMatch(/^\d{14}$/)
        if (reading.expiry) expect(reading.expiry).toBe(new Date(reading.expiry).toISOString().slice(0, 10))
      }),
      { numRuns: rounds(500) },
    )
  })

  it('[CD1] a code that was read is read the same again', () => {
    fc.assert(
      fc.property(code, (text) => {
        expect(parseCode(text)).toEqual(parseCode(text))
      }),
    )
  })

  it('[CD3] every GTIN with its check digit is found, alone and inside an element string', () => {
    const payload = fc.oneof(digits(7), digits(11), digits(12), digits(13))
    fc.assert(
      fc.property(payload, (text) => {
        // UPC-E and GTIN-8 share their length where the first digit is 0 or 1.
        fc.pre(!/^[01]/.test(text) && !/^0*$/.test(text))
        const gtin = text + gs1Check(text)
        expect(parseCode(gtin)).toMatchObject({ kind: 'gtin', gtin: gtin.padStart(14, '0') })
        expect(parseCode(`]d201${gtin.padStart(14, '0')}`)).toMatchObject({ gtin: gtin.padStart(14, '0') })
      }),
    )
  })

  it('[CD4] no single wrong digit of an EAN-13 is taken for an article', () => {
    fc.assert(
      fc.property(digits(12), fc.nat(12), fc.integer({ min: 1, max: 9 }), (payload, at, shift) => {
        const right = payload + gs1Check(payload)
        const wrong = right.slice(0, at) + ((Number(right[at]) + shift) % 10) + right.slice(at + 1)
        expect(parseCode(`]E0${wrong}`)).toMatchObject({ kind: 'unreadable', problem: 'bad_check_digit' })
      }),
    )
  })

  it('[CD11] every plate is a plate, however it is typed', () => {
    const random = fc.uint8Array({ minLength: 7, maxLength: 16 })
    fc.assert(
      fc.property(random, (bytes) => {
        const plate = newPlate(bytes)
        expect(isPlate(plate)).toBe(true)
        expect(plateOf(plate.toLowerCase())).toBe(plate)
        expect(parseCode(`]C0${plate}`)).toMatchObject({ kind: 'licence_plate', references: [plate] })
      }),
    )
  })

  it('[CD1] a display is at most 200 characters and never half a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 1000 }), (text) => {
        expect([...displayOf(text)].length).toBeLessThanOrEqual(200)
        expect(displayOf(text).isWellFormed()).toBe(true)
      }),
    )
  })

  it('[ID2] identify never fails', () => {
    const nobody = {
      skuByGtin: () => undefined,
      sku: () => undefined,
      linesByReference: () => [],
      linesBySku: () => [],
    }
    fc.assert(
      fc.property(code, (text) => {
        const scan = { text, source: 'typed', device: 'd', at: 0 } as const
        expect(identify(scan, nobody).candidates).toEqual([])
      }),
    )
  })
})
