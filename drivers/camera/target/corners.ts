import type { Grey } from './grey.ts'

/** A point where dark and light squares meet crosswise, in pixels, to a fraction of one. */
export interface Corner {
  readonly x: number
  readonly y: number
  readonly strength: number
  /** Which way the dark squares lie: neighbours on a board are half a turn (π) apart, diagonal ones agree. */
  readonly phase: number
}

/** Pixels between the middle of a corner and the ring on which it is recognised (Bennett and Lasenby, ChESS, 2014). */
const radius = 5
const ringSize = 16
const ring = Array.from({ length: ringSize }, (_, at) => {
  const angle = (2 * Math.PI * at) / ringSize
  return { x: Math.round(radius * Math.cos(angle)), y: Math.round(radius * Math.sin(angle)), angle }
})
/** A corner is at least this part as strong as the strongest; glare and shadow take that much at most. */
const leastPart = 0.12
/** Levels of 255 a corner must differ at all, over the ring. */
const leastStrength = 120
/** Half the side of the window in which a corner's place is refined. */
const reach = 5

/** Crossings of a board in a picture, strongest first; also what only looks like one. */
export function cornersIn(grey: Grey): Corner[] {
  const response = responseOf(grey)
  const top = response.reduce((most, value) => Math.max(most, value), 0)
  const least = Math.max(leastStrength, top * leastPart)
  const found: Corner[] = []
  const edge = radius + reach + 1
  for (let y = edge; y < grey.height - edge; y++)
    for (let x = edge; x < grey.width - edge; x++) {
      const strength = response[y * grey.width + x]!
      if (strength < least || !isPeak(response, grey.width, y * grey.width + x)) continue
      const place = refined(grey, x, y)
      if (place) found.push({ ...place, strength, phase: phaseAt(grey, x, y) })
    }
  return found.sort((a, b) => b.strength - a.strength)
}

/** How much each pixel is a crossing: opposite points of the ring agree, points a quarter apart do not, edges do not count. */
function responseOf({ width, height, pixels }: Grey): Float32Array {
  const offsets = Int32Array.from(ring, ({ x, y }) => y * width + x)
  const response = new Float32Array(pixels.length)
  for (let y = radius; y < height - radius; y++)
    for (let x = radius; x < width - radius; x++) {
      const at = y * width + x
      let [sum, edges, total] = [0, 0, 0]
      for (let n = 0; n < 4; n++) {
        const a = pixels[at + offsets[n]!]!
        const b = pixels[at + offsets[n + 4]!]!
        const c = pixels[at + offsets[n + 8]!]!
        const d = pixels[at + offsets[n + 12]!]!
        sum += Math.abs(a + c - b - d)
        edges += Math.abs(a - c) + Math.abs(b - d)
        total += a + b + c + d
      }
      const middle =
        pixels[at]! + pixels[at - 1]! + pixels[at + 1]! + pixels[at - width]! + pixels[at + width]!
      response[at] = sum - edges - Math.abs((middle * ringSize) / 5 - total)
    }
  return response
}

function isPeak(response: Float32Array, width: number, at: number): boolean {
  for (let dy = -reach; dy <= reach; dy++)
    for (let dx = -reach; dx <= reach; dx++) {
      const other = at + dy * width + dx
      const value = response[other]!
      // of equals the first is the peak
      if (value > response[at]! || (value === response[at] && other < at)) return false
    }
  return true
}

/** The second harmonic of the ring: half a turn of it is a quarter turn of the picture. */
function phaseAt({ width, pixels }: Grey, x: number, y: number): number {
  let [across, up] = [0, 0]
  for (const point of ring) {
    const value = pixels[(y + point.y) * width + x + point.x]!
    across += value * Math.cos(2 * point.angle)
    up += value * Math.sin(2 * point.angle)
  }
  return Math.atan2(up, across)
}

/** The point from which every edge nearby runs straight away (Förstner); undefined where edges agree on no point. */
function refined(grey: Grey, x: number, y: number): { readonly x: number; readonly y: number } | undefined {
  let place = { x, y }
  for (let round = 0; round < 4; round++) {
    const next = crossingNear(grey, place)
    if (!next || Math.hypot(next.x - x, next.y - y) > reach) return undefined
    const step = Math.hypot(next.x - place.x, next.y - place.y)
    place = next
    if (step < 0.01) break
  }
  return place
}

function crossingNear(
  grey: Grey,
  middle: { readonly x: number; readonly y: number },
): { readonly x: number; readonly y: number } | undefined {
  let [xx, xy, yy, px, py] = [0, 0, 0, 0, 0]
  for (let dy = -reach; dy <= reach; dy++)
    for (let dx = -reach; dx <= reach; dx++) {
      const [x, y] = [middle.x + dx, middle.y + dy]
      const gx = (levelAt(grey, x + 1, y) - levelAt(grey, x - 1, y)) / 2
      const gy = (levelAt(grey, x, y + 1) - levelAt(grey, x, y - 1)) / 2
      const weight = Math.exp(-(dx * dx + dy * dy) / (reach * reach))
      const [a, b, c] = [gx * gx * weight, gx * gy * weight, gy * gy * weight]
      xx += a
      xy += b
      yy += c
      px += a * dx + b * dy
      py += b * dx + c * dy
    }
  const area = xx * yy - xy * xy
  if (area < 1e-6 * (xx + yy) ** 2) return undefined
  return { x: middle.x + (yy * px - xy * py) / area, y: middle.y + (xx * py - xy * px) / area }
}

/** Brightness between pixels. */
function levelAt({ width, height, pixels }: Grey, x: number, y: number): number {
  const left = Math.min(width - 2, Math.max(0, Math.floor(x)))
  const top = Math.min(height - 2, Math.max(0, Math.floor(y)))
  const [across, down] = [x - left, y - top]
  const at = top * width + left
  const upper = pixels[at]! * (1 - across) + pixels[at + 1]! * across
  const lower = pixels[at + width]! * (1 - across) + pixels[at + width + 1]! * across
  return upper * (1 - down) + lower * down
}
