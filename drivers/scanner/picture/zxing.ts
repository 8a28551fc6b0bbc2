import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import sharp, { type Sharp } from 'sharp'
import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader'
import { cells, isAlike } from './alike.ts'
import type { FoundCode } from './port.ts'
import { codesIn, isLinear, linear, matrix } from './symbols.ts'

/** Longest side of a picture that is looked through, in pixels: more costs time and finds no more on a rig's photographs. */
const longestSide = 2400
/** A picture that has not changed is looked through again after so many: a code may be found at the second try. */
const againAfter = 10
/** Where a code was not sure a second reading has to confirm it, and not the memory of the first. */
const unsureAgainAfter = 1

const options: ReaderOptions = { textMode: 'Plain', tryHarder: true }

/** Gives zxing its wasm from the disk: left alone, it would fetch it from the net. */
export function loadZxing(): void {
  const file = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
  prepareZXingModule({ overrides: { wasmBinary: readFileSync(file).buffer as ArrayBuffer } })
}

interface Before {
  readonly small: Uint8Array
  readonly codes: readonly FoundCode[]
  readonly times: number
}

/** Finds codes in pictures of several series, one picture at a time; what is no picture holds none. */
export class PictureCodes {
  readonly #before = new Map<string, Before>();

  async in(photo: Uint8Array, series: string | undefined): Promise<readonly FoundCode[]> {
    try {
      return series === undefined ? await look(photo) : await this.#inSeries(photo, series)
    } catch {
      // Half a photograph, or none: the camera's own state tells of it.
      return []
    }
  }

  async #inSeries(photo: Uint8Array, series: string): Promise<readonly FoundCode[]> {
    const small = await smallOf(photo)
    const before = this.#before.get(series)
    const again = before?.codes.every(({ sure }) => sure) ? againAfter : unsureAgainAfter
    const same = before !== undefined && before.times % again !== 0 && isAlike(before.small, small)
    const codes = same ? before.codes : await look(photo)
    // The first of a row of alike pictures is what the next is held against: slow changes add up.
    this.#before.set(series, same ? { ...before, times: before.times + 1 } : { small, codes, times: 1 })
    return codes
  }
}

function smallOf(photo: Uint8Array): Promise<Uint8Array> {
  return sharp(photo).greyscale().resize(cells.width, cells.height, { fit: 'fill' }).raw().toBuffer()
}

/** zxing looks along and across a picture; a linear code that lies aslant is found in the picture turned by half a right angle. */
async function look(photo: Uint8Array): Promise<readonly FoundCode[]> {
  const upright = sharp(photo).resize(longestSide, longestSide, { fit: 'inside', withoutEnlargement: true })
  const found = await read(upright, [...linear, ...matrix])
  if (found.some(isLinear)) return codesIn(found)
  const { data, info } = await upright.clone().greyscale().raw().toBuffer({ resolveWithObject: true })
  const raw = { width: info.width, height: info.height, channels: info.channels }
  return codesIn([...found, ...(await read(sharp(data, { raw }).rotate(45), linear))])
}

async function read(picture: Sharp, formats: NonNullable<ReaderOptions['formats']>) {
  const raw = picture.toColourspace('srgb').ensureAlpha().raw()
  const { data, info } = await raw.toBuffer({ resolveWithObject: true })
  const pixels = new Uint8ClampedArray(data.buffer as ArrayBuffer, data.byteOffset, data.length)
  const image = { data: pixels, width: info.width, height: info.height } as ImageData
  return readBarcodes(image, { ...options, formats })
}
