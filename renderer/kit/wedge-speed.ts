/** What tells a scanner from fingers. */
export interface WedgeRules {
  /** Fast typists rest above 60 ms a key; most wedges send below 35 ms. In a short code no gap is longer, in others half may be. */
  readonly maxMedianMs: number
  /** No single gap inside one code is longer; after it, what came before is forgotten. */
  readonly maxGapMs: number
  /** Shortest code with a suffix key. */
  readonly minLength: number
  /** Shortest code from a scanner that sends no suffix: longer, so that no roll of fingers looks like one. */
  readonly minBareLength: number
  /** A slower scanner that was learnt in set-up, besides the others. */
  readonly slow?: SlowWedge
}

/** A scanner nearly as slow as fingers: its codes are longer, and nearly all gaps are short, not only half of them. */
export interface SlowWedge {
  readonly gapMs: number
  readonly minLength: number
  readonly minBareLength: number
}

export const wedgeRules: WedgeRules = { maxMedianMs: 35, maxGapMs: 100, minLength: 4, minBareLength: 8 }

/** While set-up learns: fingers are heard too, and told from a scanner by their speed. */
export const learningRules: WedgeRules = { ...wedgeRules, maxMedianMs: 500, maxGapMs: 700 }

/** How fast a scanner types, as set-up measured it. */
export interface WedgeSpeed {
  /** The gap between two keys that four in five do not exceed, and the longest, in milliseconds. */
  readonly keyMs: number
  readonly longestMs: number
}

/** Scans that set-up wants before it believes a speed. */
export const scansToLearn = 3

/**
 * People type at most 12 keys a second for longer than a word, 83 ms a key, with one roll of two fingers in four keys. A gap
 * of a learnt scanner is at most 75 ms in four of five, so no such typing is one.
 */
const mostGapMs = 75
const shareOfGaps = 0.8
/** Slower scanners than this are not learnt: there would be no room left for their own unsteadiness. */
const mostLearntMs = 60
/** A scanner's gaps in another code are at most so many times those it was learnt by. */
const unsteady = 1.7
const slowLengths = { minLength: 6, minBareLength: 10 } as const
/** In fewer characters than these two rolls of fingers make half of the gaps or more. */
const longEnoughForMedian = 6
const longestGap = { least: 100, most: 200 } as const

/** What the scans tell of the scanner; a number of milliseconds a key where they are too slow for one, or typed by hand. */
export function learnSpeed(scans: readonly (readonly number[])[]): WedgeSpeed | number {
  const gaps = scans.flat()
  const near = at(gaps, shareOfGaps)
  if (near > mostLearntMs) return Math.round(near)
  return { keyMs: Math.round(near), longestMs: Math.round(Math.max(...gaps)) }
}

/** The rules with a learnt scanner among those that are heard. */
export function rulesFor(speed: WedgeSpeed | undefined): WedgeRules {
  if (!speed) return wedgeRules
  const gapMs = Math.min(mostGapMs, Math.max(wedgeRules.maxMedianMs, unsteady * speed.keyMs))
  const maxGapMs = Math.min(longestGap.most, Math.max(longestGap.least, 1.5 * speed.longestMs))
  return { ...wedgeRules, maxGapMs, slow: { gapMs, ...slowLengths } }
}

/** Whether keys at these times, which make a text of this length, came from a scanner. */
export function isScanner(
  times: readonly number[],
  text: { readonly length: number; readonly bare: boolean },
  rules: WedgeRules,
): boolean {
  const gaps = gapsOf(times)
  const { slow } = rules
  const enough = (one: { minLength: number; minBareLength: number }) =>
    text.length >= (text.bare ? one.minBareLength : one.minLength)
  const usual = text.length < longEnoughForMedian ? Math.max(...gaps) : middle(gaps)
  if (enough(rules) && usual <= rules.maxMedianMs) return true
  return slow !== undefined && enough(slow) && at(gaps, shareOfGaps) <= slow.gapMs
}

export function gapsOf(times: readonly number[]): readonly number[] {
  return times.slice(1).map((time, index) => time - (times[index] ?? time))
}

/** Whether the last keys came as fast as a scanner's, however few they are. */
export function areFast(times: readonly number[], { maxMedianMs, slow }: WedgeRules): boolean {
  return middle(gapsOf(times)) <= Math.max(maxMedianMs, slow?.gapMs ?? 0)
}

function middle(gaps: readonly number[]): number {
  return gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? Number.POSITIVE_INFINITY
}

/** The value that this share of all values do not exceed; infinite for none. */
function at(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.POSITIVE_INFINITY
}
