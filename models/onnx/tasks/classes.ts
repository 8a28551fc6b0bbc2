import type { Finding, Severity, SeverityOdds } from '../../../main/kernel/finding.ts'
import type { Meaning } from './meaning.ts'

/** A class, what it is to us, and how likely it is. */
export interface Said {
  readonly meaning: Meaning
  /** 0..1. */
  readonly score: number
}

/** Classes with their meanings and probabilities, in the network's order. */
export function saidOf(
  classes: readonly string[],
  means: Readonly<Record<string, Meaning>>,
  scores: ArrayLike<number>,
): Said[] {
  return classes.map((name, i) => ({ meaning: means[name] ?? 'none', score: scores[i] ?? 0 }))
}

/** Findings of what is likely enough, without place and size: who says what a picture is does not say where. */
export function findingsOfClasses(said: readonly Said[], threshold: number): Finding[] {
  return said
    .filter((one) => one.score >= threshold)
    .toSorted((a, b) => b.score - a.score)
    .flatMap(({ meaning, score }): Finding[] =>
      meaning !== 'none' && 'type' in meaning
        ? [
            {
              type: meaning.type,
              severity: meaning.severity,
              score: Math.min(1, score),
              source: 'model',
            },
          ]
        : [],
    )
}

/** Odds of an item whose classes shut each other out; absent where a class is ignored, since then they sum to less than 1. */
export function summedOdds(said: readonly Said[]): SeverityOdds | undefined {
  if (said.some((one) => one.meaning === 'none')) return undefined
  const sumOf = (severity: Severity) => Math.min(1, sum(said.filter((one) => severityIn(one) === severity)))
  const major = sumOf('major')
  const minor = Math.min(1 - major, sumOf('minor'))
  return { none: 1 - major - minor, minor, major }
}

/** Odds of labels that stand side by side: the likeliest of each severity; absent where no label is a severity. */
export function likeliestOdds(said: readonly Said[]): SeverityOdds | undefined {
  if (!said.some(({ meaning }) => meaning !== 'none' && !('type' in meaning))) return undefined
  const most = (...severities: readonly string[]) =>
    Math.max(0, ...said.filter((one) => severities.includes(severityIn(one))).map((one) => one.score))
  const [damaged, major] = [most('minor', 'major'), most('major')]
  return { none: 1 - damaged, minor: damaged - major, major }
}

function severityIn({ meaning }: Said): Severity | 'none' {
  return meaning === 'none' ? 'none' : meaning.severity
}

function sum(said: readonly Said[]): number {
  return said.reduce((total, one) => total + one.score, 0)
}
