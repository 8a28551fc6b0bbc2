import type { LearntGrade } from '../kernel/learnt.ts'
import { likeliest, oddsFrom, sureGrades } from './odds.ts'
import { percent, reason } from './reasons.ts'
import type { GradeOdds, Inferred, Reason, SureGrade } from './record.ts'

/** What the head in use says of an item; without odds it weighs nothing. */
export interface LearntVoice {
  readonly said?: { readonly grade: SureGrade; readonly odds: GradeOdds }
  readonly reasons: readonly Reason[]
}

const nothing: LearntVoice = { reasons: [] }

/**
 * A sure head is a voice with its promise in words; one that is not sure says so; one that says nonsense, or is not there, nothing.
 * The head that ships is told where it is sure, and weighs nothing.
 */
export function learntVoice({ inspect, inference }: Inferred): LearntVoice {
  if (!inspect || inference.status !== 'done' || !inference.learnt) return nothing
  const { learnt } = inference
  if (!isSane(learnt)) return nothing
  const { decisions } = learnt
  if (learnt.hint) return { reasons: learnt.sure ? [hinted(normalised(learnt.odds))] : [] }
  if (!learnt.sure) return { reasons: [reason('learnt_unsure', { decisions })] }
  const odds = normalised(learnt.odds)
  const grade = likeliest(odds)
  const promised = Math.floor(learnt.promised * 100)
  return {
    said: { grade, odds },
    reasons: [reason('learnt_odds', { grade, odds: percent(odds[grade]), decisions, promised })],
  }
}

function hinted(odds: GradeOdds): Reason {
  const grade = likeliest(odds)
  return reason('learnt_hint', { grade, odds: percent(odds[grade]) })
}

/** Written so that what is no number fails; rounding passes. */
function isSane({ odds, promised, decisions }: LearntGrade): boolean {
  const sum = sureGrades.reduce((total, grade) => total + odds[grade], 0)
  const shares = sureGrades.every((grade) => odds[grade] >= 0) && Math.abs(sum - 1) < 0.02
  return shares && promised > 0 && promised <= 1 && decisions > 0
}

function normalised(odds: GradeOdds): GradeOdds {
  const sum = sureGrades.reduce((total, grade) => total + odds[grade], 0)
  return oddsFrom((grade) => odds[grade] / sum)
}
