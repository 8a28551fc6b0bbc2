/**
 * Solves M x = b for a symmetric positive definite M (n × n, row by row) by Cholesky. M is overwritten; a pivot that rounding
 * made zero or negative is lifted to a small positive number, which only ever makes x smaller.
 */
export function solve(matrix: Float64Array, right: Float64Array): Float64Array {
  const n = right.length
  decompose(matrix, n)
  const x = Float64Array.from(right)
  for (let i = 0; i < n; i++) {
    let sum = x[i]!
    for (let k = 0; k < i; k++) sum -= matrix[i * n + k]! * x[k]!
    x[i] = sum / matrix[i * n + i]!
  }
  for (let i = n - 1; i >= 0; i--) {
    const value = x[i]! / matrix[i * n + i]!
    x[i] = value
    for (let k = 0; k < i; k++) x[k]! -= matrix[i * n + k]! * value
  }
  return x
}

function decompose(matrix: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    const rowI = i * n
    for (let j = 0; j <= i; j++) {
      const rowJ = j * n
      let sum = matrix[rowI + j]!
      for (let k = 0; k < j; k++) sum -= matrix[rowI + k]! * matrix[rowJ + k]!
      matrix[rowI + j] = i === j ? Math.sqrt(Math.max(sum, 1e-10)) : sum / matrix[rowJ + j]!
    }
  }
}
