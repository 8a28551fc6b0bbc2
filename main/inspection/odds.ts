import type { SeverityOdds } from '../kernel/finding.ts'
import type { Policy } from './policy.ts'
import type { Grade, GradeOdds, SureGrade } from './record.ts'

/** Grades that say something, best first. */
export const sureGrades: readonly SureGrade[] = ['A', 'B', 'C', 'D', 'E']

/** The worse of two grades; U gives way to the other. */
export function worse(one: Grade, other: Grade): Grade {
  if (one === 'U') return other
  return other === 'U' || one > other ? one : other
}

/** Odds over the five grades from a function of the grade. */
export function oddsFrom(share: (grade: SureGrade) => number): GradeOdds {
  return { A: share('A'), B: share('B'), C: share('C'), D: share('D'), E: share('E') }
}

/** Nobody knows: every grade alike. */
export const evenOdds: GradeOdds = oddsFrom(() => 0.2)

/** Damage odds as grade odds, through the policy's table; `undefined` where a broken model's numbers are no odds. */
export function oddsOfSeverity({ none, minor, major }: SeverityOdds, policy: Policy): GradeOdds | undefined {
  const table = policy.severityOdds
  // Written so that what is no number fails; a calibrated model's rounding passes.
  const sane = none >= 0 && minor >= 0 && major >= 0 && Math.abs(none + minor + major - 1) < 0.02
  if (!sane) return undefined
  return normalised(
    oddsFrom((grade) => none * table.none[grade] + minor * table.minor[grade] + major * table.major[grade]),
  )
}

/** One grade believed with `trust`; what is left is spread evenly over the worse grades. */
export function oddsAround(grade: SureGrade, trust: number): GradeOdds {
  const below = sureGrades.filter((each) => each > grade)
  if (below.length === 0) return oddsFrom((each) => (each === grade ? 1 : 0))
  return oddsFrom((each) => (each === grade ? trust : each > grade ? (1 - trust) / below.length : 0))
}

/** Odds of the worse of two grades, each with odds of its own, taken as independent. */
export function oddsOfWorse(one: GradeOdds, other: GradeOdds): GradeOdds {
  const upTo = (odds: GradeOdds, grade: SureGrade) =>
    sureGrades.reduce((sum, each) => (each <= grade ? sum + odds[each] : sum), 0)
  let before = 0
  const share = (grade: SureGrade) => {
    const now = upTo(one, grade) * upTo(other, grade)
    const here = now - before
    before = now
    return Math.max(0, here)
  }
  return normalised(oddsFrom(share))
}

/** The most likely grade; of equals the worse. */
export function likeliest(odds: GradeOdds): SureGrade {
  return sureGrades.reduce((best, grade) => (odds[grade] >= odds[best] ? grade : best))
}

/** Rounding must not make the five shares sum to anything but 1. */
function normalised(odds: GradeOdds): GradeOdds {
  const sum = sureGrades.reduce((total, grade) => total + odds[grade], 0)
  return oddsFrom((grade) => odds[grade] / sum)
}
