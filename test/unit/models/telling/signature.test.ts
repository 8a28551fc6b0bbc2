import { expect, it } from 'vitest'
import { histogram } from '../../../../models/telling/histogram.ts'
import { madeBy, signatureOf, squareOf } from '../../../../models/telling/signature.ts'

type Colour = readonly [number, number, number]
const [red, blue, skin]: readonly Colour[] = [
  [220, 20, 20],
  [20, 30, 220],
  [205, 160, 120],
]

/** A picture of one colour with a square of another in its middle, `part` of each side. */
function picture(around: Colour, inside: Colour, part: number) {
  const side = 100
  const pixels = new Uint8Array(side * side * 3)
  const mask = new Uint8Array(side * side)
  for (let at = 0; at < side * side; at++) {
    const far = Math.max(Math.abs((at % side) - 49.5), Math.abs(Math.floor(at / side) - 49.5))
    const isInside = far < (side * part) / 2
    pixels.set(isInside ? inside : around, at * 3)
    mask[at] = isInside ? 255 : 0
  }
  return { raster: { width: side, height: side, pixels }, mask }
}
const dot = (one: Float32Array, other: Float32Array) =>
  one.reduce((sum, value, i) => sum + value * other[i]!, 0)
const embedded = (...whole: number[]) => ({ whole: Float32Array.from(whole), places: Int8Array.of(1, 2, 3) })
const plain = (colour: Colour) => histogram({ raster: picture(colour, colour, 1).raster })

it('[TP7] untold from what is around it, the middle counts most and the colours of a hand not at all', () => {
  const { raster } = picture(blue!, red!, 0.5)
  const found = histogram({ raster })
  expect(dot(found, plain(red!))).toBeGreaterThan(dot(found, plain(blue!)))
  const held = histogram({ raster: picture(skin!, red!, 0.5).raster })
  expect(dot(held, plain(red!))).toBeCloseTo(1, 4)
})

it('[TP7] told from what is around it, only the item counts, whatever its colours', () => {
  const found = histogram(picture(blue!, skin!, 0.5))
  expect(dot(found, histogram(picture(red!, skin!, 0.5)))).toBeCloseTo(1, 5)
  expect(Math.hypot(...found)).toBeCloseTo(1, 5)
})

it('[TP2] the crop is the told item on grey, or the photograph’s middle', async () => {
  const told = await squareOf(picture(blue!, red!, 0.5), 32)
  expect([...told.subarray(0, 3)]).toEqual([...red!])
  const { raster } = picture(blue!, red!, 0.5)
  const middle = await squareOf({ raster }, 32)
  expect([...middle.subarray(0, 3)]).toEqual([...blue!])
  expect([...middle.subarray((16 * 32 + 16) * 3, (16 * 32 + 16) * 3 + 3)]).toEqual([...red!])
  const nothing = { raster, mask: new Uint8Array(raster.width * raster.height) }
  expect(new Set(await squareOf(nothing, 32))).toEqual(new Set([128]))
})

it('[TP2] a signature has length 1, is the same again, and tells colours apart though the network does not', async () => {
  const identity = { side: 32, embed: async () => embedded(3, 4) }
  const [one, again, other] = await Promise.all(
    [red, red, blue].map(async (colour) => (await signatureOf(picture(skin!, colour!, 0.6), identity)).whole),
  )
  expect(again).toEqual(one)
  expect(Math.hypot(...one!)).toBeCloseTo(1, 5)
  expect(dot(one!, other!)).toBeLessThan(0.7)
})

it('[TP2] another pack, other weights or other arithmetic make another name', () => {
  const made = madeBy({ model: 'names@1.0.0', sha256: 'ab'.repeat(32) })
  expect(made).toMatch(/^names@1\.0\.0 abababababab \d+$/)
  expect(madeBy({ model: 'names@1.0.0', sha256: 'cd'.repeat(32) })).not.toBe(made)
})

it('[TP2] a pack’s own way with colours: raised, its mean taken off, turned by its matrix, weighed by its share', async () => {
  const identity = { side: 32, embed: async () => embedded(1, 0) }
  // two colours, dark and bright; the item is bright, and the matrix swaps them
  const space = { hue: 1, saturation: 1, value: 2, power: 0.5, share: 4 }
  const colours = { ...space, mean: Float32Array.of(0, 0), white: Float32Array.of(0, 1, 1, 0) }
  const [dark, bright]: readonly Colour[] = [
    [10, 10, 10],
    [250, 250, 250],
  ]
  const { whole: signature, places } = await signatureOf(picture(dark!, bright!, 1), { ...identity, colours })
  expect([...places]).toEqual([1, 2, 3])
  const length = Math.sqrt(5)
  expect([...signature].map((value) => value * length)).toEqual([
    expect.closeTo(1, 4),
    expect.closeTo(0, 4),
    expect.closeTo(2, 4),
    expect.closeTo(0, 4),
  ])
  const off = { ...colours, mean: Float32Array.of(1, 1), white: Float32Array.of(1, 0, 0, 1) }
  const { whole: taken } = await signatureOf(picture(dark!, bright!, 1), { ...identity, colours: off })
  expect(taken[2]! * length).toBeCloseTo(-2, 4)
})
