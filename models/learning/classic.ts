/** A decoded picture: red, green, blue, 0..255, row by row. */
export interface Pixels {
  readonly width: number
  readonly height: number
  readonly pixels: Uint8Array
}

const hueBins = 12
const lightBins = 8
const edgeBins = 8
/** Cells a side of the coarse map of the picture. */
const cells = 4
/** Numbers kept of each cell: light, red against green, yellow against blue, edges. */
const perCell = 4

/** How many numbers tell colour and texture of a whole picture, and how many its coarse map. */
export const classicSizes = { whole: hueBins + lightBins + 2 * edgeBins, map: cells * cells * perCell }

/** Colour and texture of one picture without a model: histograms of the whole of it, and a coarse map by place. */
export function classicOf(picture: Pixels): { readonly whole: Float32Array; readonly map: Float32Array } {
  const { width, height } = picture
  const light = lightOf(picture)
  // summed in float64 and rounded at the end
  const whole = new Float64Array(classicSizes.whole)
  const map = new Float64Array(classicSizes.map)
  const counts = new Float64Array(cells * cells)
  const columns = Uint8Array.from({ length: width }, (_, x) => Math.floor((x * cells) / width))
  for (let y = 0; y < height; y++) {
    const row = Math.floor((y * cells) / height) * cells
    for (let x = 0; x < width; x++) {
      const i = y * width + x
      const inside = x > 0 && y > 0 && x < width - 1 && y < height - 1
      const across = inside ? light[i + 1]! - light[i - 1]! : 0
      const down = inside ? light[i + width]! - light[i - width]! : 0
      const strength = Math.sqrt(across * across + down * down)
      const cell = row + columns[x]!
      counts[cell]! += 1
      tallyColour(whole, picture.pixels, i)
      tallyLight(whole, light[i]!)
      tallyEdge(whole, strength, turnOf(across, down))
      const at = cell * perCell
      map[at]! += light[i]!
      map[at + 3]! += strength
      tallyTint(map, picture.pixels, { i, at })
    }
  }
  const pixels = width * height
  return {
    whole: Float32Array.from(whole, (sum) => Math.sqrt(sum / pixels)),
    map: Float32Array.from(map, (sum, k) => sum / Math.max(1, counts[Math.floor(k / perCell)]!)),
  }
}

function lightOf({ width, height, pixels }: Pixels): Float32Array {
  const light = new Float32Array(width * height)
  for (let i = 0, at = 0; i < light.length; i++, at += 3)
    light[i] = (0.299 * pixels[at]! + 0.587 * pixels[at + 1]! + 0.114 * pixels[at + 2]!) / 255
  return light
}

/** Direction without sign, 0..1; an edge of no strength has none, and weighs nothing. */
function turnOf(across: number, down: number): number {
  const turn = Math.atan2(down, across) / Math.PI
  return turn < 0 ? turn + 1 : turn % 1
}

/** Hue by saturation; what has no colour at all has no hue. */
function tallyColour(whole: Float64Array, pixels: Uint8Array, i: number): void {
  const r = pixels[i * 3]!
  const g = pixels[i * 3 + 1]!
  const b = pixels[i * 3 + 2]!
  const vivid = Math.max(r, g, b) - Math.min(r, g, b)
  if (vivid === 0) return
  const hue = Math.atan2(Math.sqrt(3) * (g - b), 2 * r - g - b) / (2 * Math.PI) + 0.5
  whole[Math.min(hueBins - 1, Math.floor(hue * hueBins))]! += vivid / 255
}

function tallyLight(whole: Float64Array, light: number): void {
  whole[hueBins + Math.min(lightBins - 1, Math.floor(light * lightBins))]! += 1
}

/** Direction of edges by strength; their strengths, which double from bin to bin: noise, texture, print, outlines. */
function tallyEdge(whole: Float64Array, strength: number, turn: number): void {
  const edges = hueBins + lightBins
  whole[edges + Math.min(edgeBins - 1, Math.floor(turn * edgeBins))]! += strength
  const bin = 31 - Math.clz32(Math.floor(strength * 256 + 1))
  whole[edges + edgeBins + Math.min(edgeBins - 1, bin)]! += 1
}

/** Red against green, yellow against blue, of a cell of the map that begins at `at`. */
function tallyTint(
  map: Float64Array,
  pixels: Uint8Array,
  { i, at }: { readonly i: number; readonly at: number },
): void {
  const r = pixels[i * 3]!
  const g = pixels[i * 3 + 1]!
  const b = pixels[i * 3 + 2]!
  map[at + 1]! += (r - g) / 255
  map[at + 2]! += ((r + g) / 2 - b) / 255
}
