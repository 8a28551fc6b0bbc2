import { borderOf, type Mask } from './mask.ts'
import type { Raster } from './raster.ts'

/** Colours a bench's border is told in, and rounds to find them; the workshop's own cut-out uses the same. */
const centres = 4
const rounds = 6
/** Border pixels the colours are learnt from. */
const learntFrom = 400
const bins = 64
/** The threshold is set a little below Otsu's, so that an item's soft edge is part of it. */
const belowOtsu = 0.85

/** What differs from the colours of the picture's border, and how clearly: mean distance inside over outside. */
export interface Unlike {
  readonly mask: Mask
  readonly far: Float32Array
}

/** Marks what is unlike the border's colours; nothing is promised of it before it was found plausible. */
export function unlikeBorder(view: Raster): Unlike {
  const { width, height } = view
  const colours = opponentOf(view)
  const ring = borderOf(width, height, Math.max(3, Math.floor(Math.min(width, height) / 14)))
  const far = distances(colours, borderColours(colours, ring))
  const threshold = otsu(far) * belowOtsu
  return { mask: { width, height, bits: over(far, threshold) }, far }
}

function over(values: Float32Array, threshold: number): Uint8Array {
  const bits = new Uint8Array(values.length)
  for (let i = 0; i < bits.length; i++) bits[i] = values[i]! > threshold ? 1 : 0
  return bits
}

/** Brightness, red against green, yellow against blue: three numbers a pixel. */
function opponentOf({ pixels }: Raster): Float32Array {
  const colours = new Float32Array(pixels.length)
  for (let at = 0; at < pixels.length; at += 3) {
    const [r, g, b] = [pixels[at]!, pixels[at + 1]!, pixels[at + 2]!]
    colours[at] = ((r + g + b) / 3) * 0.7
    colours[at + 1] = r - g
    colours[at + 2] = (r + g) / 2 - b
  }
  return colours
}

/** The colours of the border by k-means, begun with evenly spaced pixels of it. */
function borderColours(colours: Float32Array, ring: Int32Array): Float32Array {
  const step = Math.max(1, Math.floor(ring.length / learntFrom))
  const chosen = ring.filter((_, i) => i % step === 0)
  const found = new Float32Array(centres * 3)
  for (let k = 0; k < centres; k++) {
    const at = chosen[Math.floor((k * (chosen.length - 1)) / (centres - 1))]! * 3
    found.set(colours.subarray(at, at + 3), k * 3)
  }
  for (let round = 0; round < rounds; round++) moved(found, colours, chosen)
  return found
}

/** One round of k-means, in place. */
function moved(found: Float32Array, colours: Float32Array, chosen: Int32Array): void {
  const sums = new Float64Array(centres * 4)
  for (let i = 0; i < chosen.length; i++) {
    const at = chosen[i]! * 3
    const nearest = nearestOf(found, colours, at)
    for (let c = 0; c < 3; c++) sums[nearest * 4 + c]! += colours[at + c]!
    sums[nearest * 4 + 3]!++
  }
  for (let k = 0; k < centres; k++)
    if (sums[k * 4 + 3]! > 0)
      for (let c = 0; c < 3; c++) found[k * 3 + c] = sums[k * 4 + c]! / sums[k * 4 + 3]!
}

/** Which of the colours is nearest to the pixel at `at`. */
function nearestOf(found: Float32Array, colours: Float32Array, at: number): number {
  let [nearest, least] = [0, Number.POSITIVE_INFINITY]
  for (let k = 0; k < centres; k++) {
    const squared = squaredTo(found, k * 3, colours, at)
    if (squared < least) {
      nearest = k
      least = squared
    }
  }
  return nearest
}

function squaredTo(found: Float32Array, k: number, colours: Float32Array, at: number): number {
  const a = colours[at]! - found[k]!
  const b = colours[at + 1]! - found[k + 1]!
  const c = colours[at + 2]! - found[k + 2]!
  return a * a + b * b + c * c
}

function distances(colours: Float32Array, found: Float32Array): Float32Array {
  const far = new Float32Array(colours.length / 3)
  for (let i = 0; i < far.length; i++) {
    let least = squaredTo(found, 0, colours, i * 3)
    for (let k = 3; k < found.length; k += 3) least = Math.min(least, squaredTo(found, k, colours, i * 3))
    far[i] = Math.sqrt(least)
  }
  return far
}

/** The threshold that splits the values into the two most different halves (Otsu 1979). */
function otsu(values: Float32Array): number {
  let top = 1e-6
  for (let i = 0; i < values.length; i++) if (values[i]! > top) top = values[i]!
  const counts = new Float64Array(bins)
  for (let i = 0; i < values.length; i++) counts[Math.min(bins - 1, Math.floor((values[i]! / top) * bins))]!++
  const total = counts.reduce((sum, count, bin) => sum + count * bin, 0)
  let [weight, sum, best, chosen] = [0, 0, -1, 0]
  for (let bin = 0; bin < bins; bin++) {
    weight += counts[bin]!
    sum += counts[bin]! * bin
    const rest = Math.max(values.length - weight, 1)
    const between = weight * rest * (sum / Math.max(weight, 1) - (total - sum) / rest) ** 2
    if (between > best) [best, chosen] = [between, bin]
  }
  return ((chosen + 1) / bins) * top
}
