/** Sums over rows of (features, target): enough for ridge, and sums of parts add up, so a fold is left out by subtraction. */
export interface Moments {
  readonly size: number
  readonly count: number
  readonly target: number
  readonly features: Float64Array
  readonly withTarget: Float64Array
  /** Lower half of Σ x xᵀ, row by row, the upper half zero. */
  readonly cross: Float64Array
}

/** Moments of rows whose features all have length `size`. */
export function momentsOf(rows: readonly Float64Array[], targets: readonly number[], size: number): Moments {
  const features = new Float64Array(size)
  const withTarget = new Float64Array(size)
  const cross = new Float64Array(size * size)
  let target = 0
  for (const [at, row] of rows.entries()) {
    const wanted = targets[at]!
    target += wanted
    for (let i = 0; i < size; i++) {
      const value = row[i]!
      if (value === 0) continue
      features[i]! += value
      withTarget[i]! += value * wanted
      for (let j = 0; j <= i; j++) cross[i * size + j]! += value * row[j]!
    }
  }
  return { size, count: rows.length, target, features, withTarget, cross }
}

/** The sum of several; at least one. */
export function together(parts: readonly Moments[]): Moments {
  const size = parts[0]?.size ?? 0
  const sum = { features: new Float64Array(size), withTarget: new Float64Array(size) }
  const cross = new Float64Array(size * size)
  let [count, target] = [0, 0]
  for (const part of parts) {
    count += part.count
    target += part.target
    for (let i = 0; i < size; i++) {
      sum.features[i]! += part.features[i]!
      sum.withTarget[i]! += part.withTarget[i]!
    }
    for (let i = 0; i < cross.length; i++) cross[i]! += part.cross[i]!
  }
  return { size, count, target, cross, ...sum }
}
