import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { endedWell, isIdle, readHostStatus, troubleOf } from '../../../drivers/printer/host-status.ts'

const sample =
  '\x02030,1,1,1225,000,0,0,0,000,0,0,0\x03\r\n\x02001,0,0,1,1,2,6,0,00000100,1,000\x03\r\n\x021234,0\x03\r\n'
const well =
  '\x02030,0,0,1225,000,0,0,0,000,0,0,0\x03\r\n\x02001,0,0,0,0,2,6,0,00000000,1,000\x03\r\n\x021234,0\x03\r\n'

function statusOf(text: string) {
  const reading = readHostStatus(text)
  if (reading.kind !== 'whole') throw new Error(`not a whole answer: ${JSON.stringify(reading)}`)
  return reading.status
}

/** The healthy answer with one field, counted from 1 in the first or second string, set. */
function withField(string: 0 | 1, field: number, value: string): string {
  const strings = well.split('\r\n').map((each) => each.replaceAll(/[\x02\x03]/g, '').split(','))
  const fields = strings[string]
  if (fields) fields[field - 1] = value
  return strings
    .slice(0, 3)
    .map((each) => `\x02${each.join(',')}\x03\r\n`)
    .join('')
}

describe('the answer to ~HS', () => {
  it('[PR1] the sample of the ZPL II guide is read field by field', () => {
    expect(statusOf(sample)).toEqual({
      serialSettings: 30,
      paperOut: true,
      paused: true,
      labelLength: 1225,
      formatsInBuffer: 0,
      bufferFull: false,
      partialFormat: false,
      ramCorrupt: false,
      tooCold: false,
      tooHot: false,
      headOpen: false,
      ribbonOut: true,
      thermalTransfer: true,
      printMode: 2,
      labelWaiting: false,
      labelsRemaining: 100,
      graphicsStored: 0,
    })
  })

  it.each([
    [0, 2, '1', 'paperOut', true],
    [0, 3, '1', 'paused', true],
    [0, 5, '012', 'formatsInBuffer', 12],
    [0, 6, '1', 'bufferFull', true],
    [0, 8, '1', 'partialFormat', true],
    [0, 10, '1', 'ramCorrupt', true],
    [0, 11, '1', 'tooCold', true],
    [0, 12, '1', 'tooHot', true],
    [1, 3, '1', 'headOpen', true],
    [1, 8, '1', 'labelWaiting', true],
    [1, 9, '00000007', 'labelsRemaining', 7],
    [1, 11, '003', 'graphicsStored', 3],
  ] as const)('[PR1] string %i field %i = %s is %s', (string, field, value, name, wanted) => {
    expect(statusOf(withField(string, field, value))).toEqual({ ...statusOf(well), [name]: wanted })
  })

  it('[PR2] without thermal transfer there is no ribbon to be out', () => {
    expect(statusOf(withField(1, 4, '1')).ribbonOut).toBe(false)
  })

  it('[PR2] trouble is told in the order in which one mends it', () => {
    const all = {
      ...statusOf(well),
      headOpen: true,
      paperOut: true,
      ribbonOut: true,
      tooHot: true,
      paused: true,
    }
    expect(troubleOf(all)?.fault).toBe('PRINTER_HEAD_OPEN')
    expect(troubleOf({ ...all, headOpen: false })?.fault).toBe('PRINTER_EMPTY')
    expect(troubleOf(statusOf(well))).toBeUndefined()
  })

  it('[PR1] idle is nothing received, nothing waiting, nothing half done', () => {
    expect(isIdle(statusOf(well))).toBe(true)
    for (const busy of [
      [0, 5, '001'],
      [0, 6, '1'],
      [0, 8, '1'],
      [1, 9, '00000001'],
    ] as const)
      expect(isIdle(statusOf(withField(busy[0], busy[1], busy[2])))).toBe(false)
  })

  it('[PR1] a job ends well with the last label of the roll, not with an open head or half a label', () => {
    expect(endedWell(statusOf(withField(0, 2, '1')))).toBe(true)
    expect(endedWell(statusOf(withField(0, 3, '1')))).toBe(true)
    expect(endedWell(statusOf(withField(0, 12, '1')))).toBe(true)
    expect(endedWell(statusOf(withField(1, 3, '1')))).toBe(false)
    expect(endedWell({ ...statusOf(withField(0, 2, '1')), formatsInBuffer: 1 })).toBe(false)
    expect(endedWell({ ...statusOf(withField(0, 2, '1')), labelsRemaining: 1 })).toBe(false)
  })

  it('[PR6] every beginning of an answer is incomplete, never whole and never nonsense', () => {
    for (let length = 0; length < sample.length - 3; length += 1)
      expect(readHostStatus(sample.slice(0, length)).kind, `${length} bytes`).toBe('incomplete')
  })

  it('[PR6] XON, XOFF and NUL between the strings do no harm', () => {
    expect(readHostStatus(`\x11\x00${sample.replaceAll('\r\n', '\r\n\x13\x11')}`).kind).toBe('whole')
  })

  it.each([
    'ready\r\n',
    '\x02hello\x03\r\n',
    sample.replace('1225', '12x5'),
    sample.replace(',0\x03\r\n\x02001', '\x03\r\n\x02001'),
    sample + sample,
    '\x02'.repeat(3),
  ])('[PR6] %j is nonsense', (text) => {
    expect(readHostStatus(text).kind).toBe('nonsense')
  })

  it('[PR6] no bytes at all make it throw, or believe what was not said', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(readHostStatus(Buffer.from(bytes).toString('latin1')).kind).not.toBe('whole')
      }),
    )
  })
})
