import sharp, { type Color } from 'sharp'
import { describe, expect, it } from 'vitest'
import { type Picture, pictureOf, placeOf, sizeOf } from '../../../models/onnx/picture.ts'
import { tensorOf } from '../../../models/onnx/tensor.ts'
import { tinyManifest } from '../../rigs/eyes/tiny-pack.ts'

const { input } = tinyManifest(new Uint8Array())

async function decoded(bytes: Uint8Array): Promise<Picture> {
  const size = await sizeOf(bytes)
  if ('kind' in size) throw new Error(size.kind)
  const picture = await pictureOf(bytes, size, input)
  if ('kind' in picture) throw new Error(picture.kind)
  return picture
}

const plain = (background: Color, channels: 3 | 4 = 3) =>
  sharp({ create: { width: 64, height: 48, channels, background } })
const orange = { r: 240, g: 120, b: 20 }

describe('colours', () => {
  it.each([
    ['8-bit PNG', () => plain(orange).png(), [240, 120, 20]],
    ['palette PNG', () => plain(orange).png({ palette: true }), [240, 120, 20]],
    ['16-bit PNG', () => plain(orange).toColourspace('rgb16').png(), [240, 120, 20]],
    ['grey PNG', () => plain({ r: 99, g: 99, b: 99 }).toColourspace('b-w').png(), [99, 99, 99]],
    ['16-bit grey PNG', () => plain({ r: 99, g: 99, b: 99 }).toColourspace('grey16').png(), [99, 99, 99]],
    ['half transparent PNG', () => plain({ ...orange, alpha: 0.5 }, 4).png(), [184, 124, 74]],
    ['wholly transparent PNG', () => plain({ ...orange, alpha: 0 }, 4).png(), [128, 128, 128]],
    ['JPEG', () => plain(orange).jpeg({ quality: 100 }), [240, 120, 20]],
    ['CMYK JPEG', () => plain(orange).toColourspace('cmyk').jpeg({ quality: 100 }), [240, 120, 20]],
    ['wide-gamut JPEG', () => plain(orange).withIccProfile('p3').jpeg({ quality: 100 }), [240, 120, 20]],
  ] as const)('[PI3] of a %s come out as 8-bit sRGB over the padding', async (name, made, colour) => {
    const { pixels, place } = await decoded(await made().toBuffer())
    expect(pixels).toHaveLength(place.width * place.height * 3)
    // inks cannot show every colour
    const allowed = name.startsWith('CMYK') ? 30 : 4
    const middle = (Math.floor(place.height / 2) * place.width + Math.floor(place.width / 2)) * 3
    for (const channel of [0, 1, 2])
      expect(Math.abs(pixels[middle + channel]! - colour[channel]!)).toBeLessThanOrEqual(allowed)
  })
})

describe('fitting', () => {
  it.each([
    [1920, 1080, { x: 0, y: 70, width: 320, height: 180 }],
    [1080, 1920, { x: 70, y: 0, width: 180, height: 320 }],
    [500, 500, { x: 0, y: 0, width: 320, height: 320 }],
    [10_000, 1, { x: 0, y: 159, width: 320, height: 1 }],
    [4, 2, { x: 0, y: 80, width: 320, height: 160 }],
  ])('[PI6] %d x %d is as large as fits, in the middle', (width, height, place) => {
    expect(placeOf({ width, height }, input)).toEqual(place)
  })

  it('[PI6] a picture of the right size reaches the network pixel by pixel: planes, normalised, padded', async () => {
    const raw = Buffer.from(Array.from({ length: 320 * 180 * 3 }, (_, i) => (i * 7) % 256))
    const png = await sharp(raw, { raw: { width: 320, height: 180, channels: 3 } })
      .png()
      .toBuffer()
    const tensor = tensorOf(await decoded(png), input)
    const wrong: number[] = []
    for (let channel = 0; channel < 3; channel++)
      for (let y = 0; y < 320; y++)
        for (let x = 0; x < 320; x++) {
          const inside = y >= 70 && y < 250
          const value = inside ? raw[((y - 70) * 320 + x) * 3 + channel]! : 128
          const at = (channel * 320 + y) * 320 + x
          if (Math.abs(tensor[at]! - (value / 255 - 0.5) / 0.25) > 1e-6) wrong.push(at)
        }
    expect(wrong).toEqual([])
  })
})

describe('the ways a manifest can declare', () => {
  const box = { ...input, width: 64, height: 64 }
  const raw = Buffer.from(Array.from({ length: 128 * 64 * 3 }, (_, i) => (i * 7) % 256))
  const png = () =>
    sharp(raw, { raw: { width: 128, height: 64, channels: 3 } })
      .png()
      .toBuffer()

  async function inputOf(changed: Partial<typeof input>): Promise<Float32Array> {
    const declared = { ...box, mean: [0, 0, 0], std: [1, 1, 1], ...changed }
    const bytes = await png()
    const size = await sizeOf(bytes)
    if ('kind' in size) throw new Error(size.kind)
    const picture = await pictureOf(bytes, size, declared)
    if ('kind' in picture) throw new Error(picture.kind)
    return tensorOf(picture, declared)
  }
  const pixel = (x: number, y: number, channel: number) => raw[(y * 128 + x) * 3 + channel]!

  it('[PI9] cover keeps the middle and cuts the rest, as blue, green, red, in rows of pixels, 0 to 255', async () => {
    const flat = await inputOf({ fit: 'cover', colour: 'BGR', layout: 'NHWC', range: [0, 255] })
    for (const [x, y] of [
      [0, 0],
      [63, 63],
      [10, 40],
    ] as const)
      for (const channel of [0, 1, 2])
        expect(flat[(y * 64 + x) * 3 + channel]).toBeCloseTo(pixel(32 + x, y, 2 - channel), 3)
  })

  it('[PI9] grey is one plane of luma', async () => {
    const flat = await inputOf({ fit: 'cover', colour: 'grey', range: [-1, 1], mean: [0], std: [1] })
    expect(flat).toHaveLength(64 * 64)
    const luma = 0.299 * pixel(42, 7, 0) + 0.587 * pixel(42, 7, 1) + 0.114 * pixel(42, 7, 2)
    expect(Math.abs(flat[7 * 64 + 10]! - ((luma / 255) * 2 - 1))).toBeLessThan(1 / 255)
  })

  it.each([
    ['stretch', undefined, { x: 0, y: 0, width: 64, height: 64 }],
    ['cover', undefined, { x: -32, y: 0, width: 128, height: 64 }],
    ['cover', 0.5, { x: -96, y: -32, width: 256, height: 128 }],
    ['contain', undefined, { x: 0, y: 16, width: 64, height: 32 }],
  ] as const)('[PI9] %s with part %s puts a photograph where it should lie', (fit, part, place) => {
    const declared = { ...box, fit, ...(part === undefined ? {} : { part }) }
    expect(placeOf({ width: 128, height: 64 }, declared)).toEqual(place)
  })
})
