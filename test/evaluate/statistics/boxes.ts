/** A box in pixels, right and bottom not included. */
export interface Box {
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
}

/** A box that was proposed, and how surely. */
export interface Proposal extends Box {
  readonly score: number
}

/** What was proposed in one picture, and what lies there. */
export interface BoxedPicture {
  readonly proposals: readonly Proposal[]
  readonly truths: readonly Box[]
}

/** Area shared by two boxes over the area of both, 0..1. */
export function overlap(one: Box, other: Box): number {
  const width = Math.min(one.x2, other.x2) - Math.max(one.x1, other.x1)
  const height = Math.min(one.y2, other.y2) - Math.max(one.y1, other.y1)
  if (width <= 0 || height <= 0) return 0
  const shared = width * height
  return shared / (areaOf(one) + areaOf(other) - shared)
}

/**
 * Average precision of boxes over all pictures: a proposal is right when it overlaps a truth that no surer one took by at
 * least `least` (0.5 for AP50); precision is made falling, its mean over the truths is taken. NaN where there is no truth.
 */
export function boxPrecision(pictures: readonly BoxedPicture[], least: number): number {
  const truths = pictures.reduce((sum, picture) => sum + picture.truths.length, 0)
  if (truths === 0) return Number.NaN
  const judged = pictures.flatMap((picture) => judge(picture, least)).sort((a, b) => b.score - a.score)
  let right = 0
  const precisions = judged.flatMap((one, i) => {
    if (!one.right) return []
    right += 1
    return [right / (i + 1)]
  })
  let [best, sum] = [0, 0]
  for (const precision of precisions.reverse()) {
    best = Math.max(best, precision)
    sum += best
  }
  return sum / truths
}

/** Which proposals of a picture are right, the surest first. */
function judge({ proposals, truths }: BoxedPicture, least: number): { score: number; right: boolean }[] {
  const free = new Set(truths)
  return [...proposals]
    .sort((a, b) => b.score - a.score)
    .map((proposal) => {
      const best = [...free]
        .map((truth) => ({ truth, shared: overlap(proposal, truth) }))
        .reduce<{ truth?: Box; shared: number }>((a, b) => (b.shared > a.shared ? b : a), { shared: 0 })
      const right = best.truth !== undefined && best.shared >= least
      if (right && best.truth) free.delete(best.truth)
      return { score: proposal.score, right }
    })
}

function areaOf({ x1, y1, x2, y2 }: Box): number {
  return Math.max(0, x2 - x1) * Math.max(0, y2 - y1)
}
