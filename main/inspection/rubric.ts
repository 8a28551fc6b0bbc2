import type { Finding, FindingType, Severity } from '../kernel/finding.ts'
import type { Rubric } from './policy.ts'
import { reason } from './reasons.ts'
import type { Reason, SureGrade } from './record.ts'

/** What a rubric says of findings: the best grade that allows them all, and what stood in the way of a better one. */
export interface RubricVoice {
  readonly grade: SureGrade
  readonly reasons: readonly Reason[]
}

interface Excess {
  readonly type: FindingType
  readonly severity: Severity
  readonly count: number
  readonly allowed: number
  readonly size?: { readonly found: number; readonly allowed: number; readonly unit: 'mm' | '%' }
}

const graded = ['A', 'B', 'C', 'D'] as const

/** The best grade whose limits hold for all findings; E when none does. */
export function readRubric(rubric: Rubric, findings: readonly Finding[]): RubricVoice {
  let better: { readonly grade: SureGrade; readonly excess: Excess } | undefined
  for (const grade of [...graded, 'E'] as const) {
    const excess = grade === 'E' ? undefined : firstExcess(rubric[grade], findings)
    if (!excess) return { grade, reasons: [why(grade, better)] }
    better = { grade, excess }
  }
  return { grade: 'E', reasons: [] }
}

function firstExcess(limits: Rubric['A'], findings: readonly Finding[]): Excess | undefined {
  for (const type of new Set(findings.map((finding) => finding.type))) {
    const ofType = findings.filter((finding) => finding.type === type)
    const excess = tooMany(type, ofType, limits) ?? tooLarge(type, ofType, limits)
    if (excess) return excess
  }
  return undefined
}

/** A defect two cameras see counts twice: the rubric would rather be too strict. */
function tooMany(type: FindingType, ofType: readonly Finding[], limits: Rubric['A']): Excess | undefined {
  for (const severity of ['major', 'minor'] as const) {
    const count = ofType.filter((finding) => finding.severity === severity).length
    const allowed = limits[type]?.[severity] ?? 0
    if (count > allowed) return { type, severity, count, allowed }
  }
  return undefined
}

function tooLarge(type: FindingType, ofType: readonly Finding[], limits: Rubric['A']): Excess | undefined {
  const { maxMm, maxPercent } = limits[type] ?? {}
  for (const { severity, sizeMm, sizePercent } of ofType) {
    const base = { type, severity, count: 1, allowed: 1 }
    // Percent depends on how near the camera is, so it only counts where nothing was measured in millimetres.
    if (sizeMm !== undefined) {
      if (maxMm !== undefined && sizeMm > maxMm)
        return { ...base, size: { found: sizeMm, allowed: maxMm, unit: 'mm' } }
    } else if (sizePercent !== undefined && maxPercent !== undefined && sizePercent > maxPercent)
      return { ...base, size: { found: sizePercent, allowed: maxPercent, unit: '%' } }
  }
  return undefined
}

function why(
  grade: SureGrade,
  before: { readonly grade: SureGrade; readonly excess: Excess } | undefined,
): Reason {
  if (!before) return reason('rubric_clean', { grade })
  const { type, severity, count, allowed, size } = before.excess
  if (!size) return reason('rubric_count', { grade, better: before.grade, type, severity, count, allowed })
  const found = Math.round(size.found * 10) / 10
  return reason('rubric_size', {
    grade,
    better: before.grade,
    type,
    size: found,
    allowed: size.allowed,
    unit: size.unit,
  })
}
