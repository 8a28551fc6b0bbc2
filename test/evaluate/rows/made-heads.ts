import { type FindingType, findingTypes } from '../../../main/kernel/finding.ts'
import { figureOf, mean } from '../protocol.ts'
import type { Answer, Answers } from '../reliability.ts'
import type { Figure } from '../report.ts'
import { macroF1 } from '../statistics/agreement.ts'
import type { Drawing } from '../statistics/bootstrap.ts'
import type { Twin } from './made.ts'

/** The workshop's words for how grave a defect is, in the order of the head. */
export const severities: readonly string[] = ['none', 'minor', 'major']

/** What the severity head said of a view and how sure it was; undefined where it is silent. */
function severitySaid({ told, severity: wanted, group }: Twin): (Answer & Told) | undefined {
  const odds = told.severity
  if (!odds) return undefined
  const each = [odds.none, odds.minor, odds.major]
  const sure = Math.max(...each)
  const said = each.indexOf(sure)
  return { said, wanted, sure, right: said === wanted, group }
}

/** The type that the surest finding of a damaged view names, and the one that was made; undefined where nothing was found. */
function typeSaid({ told, wanted, type, group }: Twin): Told | undefined {
  const [surest] = told.differences.toSorted((a, b) => b.score - a.score)
  const made = findingTypes.indexOf(type as FindingType)
  if (!surest || !wanted || made < 0) return undefined
  return { said: findingTypes.indexOf(surest.type), wanted: made, group }
}

/** The materials the issue names, as the workshop writes them. */
export const materials: Readonly<Record<string, string>> = { clothing: 'clothing', packaging_glass: 'glass' }

/** What a head said of a view, and what is true, by the place among its classes. */
interface Told {
  readonly said: number
  readonly wanted: number
  readonly group: string
}

/** How well the heads name the type of what was found, and tell how grave it is; each class counts alike. */
export function headFigures(
  scored: readonly Twin[],
  border: readonly Twin[],
  drawing: Drawing,
): readonly Figure[] {
  const named = (twins: readonly Twin[]) => twins.flatMap((twin) => typeSaid(twin) ?? [])
  const graded = (twins: readonly Twin[]) => twins.flatMap((twin) => severitySaid(twin) ?? [])
  const right = (some: readonly Told[]) => mean(some.map(({ said, wanted }) => (said === wanted ? 1 : 0)))
  const figure = (name: string, of: (twins: readonly Twin[]) => Told[], measure: typeof right) => {
    const rows = of(scored)
    return rows.length === 0 ? [] : [figureOf(name, rows, { measure, control: of(border), drawing })]
  }
  return [
    ...figure('found damage of which the surest finding names the type', named, right),
    ...figure('type of the surest finding, macro-F1', named, f1Of(findingTypes.length)),
    ...figure('severity, macro-F1', graded, f1Of(severities.length)),
  ]
}

function f1Of(classes: number) {
  return (some: readonly Told[]) =>
    macroF1(
      some.map(({ said }) => said),
      some.map(({ wanted }) => wanted),
      classes,
    )
}

/** What each head stated: severity, overall and by material, the findings it would show, by material and type, and the difference as if it were a chance. */
export function headsSaid(scored: readonly Twin[]): Answers[] {
  const severity = (rows: readonly Twin[]) => rows.flatMap((twin) => severitySaid(twin) ?? [])
  const by = Object.entries(materials).map(
    ([key, name]) => [name, scored.filter((twin) => twin.material === key)] as const,
  )
  const found = spoken(scored)
  return [
    { title: 'Severity on made defects', file: 'reliability-severity.svg', all: severity(scored) },
    ...by.map(([name, rows]) => ({
      ...{ title: `Severity on ${name}`, file: `reliability-severity-${name}.svg`, all: severity(rows) },
    })),
    {
      ...{ title: 'Findings on made defects', file: 'reliability-findings.svg', all: found },
      kinds: [
        ...by.map(([name, rows]) => [name, spoken(rows)] as const),
        ...[...Map.groupBy(found, ({ type }) => type)].toSorted(([a], [b]) => a.localeCompare(b)),
      ],
    },
    {
      ...{ title: 'Difference on made defects, read as a chance', file: 'reliability-difference.svg' },
      all: asChance(scored),
      kinds: by.map(([name, rows]) => [name, asChance(rows)] as const),
    },
  ]
}

const asChance = (twins: readonly Twin[]): Answer[] =>
  twins.map(({ scores, wanted, group }) => ({ sure: scores[0] ?? 0, right: wanted, group }))

/** Every finding that would be shown with its score, and whether a defect of that type is made there. */
function spoken(twins: readonly Twin[]): (Answer & { readonly type: FindingType })[] {
  return twins.flatMap((twin) =>
    twin.told.differences.map(({ type, score }) => ({
      ...{ type, sure: score, group: twin.group },
      right: twin.wanted && type === twin.type,
    })),
  )
}

/** What a reader must know of the difference, of types that the manifest keeps silent, and of those that never said anything here. */
export function silentOnes(scored: readonly Twin[], silent: readonly FindingType[]): string[] {
  const said = new Set(scored.flatMap(({ told }) => told.differences.map(({ type }) => type)))
  const quiet = findingTypes.filter((type) => !said.has(type) && !silent.includes(type))
  const made = scored.filter(({ wanted, type }) => wanted && silent.includes(type as FindingType)).length
  return [
    'The difference is a score and not a probability: no temperature was fitted to it. Its diagram shows how far it is from one where half of the views are damaged.',
    ...(silent.length === 0
      ? []
      : [
          `The manifest silences ${silent.join(', ')}: such damage (${made} of the views here) is found as another type or not at all, whatever its AUROC above. Why is told under "What taught it".`,
        ]),
    ...(quiet.length === 0 ? [] : [`No finding of these types was shown at all: ${quiet.join(', ')}.`]),
  ]
}
