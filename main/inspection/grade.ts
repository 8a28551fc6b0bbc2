import type { Finding } from '../kernel/finding.ts'
import { couldTell, toldReasons } from './checklist.ts'
import { categoryOf } from './item-facts.ts'
import { learntVoice } from './learnt-voice.ts'
import { likenessReasons } from './likeness-voice.ts'
import { memoryReasons } from './memory-voice.ts'
import { evenOdds, likeliest, oddsAround, oddsFrom, oddsOfSeverity, oddsOfWorse, worse } from './odds.ts'
import type { Policy } from './policy.ts'
import { percent, reason } from './reasons.ts'
import {
  countedFindings,
  type Grade,
  type GradeOdds,
  type GradeVerdict,
  type Inferred,
  type Reason,
} from './record.ts'
import { readRubric } from './rubric.ts'

/** One voice: its grade, its odds, and what it says in words. */
interface Voice {
  readonly grade: Grade
  readonly odds?: GradeOdds
  readonly reasons: readonly Reason[]
}

const silent: Voice = { grade: 'U', reasons: [] }

/** Grades an item: the worse of what the rubric says of the findings and what the model says. U when neither can tell. */
export function grade(item: Inferred, policy: Policy): GradeVerdict {
  if (item.item.kind === 'empty_parcel') return ungraded([reason('empty_parcel', {})])
  const model = modelVoice(item, policy)
  const rubric = rubricVoice(item, model.odds !== undefined, policy)
  const reasons = [...rubric.reasons, ...model.reasons, ...memoryReasons(item), ...likenessReasons(item)]
  if (!rubric.odds) return ungraded([...reasons, reason('nobody_knows', {})])
  const voices = { rubric: rubric.grade, model: model.grade }
  return {
    grade: worse(rubric.grade, model.grade),
    probabilities: model.odds ? oddsOfWorse(rubric.odds, model.odds) : rubric.odds,
    voices,
    reasons: [...reasons, ...(disagree(voices) ? [reason('voices', voices)] : [])],
  }
}

function disagree({ rubric, model }: GradeVerdict['voices']): boolean {
  return model !== 'U' && rubric !== model
}

function ungraded(reasons: readonly Reason[]): GradeVerdict {
  return { grade: 'U', probabilities: evenOdds, voices: { rubric: 'U', model: 'U' }, reasons }
}

/** The worse of what the network's odds of damage and the head learnt here say. */
function modelVoice(item: Inferred, policy: Policy): Voice {
  const seen = severityVoice(item, policy)
  // a network that says nonsense makes no features worth listening to
  if (item.inference.status === 'done' && item.inference.severity && !seen.odds) return seen
  const { said, reasons } = learntVoice(item)
  const all = [...seen.reasons, ...reasons]
  if (!said) return { ...seen, reasons: all }
  if (!seen.odds) return { ...said, reasons }
  return { grade: worse(seen.grade, said.grade), odds: oddsOfWorse(seen.odds, said.odds), reasons: all }
}

function severityVoice({ inspect, inference }: Inferred, policy: Policy): Voice {
  if (!inspect) return silent
  if (inference.status === 'unsure')
    return { ...silent, reasons: [reason('eyes_unsure', { why: inference.why })] }
  if (!inference.severity) return { ...silent, reasons: [reason('model_silent', { model: inference.model })] }
  const odds = oddsOfSeverity(inference.severity, policy)
  if (!odds) return { ...silent, reasons: [reason('eyes_unsure', { why: 'crashed' })] }
  const { none, minor, major } = inference.severity
  const said = likeliest(odds)
  const seen = { none: percent(none), minor: percent(minor), major: percent(major) }
  const reasons = [
    reason('model_odds', { model: inference.model, ...seen, grade: said, odds: percent(odds[said]) }),
  ]
  return { grade: said, odds, reasons }
}

function rubricVoice(item: Inferred, modelSpoke: boolean, policy: Policy): Voice {
  const told = toldReasons(item.answers, item.item, policy)
  const looked = item.inspect && item.inference.status === 'done' && item.inference.severity !== undefined
  const saw = looked || modelSpoke
  if (!saw && item.inspect && item.told.length === 0 && !couldTell(item.answers, item.item, policy))
    return silent
  const counted = item.inspect
    ? countedFindings(item).filter((finding) => counts(finding, policy))
    : item.told
  const rubric = policy.rubrics[categoryOf(item.item)]
  const all = readRubric(rubric, counted)
  const sealed = !item.inspect && counted.length === 0
  const reasons = sealed ? [reason('sealed', {})] : [...told, ...weakFindings(item, policy), ...all.reasons]
  const trust = item.inspect ? policy.trust.checklist : policy.trust.sealed
  if (!modelSpoke) return { grade: all.grade, odds: oddsAround(all.grade, trust), reasons }
  const without = readRubric(rubric, item.told).grade
  return { grade: all.grade, odds: oddsByScore(all.grade, without, sureness(counted)), reasons }
}

/** What a model's finding weighs: with its score the grade is the one with all findings, else the one without it. */
function oddsByScore(withAll: Grade, without: Grade, score: number): GradeOdds {
  return oddsFrom((each) => (each === withAll ? score : 0) + (each === without ? 1 - score : 0))
}

/** The strongest finding of the model; 1 when it found nothing, because then nothing is in doubt. */
function sureness(findings: readonly Finding[]): number {
  const scores = findings.filter(({ source }) => source === 'model').map(({ score }) => Math.min(1, score))
  return scores.length > 0 ? Math.max(...scores) : 1
}

function counts({ source, score }: Finding, policy: Policy): boolean {
  return source === 'checklist' || score >= policy.thresholds.findingScore
}

function weakFindings(item: Inferred, policy: Policy): readonly Reason[] {
  const weak = item.inspect ? countedFindings(item).filter((finding) => !counts(finding, policy)).length : 0
  if (weak === 0) return []
  return [reason('weak_findings', { count: weak, limit: percent(policy.thresholds.findingScore) })]
}
