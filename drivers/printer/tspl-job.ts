import sharp from 'sharp'
import { copiesOf } from './copies.ts'

/** Dots an inch of a label printer. */
export type Dpi = 203 | 300 | 600
const dotsPerMm: Readonly<Record<Dpi, number>> = { 203: 8, 300: 12, 600: 24 }

/** A label as rows of dots, eight a byte, the first dot in the highest bit; a cleared bit is black, as TSPL has it. */
export interface Dots {
  readonly width: number
  readonly height: number
  readonly bytes: Uint8Array
}

/**
 * A label drawn in ZPL as one TSPL job: its size, its picture and how many. Fonts and barcodes differ between printers of
 * this language, dots do not: the label is the one the review screen shows.
 */
export async function tsplJob(zpl: string, dpi: Dpi): Promise<Uint8Array> {
  const { width, height, bytes } = await dotsOf(zpl, dpi)
  const mm = (dots: number) => Math.round((dots / dotsPerMm[dpi]) * 10) / 10
  const head = [
    `SIZE ${mm(width)} mm,${mm(height)} mm`,
    'DIRECTION 0,0',
    'REFERENCE 0,0',
    'CLS',
    `BITMAP 0,0,${width / 8},${height},0,`,
  ].join('\r\n')
  return Buffer.concat([
    Buffer.from(head),
    unmistakable(bytes),
    Buffer.from(`\r\nPRINT 1,${copiesOf(zpl)}\r\n`),
  ])
}

/** Draws the label with the renderer that also draws it for the screen. */
async function dotsOf(zpl: string, dpi: Dpi): Promise<Dots> {
  // Loaded at the first label: its wasm costs 0.4 s that a starting station does not have.
  const { api } = await (await import('zpl-renderer-js')).ready
  const perMm = dotsPerMm[dpi]
  const [across, down] = [/\^PW(\d+)/, /\^LL(\d+)/].map((size) => Number(size.exec(zpl)?.[1] ?? 60 * perMm))
  const png = await api.zplToBase64Async(zpl, (across ?? 0) / perMm, (down ?? 0) / perMm, perMm)
  const grey = await sharp(Buffer.from(png, 'base64')).flatten({ background: 'white' }).greyscale().raw()
  const { data, info } = await grey.toBuffer({ resolveWithObject: true })
  return packed(data, info)
}

function packed(grey: Uint8Array, { width, height }: { width: number; height: number }): Dots {
  const rowBytes = Math.ceil(width / 8)
  const bytes = new Uint8Array(rowBytes * height).fill(0xff)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = y * rowBytes + (x >> 3)
      if ((grey[y * width + x] ?? 255) < 128) bytes[at]! &= ~(0x80 >> (x & 7))
    }
  return { width: rowBytes * 8, height, bytes }
}

/** ESC ! inside a picture could be taken for a command that acts at once: one dot of it is let go. */
function unmistakable(bytes: Uint8Array): Uint8Array {
  const safe = Uint8Array.from(bytes)
  for (let at = 1; at < safe.length; at++) if (safe[at - 1] === 0x1b && safe[at] === 0x21) safe[at] = 0x20
  return safe
}
