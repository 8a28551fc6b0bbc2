/** One answer: how sure it said it was, 0..1, and whether it was right. */
export interface Stated {
  readonly sure: number
  readonly right: boolean
}

/** The answers whose stated confidence fell into one bin. */
export interface Bin {
  readonly from: number
  readonly to: number
  readonly n: number
  /** Mean confidence and share that was right; NaN of an empty bin. */
  readonly sure: number
  readonly right: number
}

/** Equally wide bins over 0..1; 1 falls into the last. */
export function binsOf(answers: readonly Stated[], count = 10): Bin[] {
  return Array.from({ length: count }, (_, k) => {
    const inside = answers.filter(({ sure }) => Math.min(count - 1, Math.floor(sure * count)) === k)
    return {
      from: k / count,
      to: (k + 1) / count,
      n: inside.length,
      sure: mean(inside.map(({ sure }) => sure)),
      right: mean(inside.map(({ right }) => Number(right))),
    }
  })
}

/** Expected calibration error: how far the stated confidence lies from the share that was right, weighed by bin. NaN of nothing. */
export function calibrationError(answers: readonly Stated[], count = 10): number {
  if (answers.length === 0) return Number.NaN
  return binsOf(answers, count)
    .filter(({ n }) => n > 0)
    .reduce((sum, { n, sure, right }) => sum + (Math.abs(sure - right) * n) / answers.length, 0)
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? Number.NaN : values.reduce((a, b) => a + b, 0) / values.length
}
