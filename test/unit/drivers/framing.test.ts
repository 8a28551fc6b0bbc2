import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  couldBeWhole,
  createFramer,
  decodeCode,
  type Framing,
  maxCodeBytes,
} from '../../../drivers/scanner/framing.ts'

function read(framing: Framing, chunks: readonly Uint8Array[]): string[] {
  const framer = createFramer(framing)
  return chunks.flatMap((chunk) => framer.feed(chunk)).map(decodeCode)
}

/** Bytes cut at random places. */
function chopped(bytes: fc.Arbitrary<Uint8Array>): fc.Arbitrary<{ bytes: Uint8Array; chunks: Uint8Array[] }> {
  return fc.tuple(bytes, fc.array(fc.nat(300), { maxLength: 30 })).map(([all, places]) => {
    const cuts = [...new Set([0, ...places.map((place) => Math.min(place, all.length)), all.length])]
    const ordered = cuts.sort((a, b) => a - b)
    return { bytes: all, chunks: ordered.slice(1).map((end, index) => all.subarray(ordered[index], end)) }
  })
}

const anyBytes = fc.uint8Array({ maxLength: 300 })
/** What scanners send: text without control characters but GS and RS. */
const code = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  .map((text) => text.replaceAll(/[\x00-\x1f\x7f-\x9f\xff]/g, '\x1d'))

describe('framing', () => {
  it.each(['line', 'stx'] as const)(
    '[SC1] %s: any bytes give the same codes, however they are cut',
    (framing) => {
      fc.assert(
        fc.property(chopped(anyBytes), ({ bytes, chunks }) => {
          expect(read(framing, chunks)).toEqual(read(framing, [bytes]))
        }),
      )
    },
  )

  it.each(['\r', '\n', '\r\n'])('[SC1] codes ended by %j come out as they went in', (end) => {
    const sent = fc.array(code, { maxLength: 8 })
    fc.assert(
      fc.property(sent, fc.nat(50), (codes, seed) => {
        const bytes = Buffer.from(codes.map((each) => each + end).join(''))
        const cut = bytes.length === 0 ? 0 : seed % bytes.length
        expect(read('line', [bytes.subarray(0, cut), bytes.subarray(cut)])).toEqual(codes)
      }),
    )
  })

  it('[SC1] codes between STX and ETX come out as they went in, whatever stands between them', () => {
    fc.assert(
      fc.property(fc.array(code, { maxLength: 8 }), fc.string({ maxLength: 9 }), (codes, between) => {
        const noise = between.replaceAll(/[\x02\x03]/g, '')
        const bytes = Buffer.from(codes.map((each) => `${noise}\x02${each}\x03${noise}\r\n`).join(''))
        expect(read('stx', [bytes])).toEqual(codes)
      }),
    )
  })

  it('[SC1] empty lines are no codes', () => {
    expect(read('line', [Buffer.from('\r\n\r\n\nA\r\r\nB\n')])).toEqual(['A', 'B'])
  })

  it('[SC1] a new STX starts anew: the code before it was never ended', () => {
    expect(read('stx', [Buffer.from('\x02half\x02whole\x03')])).toEqual(['whole'])
  })

  it('[SC4] noise before the first end of line is dropped, once', () => {
    const noise = Buffer.from([0x00, 0xfe, 0x31, 0x32, 0x0d])
    expect(read('line', [noise, Buffer.from('A\r'), noise])).toEqual(['A', '\x00þ12'])
  })

  it('[SC4] a first code that could be whole is kept', () => {
    for (const text of ['4006381333931', '0104006381333931\x1d21A', 'ŻÓŁW', '\x04\x1e[)>', 'Größe'])
      expect(couldBeWhole(Buffer.from(text)), text).toBe(true)
    expect(couldBeWhole(Buffer.from('Größe', 'latin1'))).toBe(true)
    for (const bytes of [
      [0x00, 0x31],
      [0xff, 0x31],
      [0x1b, 0x5b, 0x31],
      [0x85, 0x9c, 0x31],
    ])
      expect(couldBeWhole(Uint8Array.from(bytes)), String(bytes)).toBe(false)
  })

  it('[SC4] after a reset, what had come of a code is forgotten', () => {
    const framer = createFramer('line')
    framer.feed(Buffer.from('first half, '))
    framer.reset()
    expect(framer.feed(Buffer.from('4006381333931\r')).map(decodeCode)).toEqual(['4006381333931'])
  })

  it('[SC5] a code is cut between characters, never within one', () => {
    const text = `${'x'.repeat(maxCodeBytes - 1)}€ and more`
    expect(read('line', [Buffer.from(`${text}\rnext\r`)])).toEqual(['x'.repeat(maxCodeBytes - 1), 'next'])
  })

  it('[SC1] what is not UTF-8 is read as Latin-1, and a byte order mark stays', () => {
    expect(decodeCode(Buffer.from('Größe', 'latin1'))).toBe('Größe')
    expect(decodeCode(Buffer.from('\ufeffA'))).toBe('\ufeffA')
  })
})
