import { createHash } from 'node:crypto'
import { findingTypes } from '../main/kernel/finding.ts'
import { islandsOf } from './onnx/islands.ts'
import { rounded } from './patches.ts'
import type { BesideSeen, BesideView, Comparing, Difference, Patches } from './port.ts'

/** What simulated eyes take. */
export const simulatedCompares: Comparing = { side: 256, references: 4, closer: 1 }
const across = 8
const size = 4
const cell = simulatedCompares.side / across
/** Cells away where a crop lies over its references. */
const reach = 1
/** How unlike in colour a cell is when half of all would call it damaged; noise leaves a hundredth of it. */
const half = 0.004

/** What made-up eyes say of a crop they cannot take, as half a sentence. */
export function cropProblem({ role, crop, references }: BesideView): string | undefined {
  const bytes = simulatedCompares.side ** 2 * 3
  if (crop.length !== bytes) return `the crop "${role}" has ${crop.length} bytes; ${bytes} are wanted`
  if (references.length > simulatedCompares.references)
    return `the crop "${role}" has ${references.length} references; ${simulatedCompares.references} are allowed`
  const fit = references.every((one) => one.size === size && one.values.length === size * across ** 2)
  return fit ? undefined : `a reference of "${role}" is another model's`
}

/** Compares mean colours, really; what kind of damage a difference is, the crop's bytes decide. */
export function comparedByColour({ role, crop, references, inPlace }: BesideView): BesideSeen {
  const patches = coloursOf(crop)
  if (references.length === 0) return { role, patches, difference: new Float32Array(), differences: [] }
  const radius = inPlace ? reach : across
  const difference = Float32Array.from({ length: across * across }, (_, at) => {
    const gap = Math.min(...references.map((one) => 1 - likest(patches, one, { at, radius })))
    return Math.min(1, Math.max(0, gap) / (2 * half))
  })
  const differences = differencesIn(difference, crop)
  const odds =
    differences.length === 0 ? { none: 0.9, minor: 0.08, major: 0.02 } : { none: 0.1, minor: 0.7, major: 0.2 }
  return { role, patches, difference, differences, severity: odds }
}

/** Each cell as its mean red, green, blue and one, of length 1. */
function coloursOf(crop: Uint8Array): Patches {
  const values = new Float32Array(size * across * across)
  for (let at = 0; at < across * across; at++) {
    const colour = [...meanOf(crop, at), 1]
    const length = Math.hypot(...colour)
    for (const [each, value] of colour.entries()) values[each * across * across + at] = value / length
  }
  return { size, down: across, across, values: rounded(values) }
}

function meanOf(crop: Uint8Array, at: number): number[] {
  const [left, top] = [(at % across) * cell, Math.floor(at / across) * cell]
  const sums = [0, 0, 0]
  for (let y = top; y < top + cell; y++)
    for (let x = left; x < left + cell; x++)
      for (let channel = 0; channel < 3; channel++)
        sums[channel]! += crop[(y * simulatedCompares.side + x) * 3 + channel]!
  return sums.map((sum) => sum / cell ** 2 / 255)
}

/** How alike a cell and the likest one near its place are, 1 for the same. */
function likest(
  { values }: Patches,
  reference: Patches,
  { at, radius }: { readonly at: number; readonly radius: number },
): number {
  const [x, y] = [at % across, Math.floor(at / across)]
  let best = -1
  for (let other = 0; other < across * across; other++) {
    const [u, v] = [other % across, Math.floor(other / across)]
    if (Math.max(Math.abs(u - x), Math.abs(v - y)) > radius) continue
    let [alike, one, two] = [0, 0, 0]
    for (let each = 0; each < size; each++) {
      const [a, b] = [values[each * across ** 2 + at]!, reference.values[each * across ** 2 + other] ?? 0]
      alike += a * b
      one += a * a
      two += b * b
    }
    // in steps they are not quite of length 1
    best = Math.max(best, alike / Math.sqrt(Math.max(1, one * two)))
  }
  return best
}

function differencesIn(difference: Float32Array, crop: Uint8Array): Difference[] {
  const digest = createHash('sha256').update(crop).digest()
  const within = { left: 0, top: 0, right: across, bottom: across }
  const islands = islandsOf(difference, across, { within, threshold: 0.5 })
  return islands.map(({ left, top, right, bottom, score }, i) => ({
    type: findingTypes[digest[i % digest.length]! % findingTypes.length] ?? 'superficial',
    severity: digest[0]! < 77 ? 'major' : 'minor',
    score,
    region: {
      x: left / across,
      y: top / across,
      width: (right - left) / across,
      height: (bottom - top) / across,
    },
    share: ((right - left) * (bottom - top)) / across ** 2,
  }))
}
