/** Scores of the positives and of the negatives, each falling. */
interface Sides {
  readonly hits: Float64Array
  readonly rest: Float64Array
}

/** The chance that a random positive scores above a random negative, ties counting half; NaN where one side is empty. */
export function auroc(scores: ArrayLike<number>, wanted: ArrayLike<boolean>): number {
  const { hits, rest } = sidesOf(scores, wanted)
  if (hits.length === 0 || rest.length === 0) return Number.NaN
  let [below, tied, sum] = [rest.length, 0, 0]
  // both lists fall, so what has been passed stays passed
  let [from, to] = [0, 0]
  for (const score of hits) {
    while (from < rest.length && rest[from]! > score) from += 1
    to = Math.max(to, from)
    while (to < rest.length && rest[to]! === score) to += 1
    tied = to - from
    below = rest.length - to
    sum += below + tied / 2
  }
  return sum / (hits.length * rest.length)
}

/** The share of negatives at or over the highest threshold that still finds `share` (0..1) of the positives; NaN where one side is empty. */
export function falseAlarmsAt(scores: ArrayLike<number>, wanted: ArrayLike<boolean>, share: number): number {
  const { hits, rest } = sidesOf(scores, wanted)
  if (hits.length === 0 || rest.length === 0) return Number.NaN
  const threshold = hits[Math.max(0, Math.ceil(share * hits.length - 1e-9) - 1)]!
  return rest.filter((score) => score >= threshold).length / rest.length
}

/**
 * Average precision: the mean precision over the positives, each at its own score; tied scores are met together, so their
 * order cannot flatter. Its chance level is the share of positives; NaN where there is none.
 */
export function averagePrecision(scores: ArrayLike<number>, wanted: ArrayLike<boolean>): number {
  const { hits, rest } = sidesOf(scores, wanted)
  if (hits.length === 0) return Number.NaN
  let [found, wrong, sum] = [0, 0, 0]
  while (found < hits.length) {
    const score = hits[found]!
    const before = found
    while (found < hits.length && hits[found] === score) found += 1
    while (wrong < rest.length && rest[wrong]! >= score) wrong += 1
    sum += ((found - before) * found) / (found + wrong)
  }
  return sum / hits.length
}

/** Splits and sorts; a score that is no number would end anywhere, so it is refused. */
function sidesOf(scores: ArrayLike<number>, wanted: ArrayLike<boolean>): Sides {
  let count = 0
  for (let i = 0; i < scores.length; i++) if (wanted[i]) count += 1
  const [hits, rest] = [new Float64Array(count), new Float64Array(scores.length - count)]
  let [hit, other] = [0, 0]
  for (let i = 0; i < scores.length; i++) {
    if (Number.isNaN(scores[i]!)) throw new RangeError(`score ${i} is not a number; measure it again`)
    if (wanted[i]) hits[hit++] = scores[i]!
    else rest[other++] = scores[i]!
  }
  return { hits: hits.sort().reverse(), rest: rest.sort().reverse() }
}
