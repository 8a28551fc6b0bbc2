/** How often each class was said (columns) where each was true (rows). */
function confusion(said: readonly number[], wanted: readonly number[], classes: number): number[][] {
  const counts = Array.from({ length: classes }, () => Array<number>(classes).fill(0))
  for (const [i, truth] of wanted.entries()) counts[truth]![said[i]!]! += 1
  return counts
}

/** The mean over the classes that occur of the harmonic mean of precision and recall; NaN of nothing. */
export function macroF1(said: readonly number[], wanted: readonly number[], classes: number): number {
  const counts = confusion(said, wanted, classes)
  const each = counts.flatMap((row, k) => {
    const [right, truly] = [row[k]!, sum(row)]
    const named = sum(counts.map((other) => other[k]!))
    return truly + named === 0 ? [] : [(2 * right) / (truly + named)]
  })
  return each.length === 0 ? Number.NaN : sum(each) / each.length
}

/**
 * Cohen's kappa of ordered classes, a miss weighing with the square of its distance: 1 agrees, 0 is chance. NaN where
 * every answer and every truth is the same class, for then there is nothing to agree about.
 */
export function quadraticKappa(said: readonly number[], wanted: readonly number[], classes: number): number {
  const counts = confusion(said, wanted, classes)
  const rows = counts.map(sum)
  const columns = counts.map((_, k) => sum(counts.map((row) => row[k]!)))
  let [seen, expected] = [0, 0]
  for (let i = 0; i < classes; i++)
    for (let j = 0; j < classes; j++) {
      seen += (i - j) ** 2 * counts[i]![j]!
      expected += ((i - j) ** 2 * rows[i]! * columns[j]!) / wanted.length
    }
  return expected === 0 ? Number.NaN : 1 - seen / expected
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
