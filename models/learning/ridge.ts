import type { Moments } from './moments.ts'
import { solve } from './solve.ts'
import { still } from './voices.ts'

/** A direction through standardised features. */
export interface Direction {
  readonly mean: Float64Array
  readonly deviation: Float64Array
  readonly weights: Float64Array
}

/**
 * Ridge regression of the target on standardised features, for each penalty: (R + penalty I) w = r with R the correlations of
 * the features, so that a penalty means the same for every number of rows and features. `voices` weighs each feature before
 * the penalty does (voices.ts); without it all weigh alike.
 */
export function ridges(
  moments: Moments,
  penalties: readonly number[],
  voices?: ArrayLike<number>,
): readonly Direction[] {
  const { size, count, features, withTarget, target } = moments
  const mean = features.map((sum) => sum / count)
  const deviation = new Float64Array(size)
  for (let i = 0; i < size; i++) {
    const variance = moments.cross[i * size + i]! / count - mean[i]! ** 2
    deviation[i] = variance > still ** 2 ? Math.sqrt(variance) / (voices?.[i] ?? 1) : Number.POSITIVE_INFINITY
  }
  const right = withTarget.map((sum, i) => (sum / count - (mean[i]! * target) / count) / deviation[i]!)
  const correlations = correlated(moments, mean, deviation)
  return penalties.map((penalty) => {
    const matrix = Float64Array.from(correlations)
    for (let i = 0; i < size; i++) matrix[i * size + i]! += penalty
    return { mean, deviation, weights: solve(matrix, right) }
  })
}

/** The same directions from the rows themselves, through their inner products: for fewer rows than features. */
export function ridgesOfRows(
  rows: readonly Float64Array[],
  targets: readonly number[],
  penalties: readonly number[],
  voices?: ArrayLike<number>,
): readonly Direction[] {
  const { mean, deviation } = spreadOf(rows, voices)
  const standard = rows.map((row) => row.map((value, i) => (value - mean[i]!) / deviation[i]!))
  const count = rows.length
  const middle = targets.reduce((sum, value) => sum + value, 0) / count
  const right = Float64Array.from(targets, (value) => (value - middle) / count)
  const inner = new Float64Array(count * count)
  for (let a = 0; a < count; a++)
    for (let b = 0; b <= a; b++) inner[a * count + b] = product(standard[a]!, standard[b]!) / count
  return penalties.map((penalty) => {
    const matrix = Float64Array.from(inner)
    for (let i = 0; i < count; i++) matrix[i * count + i]! += penalty
    const shares = solve(matrix, right)
    const weights = new Float64Array(mean.length)
    for (const [a, row] of standard.entries())
      for (let i = 0; i < weights.length; i++) weights[i]! += shares[a]! * row[i]!
    return { mean, deviation, weights }
  })
}

function spreadOf(
  rows: readonly Float64Array[],
  voices?: ArrayLike<number>,
): Pick<Direction, 'mean' | 'deviation'> {
  const size = rows[0]?.length ?? 0
  const mean = new Float64Array(size)
  const deviation = new Float64Array(size)
  for (const row of rows) for (let i = 0; i < size; i++) mean[i]! += row[i]! / rows.length
  for (const row of rows)
    for (let i = 0; i < size; i++) deviation[i]! += (row[i]! - mean[i]!) ** 2 / rows.length
  return {
    mean,
    deviation: deviation.map((variance, i) =>
      variance > still ** 2 ? Math.sqrt(variance) / (voices?.[i] ?? 1) : Number.POSITIVE_INFINITY,
    ),
  }
}

function product(one: Float64Array, other: Float64Array): number {
  let sum = 0
  for (let i = 0; i < one.length; i++) sum += one[i]! * other[i]!
  return sum
}

function correlated(moments: Moments, mean: Float64Array, deviation: Float64Array): Float64Array {
  const { size, count, cross } = moments
  const out = new Float64Array(size * size)
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++)
      out[i * size + j] =
        (cross[i * size + j]! / count - mean[i]! * mean[j]!) / (deviation[i]! * deviation[j]!)
  return out
}

/** Where an item lies along a direction; 0 is the middle of what was learnt from. */
export function scoreOf({ mean, deviation, weights }: Direction, features: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < weights.length; i++) sum += (weights[i]! * (features[i]! - mean[i]!)) / deviation[i]!
  return sum
}

/** Mean squared standardised feature of an item: about 1 for one like those learnt from. */
export function distanceOf(
  { mean, deviation }: Pick<Direction, 'mean' | 'deviation'>,
  features: ArrayLike<number>,
): number {
  let sum = 0
  for (let i = 0; i < mean.length; i++) sum += ((features[i]! - mean[i]!) / deviation[i]!) ** 2
  return sum / mean.length
}
