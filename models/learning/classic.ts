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
  const { width, height, pixels } = picture
  const light = new Float32Array(width * height)
  for (let i = 0, at = 0; i < light.length; i++, at += 3)
    light[i] = (0.299 * pixels[at]! + 0.587 * pixels[at + 1]! + 0.114 * pixels[at + 2]!) / 255
  const whole = new Float32Array(classicSizes.whole)
  const map = new Float32Array(classicSizes.map)
  const counts = new Float32Array(cells * cells)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const i = y * width + x
      const cell = Math.floor((y * cells) / height) * cells + Math.floor((x * cells) / width)
      const edge = edgeAt(light, i, { x, y, width, height })
      tally(whole, pixels, { i, light: light[i]!, ...edge })
      counts[cell]! += 1
      const [r, g, b] = [pixels[i * 3]! / 255, pixels[i * 3 + 1]! / 255, pixels[i * 3 + 2]! / 255]
      map[cell * perCell]! += light[i]!
      map[cell * perCell + 1]! += r - g
      map[cell * perCell + 2]! += (r + g) / 2 - b
      map[cell * perCell + 3]! += edge.strength
    }
  for (let k = 0; k < map.length; k++) map[k]! /= Math.max(1, counts[Math.floor(k / perCell)]!)
  return { whole: whole.map((sum) => Math.sqrt(sum / light.length)), map }
}

interface Edge {
  readonly strength: number
  /** Direction without sign, 0..1. */
  readonly turn: number
}

function edgeAt(
  light: Float32Array,
  i: number,
  {
    x,
    y,
    width,
    height,
  }: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): Edge {
  if (x === 0 || y === 0 || x === width - 1 || y === height - 1) return { strength: 0, turn: 0 }
  const across = light[i + 1]! - light[i - 1]!
  const down = light[i + width]! - light[i - width]!
  const turn = Math.atan2(down, across) / Math.PI
  return { strength: Math.hypot(across, down), turn: turn < 0 ? turn + 1 : turn % 1 }
}

/** Adds one pixel to the histograms: hue by saturation, light, direction of edges, strength of edges. */
function tally(
  whole: Float32Array,
  pixels: Uint8Array,
  { i, light, strength, turn }: Edge & { readonly i: number; readonly light: number },
): void {
  const [r, g, b] = [pixels[i * 3]!, pixels[i * 3 + 1]!, pixels[i * 3 + 2]!]
  const hue = Math.atan2(Math.sqrt(3) * (g - b), 2 * r - g - b) / (2 * Math.PI) + 0.5
  const vivid = (Math.max(r, g, b) - Math.min(r, g, b)) / 255
  whole[Math.min(hueBins - 1, Math.floor(hue * hueBins))]! += vivid
  whole[hueBins + Math.min(lightBins - 1, Math.floor(light * lightBins))]! += 1
  const edges = hueBins + lightBins
  whole[edges + Math.min(edgeBins - 1, Math.floor(turn * edgeBins))]! += strength
  // strengths double from bin to bin: noise, texture, print, outlines
  const bin = Math.max(0, Math.min(edgeBins - 1, Math.floor(Math.log2(strength * 256 + 1))))
  whole[edges + edgeBins + bin]! += 1
}
