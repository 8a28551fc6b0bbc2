import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import sharp from 'sharp'
import { prepareZXingModule, type WriterOptions, writeBarcode } from 'zxing-wasm/writer'

/** One code in a drawn photograph. */
export interface DrawnCode {
  readonly text: string
  readonly format: NonNullable<WriterOptions['format']>
  /** GS1 element strings, written with their identifiers in parentheses. */
  readonly gs1?: boolean
  /** How wide the code is in the photograph, in pixels, and where its middle is, in parts of the photograph. */
  readonly width?: number
  readonly at?: readonly [x: number, y: number]
  /** Degrees by which it lies turned. */
  readonly turned?: number
}

export interface DrawnPhoto {
  readonly codes: readonly DrawnCode[]
  /** Standard deviation of a blur in pixels. */
  readonly blur?: number
  /** Part of the light that is there. */
  readonly light?: number
}

const bench = { width: 1280, height: 960, background: '#8a7a66' } as const

const file = createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm')
prepareZXingModule({ overrides: { wasmBinary: readFileSync(file).buffer as ArrayBuffer } })

/** A photograph of white labels with these codes on a brown bench, as a camera would send it: JPEG. */
export async function photoOfCodes({ codes, blur, light = 1 }: DrawnPhoto): Promise<Uint8Array> {
  const labels = await Promise.all(codes.map(labelOf))
  const { width, height, background } = bench
  const drawn = sharp({ create: { width, height, channels: 3, background } }).composite(labels)
  const flat = sharp(await drawn.png().toBuffer()).linear(light, 0)
  return (blur === undefined ? flat : flat.blur(blur)).jpeg({ quality: 82 }).toBuffer()
}

/** A white label with one code on it, as a PNG. */
export async function drawnLabel({ text, format, gs1 = false, width = 420 }: DrawnCode): Promise<Buffer> {
  const made = await writeBarcode(text, { format, scale: 3, ...(gs1 ? { options: 'gs1' } : {}) })
  if (made.error !== '') throw new Error(`${format} of "${text}": ${made.error}`)
  const code = sharp(Buffer.from(made.svg)).flatten({ background: '#fff' }).resize({ width })
  const edge = { top: 18, bottom: 18, left: 24, right: 24, background: '#fff' }
  return sharp(await code.extend(edge).png().toBuffer()).toBuffer()
}

async function labelOf(drawn: DrawnCode) {
  const { at = [0.5, 0.5], turned = 0 } = drawn
  const label = await drawnLabel(drawn)
  const { data, info } = await sharp(label)
    .rotate(turned, { background: bench.background })
    .png()
    .toBuffer({ resolveWithObject: true })
  const left = Math.round(at[0] * bench.width - info.width / 2)
  return { input: data, left, top: Math.round(at[1] * bench.height - info.height / 2) }
}
