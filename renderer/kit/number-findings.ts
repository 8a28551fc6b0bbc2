import type { Finding } from '../../main/kernel/finding.ts'
import type { CameraRole, Shot } from '../../main/kernel/frame.ts'
import type { NumberedFinding } from './photo-view.tsx'

/** Findings with numbers from 1 in the order the station gave, so that screen and record name the same one. */
export function numberFindings(
  findings: readonly Finding[],
  rejected: readonly number[] = [],
): readonly NumberedFinding[] {
  return findings.map((finding, index) => ({
    finding,
    number: index + 1,
    rejected: rejected.includes(index),
  }))
}

const weight = (finding: Finding) => (finding.severity === 'major' ? 1 : 0) + finding.score

/** The view to show first: the one with the gravest finding, else the first. */
export function tellingRole(shots: readonly Shot[], findings: readonly Finding[]): CameraRole | undefined {
  const gravest = findings
    .filter(({ view }) => shots.some(({ role }) => role === view?.role))
    .toSorted((a, b) => weight(b) - weight(a))[0]
  return gravest?.view?.role ?? shots[0]?.role
}
