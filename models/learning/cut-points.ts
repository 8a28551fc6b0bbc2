import { solve } from './solve.ts'

/** How many grades there are. */
const grades = 5
const rounds = 60
/** Below this no odds are believed: a logarithm and a division stay finite. */
const least = 1e-9

/** Where grades lie along a score: P(grade ≤ k) = sigmoid(cuts[k] - slope * score). */
export interface CutPoints {
  readonly cuts: readonly number[]
  readonly slope: number
}

/** Probabilities over the five grades, best first, of a score. */
export function oddsAt({ cuts, slope }: CutPoints, score: number): number[] {
  const upTo = [...cuts.map((cut) => sigmoid(cut - slope * score)), 1]
  return upTo.map((value, k) => Math.max(0, value - (k === 0 ? 0 : upTo[k - 1]!)))
}

/**
 * The proportional odds model of McCullagh (1980) over one held-out score, fitted by Fisher scoring. The slope is the inverse of
 * a temperature, so this is the head's calibration too. Targets are softened by 1 / (rows a grade + 2), as Platt did, so that
 * perfectly parted scores give finite odds. A grade nobody confirmed gets a sliver between its neighbours.
 */
export function cutPoints(scores: readonly number[], targets: readonly number[]): CutPoints {
  const seen = [...new Set(targets)].sort((a, b) => a - b)
  if (seen.length < 2) return { cuts: between([], seen), slope: 0 }
  const rows = { scores, places: targets.map((grade) => seen.indexOf(grade)), classes: seen.length }
  let at = start(rows)
  let now = climb(rows, at)
  for (let round = 0; round < rounds; round++) {
    const step = solve(Float64Array.from(now.information), now.gradient)
    const next = uphill(rows, { at, step, from: now.likelihood })
    if (!next) break
    const gained = next.climbed.likelihood - now.likelihood
    at = next.at
    now = next.climbed
    if (gained < 1e-10) break
  }
  return { cuts: between([...at.slice(0, -1)], seen), slope: at[at.length - 1]! }
}

interface Rows {
  readonly scores: readonly number[]
  /** Place of each row's grade among the grades seen. */
  readonly places: readonly number[]
  readonly classes: number
}

/** Cuts from the shares of the grades, no slope: what is true when the score says nothing. */
function start({ places, classes }: Rows): Float64Array {
  const at = new Float64Array(classes)
  let below = 0
  for (let k = 0; k < classes - 1; k++) {
    below += places.filter((place) => place === k).length
    const share = below / places.length
    at[k] = Math.log(share / (1 - share))
  }
  return at
}

interface Climbed {
  readonly likelihood: number
  readonly gradient: Float64Array
  readonly information: Float64Array
}

function climb(rows: Rows, at: Float64Array): Climbed {
  const size = at.length
  const gradient = new Float64Array(size)
  const information = new Float64Array(size * size)
  const { scores, places, classes } = rows
  const soft = 1 / (places.length / classes + 2)
  let likelihood = 0
  for (const [row, score] of scores.entries()) {
    for (let k = 0; k < classes; k++) {
      const { odds, slopes } = shareOf(at, k, score)
      const wanted = places[row] === k ? 1 - soft : soft / (classes - 1)
      likelihood += wanted * Math.log(odds)
      for (let i = 0; i < size; i++) {
        gradient[i]! += (wanted * slopes[i]!) / odds
        for (let j = 0; j <= i; j++) information[i * size + j]! += (slopes[i]! * slopes[j]!) / odds
      }
    }
  }
  for (let i = 0; i < size; i++) information[i * size + i]! += 1e-6
  return { likelihood: likelihood / scores.length, gradient, information }
}

/** Probability of class k at a score, and how it changes with each cut and the slope. */
function shareOf(at: Float64Array, k: number, score: number) {
  const slope = at[at.length - 1]!
  const last = at.length - 1
  const upper = k < last ? sigmoid(at[k]! - slope * score) : 1
  const lower = k > 0 ? sigmoid(at[k - 1]! - slope * score) : 0
  const slopes = new Float64Array(at.length)
  const [up, low] = [upper * (1 - upper), lower * (1 - lower)]
  if (k < last) slopes[k] = up
  if (k > 0) slopes[k - 1] = -low
  slopes[last] = -score * (up - low)
  return { odds: Math.max(least, upper - lower), slopes }
}

/** The longest of the halved steps that keeps the cuts in order and makes the rows likelier. */
function uphill(
  rows: Rows,
  { at, step, from }: { readonly at: Float64Array; readonly step: Float64Array; readonly from: number },
) {
  for (let scale = 1; scale > 1e-4; scale /= 2) {
    const next = at.map((value, i) => value + scale * step[i]!)
    const cuts = next.subarray(0, -1)
    if (!cuts.every((cut, i) => i === 0 || cut > cuts[i - 1]!)) continue
    const climbed = climb(rows, next)
    if (climbed.likelihood > from) return { at: next, climbed }
  }
  return undefined
}

/** Four cuts from those between grades that were seen; cuts around an unseen grade lie a hair apart. */
function between(cuts: readonly number[], seen: readonly number[]): number[] {
  const far = 30
  return Array.from({ length: grades - 1 }, (_, k) => {
    // how many of the seen grades are at or better than grade k
    const below = seen.filter((grade) => grade <= k).length
    const cut = below === 0 ? -far : below === seen.length ? far : cuts[below - 1]!
    return cut + k * 1e-6
  })
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value))
}
