import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { ready } from 'zpl-renderer-js'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'

/** One barcode as a scanner would read it from the paper. */
export interface ReadBarcode {
  /** zxing's name, for example `Code128` or `QRCode`. */
  readonly format: string
  readonly text: string
}

const require = createRequire(import.meta.url)

prepareZXingModule({
  overrides: {
    // From disk: left alone, the library would fetch it from the net.
    wasmBinary: readFileSync(require.resolve('zxing-wasm/reader/zxing_reader.wasm')).buffer as ArrayBuffer,
  },
})

/** Draws the label as a printer would (millimetres, dots per millimetre) and reads every barcode on it, sorted by format. */
export async function readLabel(
  zpl: string,
  { widthMm, heightMm, dpmm }: { widthMm: number; heightMm: number; dpmm: number },
): Promise<ReadBarcode[]> {
  const { api } = await ready
  return readPicture(Buffer.from(await api.zplToBase64Async(zpl, widthMm, heightMm, dpmm), 'base64'))
}

/** Reads every barcode in a picture of a label, sorted by format. */
export async function readPicture(picture: Uint8Array): Promise<ReadBarcode[]> {
  const found = await readBarcodes(picture, { textMode: 'Plain', tryHarder: true })
  return found
    .map(({ format, text }) => ({ format, text }))
    .sort((one, other) => one.format.localeCompare(other.format))
}
