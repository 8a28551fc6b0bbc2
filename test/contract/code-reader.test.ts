import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { threadedReader } from '../../drivers/scanner/picture/threaded-reader.ts'
import { type DrawnPhoto, photoOfCodes } from '../rigs/drawn-codes.ts'
import { textReader } from '../rigs/text-pictures.ts'
import { codeReaderContract } from './code-reader.ts'

const places = [
  [0.5, 0.25],
  [0.5, 0.75],
] as const

codeReaderContract('zxing on a thread of its own', () => ({
  reader: threadedReader(),
  draw: (codes) =>
    photoOfCodes({
      codes: codes.map((text, index) => ({ text, format: 'EAN13', at: places[index] ?? [0.5, 0.5] })),
    }),
  reads: (code) => `]E0${code}`,
}))

codeReaderContract("the rig's reader of text", () => ({
  reader: textReader(),
  draw: async (codes) => Buffer.from(codes.join('\n')),
  reads: (code) => code,
}))

describe('zxing on drawn photographs', () => {
  const reader = threadedReader()
  const read = async (photo: DrawnPhoto) => reader.read(await photoOfCodes(photo))
  const ean = { text: '4006381333931', format: 'EAN13' } as const
  const eanRead = [{ text: ']E04006381333931', sure: true }]

  // The first picture of a thread waits for its wasm.
  beforeAll(() => read({ codes: [] }))
  afterAll(() => reader.close())

  it.each([0, 45, 90, 133, 301])('[CR1] reads a code that lies turned by %d°', async (turned) => {
    expect(await read({ codes: [{ ...ean, turned }] })).toMatchObject([{ text: ']E04006381333931' }])
  })

  it.each([
    ['a little blurred', { blur: 1.5 }],
    ['in little light', { light: 0.3 }],
  ])('[CR1] reads a code that is %s', async (_what, how) => {
    expect(await read({ codes: [ean], ...how })).toMatchObject([{ text: ']E04006381333931' }])
  })

  it('[CR1] gives nothing of a code too blurred to read, and not a guess', async () => {
    expect(await read({ codes: [ean], blur: 9 })).toEqual([])
  })

  it.each([
    ['Code128', '(01)04006381333931(10)L1(21)ABC12', ']C1010400638133393110L1\x1d21ABC12', 620],
    ['DataMatrix', '(01)04006381333931(10)L1(21)ABC12', ']d2010400638133393110L1\x1d21ABC12', 260],
    ['QRCode', '(01)04006381333931(10)L1(21)ABC12', ']Q3010400638133393110L1\x1d21ABC12', 260],
  ] as const)(
    '[CR1] keeps FNC1 of a GS1 %s as GS, behind its AIM identifier',
    async (format, text, expected, width) => {
      expect(await read({ codes: [{ text, format, gs1: true, width }] })).toEqual([
        { text: expected, sure: true },
      ])
    },
  )

  it.each([
    ['Code39', 'RMA-100234', ']A0RMA-100234', 560],
    ['Code128', 'RMA-2026-000123', ']C0RMA-2026-000123', 480],
    ['EAN8', '96385074', ']E496385074', 300],
    ['UPCA', '036000291452', ']E00036000291452', 420],
    ['ITF', '15400141288763', ']I115400141288763', 520],
    ['QRCode', 'https://id.gs1.org/01/04006381333931', ']Q1https://id.gs1.org/01/04006381333931', 260],
    ['QRCode', 'żółw ß€', ']Q1żółw ß€', 220],
    ['PDF417', 'parcel 12345', ']L2parcel 12345', 420],
    ['Aztec', 'parcel 12345', ']z0parcel 12345', 240],
  ] as const)('[CR1] reads a %s of "%s"', async (format, text, expected, width) => {
    expect(await read({ codes: [{ text, format, width, turned: 8 }] })).toMatchObject([{ text: expected }])
  })

  it('[CR1] a code on two labels is one', async () => {
    const codes = places.map((at) => ({ ...ean, at }))
    expect(await read({ codes })).toEqual(eanRead)
  })

  it.each([
    ['no picture', Buffer.from('this is no picture')],
    ['half a JPEG', undefined],
    ['nothing', new Uint8Array()],
  ])('[CR2] %s holds no codes, and the next picture is read', async (_what, bytes) => {
    const whole = await photoOfCodes({ codes: [ean] })
    expect(await reader.read(bytes ?? whole.subarray(0, whole.length >> 2), 'broken')).toEqual([])
    expect(await reader.read(whole, 'broken')).toEqual(eanRead)
  })

  it('[CR3] the event loop goes on while a picture is read', async () => {
    const photo = await photoOfCodes({ codes: [ean] })
    const order: string[] = []
    const reading = reader.read(photo).then(() => order.push('read'))
    setImmediate(() => order.push('turn'))
    await reading
    expect(order).toEqual(['turn', 'read'])
  })
})
