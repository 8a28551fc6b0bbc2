import { type Lessons, learnerOf, leavingOut, type Placed, toldBy } from './leave-out.ts'
import { type Block, movingIn, voicesOf } from './voices.ts'

/** How loud each feature is for the head that judges a fold, from the rows of the other folds. */
export type Hearing = (others: readonly Placed[], fold: number | undefined) => Float64Array

/**
 * How loud each block speaks, by what it alone tells of rows it has not seen: what it explains over what it leaves, its signal to
 * noise, times how loud it was beforehand. One row's worth is added to both, so few rows leave much to what was beforehand, and
 * no block is silenced or believed without end.
 */
export function hearingOf(
  { rows, targets, blocks }: Lessons & { readonly blocks: readonly Block[] },
  places: readonly (readonly number[])[],
): Hearing {
  const moving = movingIn(rows)
  const alone = blocks.map((_, block) => {
    const voices = voicesOf(blocks, { moving, told: blocks.map((_, other) => (other === block ? 1 : 0)) })
    return aloneOf({ rows, targets }, voices, places)
  })
  return (others, fold) => {
    // with two folds nothing inside is held out
    if (fold !== undefined && places.length < 3) return voicesOf(blocks, { moving })
    return voicesOf(blocks, { moving, told: alone.map((each) => each(others, fold)) })
  }
}

/** What the features with a voice tell by themselves. */
function aloneOf({ rows, targets }: Lessons, voices: Float64Array, places: readonly (readonly number[])[]) {
  const heard = [...voices.keys()].filter((i) => voices[i]! > 0)
  if (heard.length === 0) return () => 0
  const part = { targets, rows: rows.map((row) => Float64Array.from(heard, (i) => row[i]!)) }
  const loud = heard.map((i) => voices[i]!)
  const without = leavingOut(places.length, learnerOf(part, places), loud)
  return (others: readonly Placed[], fold: number | undefined) => {
    const { left, total } = toldBy(part, others, { fold, without })
    const one = total / others.length
    return total > 0 ? (Math.max(0, total - left) + one) / (left + one) : 1
  }
}
