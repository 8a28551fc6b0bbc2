import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createPosReader, posReports } from '../../../drivers/scanner/pos-report.ts'
import { handClock } from '../../rigs/hand-clock.ts'

/** All codes a run of reports gives, one a millisecond; a number is a pause of so many. */
function codesOf(reports: readonly (Uint8Array | number)[]): string[] {
  const clock = handClock()
  const reader = createPosReader(clock)
  return reports.flatMap((next) => {
    clock.pass(typeof next === 'number' ? next : 1)
    return typeof next === 'number' ? [] : (reader.feed(next) ?? [])
  })
}

/** A report as firmware sends it that starts everything a byte later; its length stays 64. */
function late(report: Uint8Array): Uint8Array {
  return Uint8Array.from([report[0] ?? 0, 0, ...report.subarray(1, 63)])
}

/** A report as firmware sends it that tells the identifier in a code's first report only. */
function withoutAim(report: Uint8Array): Uint8Array {
  return Uint8Array.from([...report.subarray(0, 2), 0, 0, 0, ...report.subarray(5)])
}

describe('reports of a HID POS scanner', () => {
  it('[SC7] give back any code, whatever its length', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 })
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), (codes) => {
        const expected = codes.filter((code) => Buffer.byteLength(code) > 0).map((code) => `]Q1${code}`)
        expect(codesOf(codes.flatMap((code) => posReports(code, ']Q1')))).toEqual(expected)
      }),
    )
  })

  it('[SC7] an identifier is none where the scanner sends none', () => {
    expect(codesOf(posReports('4006381333931'))).toEqual(['4006381333931'])
  })

  it('[SC7] a code that starts with the sign of an identifier stays as it is', () => {
    expect(codesOf(posReports(']E0', ']C0'))).toEqual([']C0]E0'])
    expect(codesOf(posReports(']E04006381333931'))).toEqual([']E04006381333931'])
  })

  it('[SC8] are read where firmware starts them a byte late or without a report id', () => {
    const [report = new Uint8Array()] = posReports('4006381333931', ']E0')
    expect(codesOf([late(report)])).toEqual([']E04006381333931'])
    expect(codesOf([report.subarray(1)])).toEqual([']E04006381333931'])
  })

  it('[SC8] a long code is joined where the shift pushes the flag out of the report', () => {
    const long = 'x'.repeat(130)
    expect(codesOf(posReports(long, ']C0').map(late))).toEqual([`]C0${long}`])
  })

  it('[SC8] a length that lies is cut to what is there', () => {
    const report = Uint8Array.from(posReports('4006381333931', ']E0')[0] ?? [])
    report[1] = 255
    expect(codesOf([report])).toEqual([']E04006381333931'])
  })

  it('[SC8] other reports, short ones and empty ones are counted, or are no scan', () => {
    const reader = createPosReader(handClock())
    const wrong = [[], [2], [2, 3, 0x5d, 0x45], [7, ...Array.from({ length: 63 }, () => 1)]]
    expect(wrong.map((bytes) => reader.feed(Uint8Array.from(bytes)))).toEqual(wrong.map(() => undefined))
    expect(reader.refused()).toBe(4)
    expect(reader.feed(posReports('')[0] ?? new Uint8Array())).toBeUndefined()
    expect(reader.refused()).toBe(4)
  })

  it('[SC8] a long code whose first report alone has the identifier is joined, however the report is shifted', () => {
    const long = 'x'.repeat(130)
    const once = posReports(long, ']C0').map((report, index) => (index === 0 ? report : withoutAim(report)))
    expect(codesOf(once)).toEqual([`]C0${long}`])
    expect(codesOf(once.map(late))).toEqual([`]C0${long}`])
    expect(codesOf(once.map((report) => report.subarray(1)))).toEqual([`]C0${long}`])
  })

  it('[SC17] a report that cannot be read drops the code it is in, to its end, and nothing of the next', () => {
    const long = posReports('x'.repeat(150))
    const [first = new Uint8Array(), second = new Uint8Array(), third = new Uint8Array()] = long
    const unreadable = Uint8Array.from([2, 0, 0])
    const next = posReports('4006381333931')
    expect(codesOf([first, unreadable, third, ...next])).toEqual(['4006381333931'])
    expect(codesOf([first, second, unreadable, 400, ...next, 600, ...next])).toEqual(['4006381333931'])
    expect(codesOf([first, second, unreadable, 600, ...next])).toEqual(['4006381333931'])
    expect(codesOf([unreadable, ...next])).toEqual(['4006381333931'])
  })

  it('[SC17] half a code whose end never comes is forgotten after half a second', () => {
    const [first = new Uint8Array(), second = new Uint8Array()] = posReports('x'.repeat(80))
    expect(codesOf([first, 600, ...posReports('4006381333931')])).toEqual(['4006381333931'])
    expect(codesOf([first, 400, second])).toEqual(['x'.repeat(80)])
  })

  it('[SC5] a code that never ends is cut and given once', () => {
    expect(codesOf(posReports('x'.repeat(9000)))).toEqual(['x'.repeat(4096)])
  })

  it('[SC8] no bytes at all make it throw', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 80 }), { maxLength: 20 }), (reports) => {
        codesOf(reports)
      }),
    )
  })
})
