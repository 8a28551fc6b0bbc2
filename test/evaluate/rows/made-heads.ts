import { type FindingType, findingTypes } from '../../../main/kernel/finding.ts'
import type { Stated } from '../statistics/calibration.ts'
import type { Twin } from './made.ts'

/** The workshop's words for how grave a defect is, in the order of the head. */
export const severities: readonly string[] = ['none', 'minor', 'major']

/** What the severity head said of a view and how sure it was; undefined where it is silent. */
export function severitySaid({
  told,
  severity: wanted,
}: Twin): (Stated & { readonly said: number; readonly wanted: number }) | undefined {
  const odds = told.seen.severity
  if (!odds) return undefined
  const each = [odds.none, odds.minor, odds.major]
  const sure = Math.max(...each)
  const said = each.indexOf(sure)
  return { said, wanted, sure, right: said === wanted }
}

/** The type that the surest finding of a damaged view names, and the one that was made; undefined where nothing was found. */
export function typeSaid({
  told,
  wanted,
  type,
  group,
}: Twin): { readonly said: number; readonly wanted: number; readonly group: string } | undefined {
  const [surest] = told.seen.differences.toSorted((a, b) => b.score - a.score)
  const made = findingTypes.indexOf(type as FindingType)
  if (!surest || !wanted || made < 0) return undefined
  return { said: findingTypes.indexOf(surest.type), wanted: made, group }
}

/** Every finding that would be shown with its score, and whether a defect of that type is made there. */
export function spoken(twins: readonly Twin[]): Stated[] {
  return twins.flatMap((twin) =>
    twin.told.seen.differences.map(({ type, score }) => ({
      sure: score,
      right: twin.wanted && type === twin.type,
    })),
  )
}
