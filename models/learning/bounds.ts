/** Lower bound of a share by Clopper and Pearson (1934): with confidence 1 - alpha the true share is at least this. */
export function atLeast(right: number, of: number, alpha: number): number {
  if (right <= 0) return 0
  let [low, high] = [0, 1]
  for (let round = 0; round < 60; round++) {
    const share = (low + high) / 2
    if (tail(right, of, share) > alpha) high = share
    else low = share
  }
  return low
}

/** P(X ≥ right) for X binomial; `right` and `of` need not be whole (effective counts), so it is the beta integral. */
function tail(right: number, of: number, share: number): number {
  return betaPart(share, right, of - right + 1)
}

/** The regularised incomplete beta function by its continued fraction (Lentz; DLMF 8.17.22). */
function betaPart(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  if (x > (a + 1) / (a + b + 2)) return 1 - betaPart(1 - x, b, a)
  const front = Math.exp(a * Math.log(x) + b * Math.log(1 - x) - logBeta(a, b)) / a
  const tiny = 1e-300
  let [c, d] = [1, 1 / nonZero(1 - ((a + b) * x) / (a + 1), tiny)]
  let sum = d
  for (let m = 1; m <= 300; m++) {
    for (const term of terms(x, m, { a, b })) {
      d = 1 / nonZero(1 + term * d, tiny)
      c = nonZero(1 + term / c, tiny)
      sum *= c * d
    }
    if (Math.abs(c * d - 1) < 1e-13) break
  }
  return front * sum
}

function terms(x: number, m: number, { a, b }: { readonly a: number; readonly b: number }): number[] {
  const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
  const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
  return [even, odd]
}

function nonZero(value: number, tiny: number): number {
  return Math.abs(value) < tiny ? tiny : value
}

function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b)
}

/** Stirling's series after raising the argument over 7: right to 1e-12. */
function logGamma(value: number): number {
  let [x, shift] = [value, 0]
  while (x < 7) shift -= Math.log(x++)
  const inverse = 1 / (x * x)
  const series = (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse / 1680))) / x
  return shift + (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series
}
