import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { ready } from 'zpl-renderer-js'
import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader'
import type { Label } from '../../../main/inspection/record.ts'
import { dotsPerMm } from '../../../main/inspection/zpl.ts'
import { codeOn, labels } from './labels.ts'

const named = Object.fromEntries(labels)

describe('labels, byte for byte', () => {
  it.each(labels)('[LB6] %s', async (name, { zpl }) => {
    await expect(zpl).toMatchFileSnapshot(`${name}.zpl`)
  })

  it.each(['held', 'held-german-copy', 'unlisted'])('[LB4] %s says so, white on black', (name) => {
    const { zpl } = named[name] as Label
    expect(zpl).toMatch(/\^FR\^A0N,\d+,\d+\^FH_\^FD(QUARANTINE|SPERRLAGER)\^FS/)
    expect(zpl).toMatch(/\^FR\^A0N,\d+,\d+\^FH_\^FD(HELD|PR_C3_9CFEN)\^FS/)
  })

  it('[LB4] what is not held does not', () => {
    expect(named.restock?.zpl).not.toMatch(/\^FR|HELD|QUARANTINE|COPY/)
    expect(named['copy-300-dpi']?.zpl).toContain('COPY 2')
    expect(named['held-german-copy']?.zpl).toContain('KOPIE 3')
  })
})

describe('labels as they are printed', () => {
  beforeAll(() => {
    // Without this the reader fetches its wasm from the network.
    const file = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
    prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(readFileSync(file)).buffer } })
  })

  it.each(labels)('[LB2] %s: both barcodes read back', async (name, label) => {
    const found = await readBarcodes(await printed(label), upright)
    const codes = found.map(({ format, text }) => [format, text]).toSorted()
    expect(codes).toEqual([
      ['Code128', codeOn(name)],
      ['QRCode', codeOn(name)],
    ])
  })

  it.each(labels.filter(([, label]) => label.widthMm >= 100))(
    '[LB3] %s: word and grade are 12 mm high or more',
    async (_, label) => {
      const ink = await inkOf(label)
      // Left of the frame stands the word, in the frame the mark; both without frame, bar and small print.
      expect(tallest(ink, { left: 3, right: 70, top: 2, bottom: 20.5 })).toBeGreaterThanOrEqual(12)
      expect(tallest(ink, { left: 79, right: 95, top: 2, bottom: 17.6 })).toBeGreaterThanOrEqual(12)
    },
  )

  it.each(labels)('[LB3] %s: nothing runs over the edge or into the QR code', async (_, label) => {
    const ink = await inkOf(label)
    const scale = Math.min(label.widthMm / 100, label.heightMm / 60)
    const right = label.widthMm / scale
    expect(tallest(ink, { left: right - 1.5, right, top: 0, bottom: 60 })).toBe(0)
    expect(tallest(ink, { left: right - 22, right: right - 20, top: 41, bottom: 60 })).toBe(0)
  })
})

/** How a scanner looks at a label that lies before it; turned and inverted barcodes would cost most of the time. */
const upright: ReaderOptions = { tryHarder: true, tryRotate: false, tryInvert: false, maxNumberOfSymbols: 9 }
const pictures = new Map<string, Promise<Uint8Array>>()

/** The label as a PNG; each is drawn once, at 600 dpi that takes a second. */
function printed(label: Label): Promise<Uint8Array> {
  const picture = pictures.get(label.zpl) ?? draw(label)
  pictures.set(label.zpl, picture)
  return picture
}

async function draw({ zpl, widthMm, heightMm, dpi }: Label): Promise<Uint8Array> {
  const { api } = await ready
  return Buffer.from(await api.zplToBase64Async(zpl, widthMm, heightMm, dotsPerMm[dpi]), 'base64')
}

interface Ink {
  readonly black: (x: number, y: number) => boolean
  /** Dots a millimetre of the 100 × 60 mm design. */
  readonly perMm: number
}

async function inkOf(label: Label): Promise<Ink> {
  const { data, info } = await sharp(await printed(label))
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const perMm = dotsPerMm[label.dpi] * Math.min(label.widthMm / 100, label.heightMm / 60)
  return {
    perMm,
    black: (x, y) => x < info.width && y < info.height && (data[y * info.width + x] ?? 255) < 128,
  }
}

/** Height in millimetres of what is drawn in a part of the label; on a black bar, of what is left white. */
function tallest(
  { black, perMm }: Ink,
  area: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number },
): number {
  const [left, right, top, bottom] = [area.left, area.right, area.top, area.bottom].map((mm) =>
    Math.round(mm * perMm),
  )
  const paper = black(left ?? 0, top ?? 0)
  let first: number | undefined
  let last = 0
  for (let y = top ?? 0; y < (bottom ?? 0); y++)
    for (let x = left ?? 0; x < (right ?? 0); x++)
      if (black(x, y) !== paper) {
        first ??= y
        last = y
      }
  return first === undefined ? 0 : (last - first + 1) / perMm
}
