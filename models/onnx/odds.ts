import type { SeverityOdds } from '../../main/kernel/finding.ts'

/** Probabilities of logits at a temperature; they sum to 1. */
export function softmax(logits: ArrayLike<number>, temperature: number): number[] {
  const scaled = Array.from(logits, (logit) => logit / temperature)
  const top = Math.max(...scaled)
  const raised = scaled.map((value) => Math.exp(value - top))
  const sum = raised.reduce((a, b) => a + b, 0)
  return raised.map((value) => value / sum)
}

/** Severity odds of one view from the network's three logits (none, minor, major). */
export function severityOf(logits: ArrayLike<number>, temperature: number): SeverityOdds {
  const [none = 1, minor = 0, major = 0] = softmax(logits, temperature)
  return { none, minor, major }
}

/**
 * Severity odds of the item: as bad as its worst view. The odds of any damage, and of major damage, are each the
 * highest of all views; views see one item, so they are not multiplied as if they knew nothing of each other.
 */
export function worstOdds(views: readonly SeverityOdds[]): SeverityOdds {
  const damaged = Math.max(...views.map((view) => view.minor + view.major))
  const major = Math.max(...views.map((view) => view.major))
  return { none: 1 - damaged, minor: damaged - major, major }
}

/** Category probabilities of the item: the mean over views, most likely first. */
export function meanCategory(
  names: readonly string[],
  views: readonly (readonly number[])[],
): { readonly name: string; readonly probability: number }[] {
  return names
    .map((name, i) => ({
      name,
      probability: views.reduce((sum, view) => sum + (view[i] ?? 0), 0) / views.length,
    }))
    .toSorted((a, b) => b.probability - a.probability)
}
