import { type FindingType, findingTypes, type Inference } from '../../main/kernel/finding.ts'

/** Two answers about the same photographs. */
export interface AnswerPair {
  readonly active: Inference
  readonly shadow: Inference
}

/** How often both, one, or neither said a thing. */
export interface Votes {
  readonly both: number
  readonly activeOnly: number
  readonly shadowOnly: number
  readonly neither: number
}

/** What two models made of the same items. */
export interface Agreement {
  /** `name@version`, as far as one ever answered. */
  readonly active: string
  readonly shadow: string
  readonly items: number
  /** Items that both, one or neither gave an answer on; all counts below are over those with both. */
  readonly answered: Votes
  /** Items that both said how bad they are, and how many of them alike (none, minor, major by its likeliest). */
  readonly severity: { readonly compared: number; readonly same: number }
  /** Items with at least one finding of any type, and of each type that one of them found at all. */
  readonly damaged: Votes
  readonly types: Readonly<Partial<Record<FindingType, Votes>>>
}

/** Compares answers pair by pair, apart for each two models that answered: packs change while answers are kept. */
export function agreements(pairs: readonly AnswerPair[]): readonly Agreement[] {
  const apart = Map.groupBy(pairs, ({ active, shadow }) => `${modelOf(active)}\n${modelOf(shadow)}`)
  return [...apart.values()].map(agreementOf)
}

function agreementOf(pairs: readonly AnswerPair[]): Agreement {
  const done = pairs.filter(({ active, shadow }) => active.status === 'done' && shadow.status === 'done')
  const graded = done.filter(({ active, shadow }) => worstOf(active) && worstOf(shadow))
  const types = findingTypes.map((type) => [type, votes(done, (each) => found(each, type))] as const)
  return {
    active: modelOf(pairs[0]?.active),
    shadow: modelOf(pairs[0]?.shadow),
    items: pairs.length,
    answered: votes(pairs, (each) => each.status === 'done'),
    severity: {
      compared: graded.length,
      same: graded.filter(({ active, shadow }) => worstOf(active) === worstOf(shadow)).length,
    },
    damaged: votes(done, (each) => found(each)),
    types: Object.fromEntries(types.filter(([, { neither }]) => neither < done.length)),
  }
}

function votes(pairs: readonly AnswerPair[], says: (answer: Inference) => boolean): Votes {
  const count = (active: boolean, shadow: boolean) =>
    pairs.filter((pair) => says(pair.active) === active && says(pair.shadow) === shadow).length
  return {
    both: count(true, true),
    activeOnly: count(true, false),
    shadowOnly: count(false, true),
    neither: count(false, false),
  }
}

function found(answer: Inference, type?: FindingType): boolean {
  return (
    answer.status === 'done' &&
    answer.findings.some((each) => each.source === 'model' && (type === undefined || each.type === type))
  )
}

function worstOf(answer: Inference): 'none' | 'minor' | 'major' | undefined {
  if (answer.status !== 'done' || !answer.severity) return undefined
  const { none, minor, major } = answer.severity
  if (major >= minor && major >= none) return 'major'
  return minor >= none ? 'minor' : 'none'
}

function modelOf(answer: Inference | undefined): string {
  return answer?.status === 'done' ? answer.model : 'no answer'
}
