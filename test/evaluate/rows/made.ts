import { findingTypes } from '../../../main/kernel/finding.ts'
import { type Compared, compare, networkName, teach } from '../compared.ts'
import type { Network } from '../network.ts'
import type { Pack } from '../pack.ts'
import { borderOnly, marksOf, rasterOf } from '../photos.ts'
import { figureOf, mean, overBlocks, type Scored, type Setting } from '../protocol.ts'
import type { Figure, Reliability, Row } from '../report.ts'
import { macroF1 } from '../statistics/agreement.ts'
import { interval } from '../statistics/bootstrap.ts'
import { auroc, averagePrecision } from '../statistics/ranking.ts'
import { reliabilityOf } from '../statistics/reliability-svg.ts'
import { severities, severitySaid, spoken, typeSaid } from './made-heads.ts'

/** The materials the issue names, as the workshop writes them. */
const materials: Readonly<Record<string, string>> = { clothing: 'clothing', packaging_glass: 'glass' }
/** Cells a side of the workshop's masks. */
const maskSide = 40

/** One view of a twin, what was said of it and what is true. */
export interface Twin extends Scored {
  readonly type: string
  readonly material: string
  /** 0 none, 1 minor, 2 major. */
  readonly severity: number
  readonly told: Compared
  /** Chances of damage and marks, cell by cell. */
  readonly far: Float32Array
  readonly marks: Uint8Array
}

/** Made defects on glass and unseen people's clothing: each view and its whole twin against one other photograph of the whole. */
export async function madeRow(pack: Pack, setting: Setting, network: Network): Promise<Row> {
  const { scored, control } = await twinsOf(pack, setting, network)
  const figure = (name: string, keep: (twin: Scored, i: number) => boolean, target?: Figure['target']) => {
    const rows = scored.filter(keep)
    const how = { control: control.filter(keep), measure: overBlocks(auroc), drawing: setting.drawing }
    return rows.length === 0 ? [] : [figureOf(name, rows, { ...how, ...(target ? { target } : {}) })]
  }
  const types = [...new Set(scored.map((twin) => twin.type))].sort()
  return {
    row: 'made',
    set: 'made defects',
    protocol:
      '1 reference, damaged views against their whole twins; views of one person or run of photographs are a group',
    by: networkName,
    figures: [
      ...figure('image AUROC', () => true, { first: 0.846, reach: 0.92, aim: 0.96 }),
      ...Object.entries(materials).flatMap(([key, name]) =>
        figure(`${name}, AUROC`, (_, i) => scored[i]!.material === key),
      ),
      ...types.flatMap((type) => figure(`${type}, AUROC`, (_, i) => scored[i]!.type === type)),
      pixelFigure(scored, setting),
      ...typeFigures(scored, setting),
      ...severityFigures(scored, setting),
    ],
    notes: [
      'The defects are made by code. Twins share everything but the defect, the border included.',
      ...silentOnes(scored),
    ],
    reliability: reliabilities(scored),
  }
}

async function twinsOf(pack: Pack, setting: Setting, network: Network) {
  const pairs = [...Map.groupBy(pack.rows, (row) => row.pair ?? '').values()].slice(0, setting.most)
  const [scored, control]: [Twin[], Scored[]] = [[], []]
  for (const [k, rows] of pairs.entries()) {
    const bytes = (role: string) => pack.files.get(rows.find((row) => row.role === role)?.file ?? '')!
    const view = async (role: string) => ({ raster: await rasterOf(bytes(role)) })
    const reference = await view('reference')
    const [taught, border] = [
      await teach([reference], network),
      await teach([borderOnly(reference)], network),
    ]
    const damage = await marksOf(bytes('mask'), maskSide, maskSide)
    for (const role of ['damaged', 'whole']) {
      const seen = await view(role)
      const { type = '', material = '', group = '', severity = '' } = rows[0] ?? {}
      const wanted = role === 'damaged'
      const facts = { wanted, group, block: 'all', type, material }
      const told = await compare(seen, taught)
      scored.push({
        ...facts,
        ...{
          told,
          scores: [told.difference],
          severity: wanted ? severities.indexOf(severity) : 0,
        },
        ...{ far: mapped(told, seen.raster), marks: wanted ? damage : new Uint8Array(maskSide ** 2) },
      })
      control.push({ ...facts, scores: [(await compare(borderOnly(seen), border)).difference] })
    }
    if (k % 20 === 19) setting.progress(`made: ${k + 1} of ${pairs.length} pairs`)
  }
  return { scored, control }
}

function mapped(told: Compared, { width, height }: { width: number; height: number }): Float32Array {
  return Float32Array.from({ length: maskSide ** 2 }, (_, i) =>
    told.differenceAt(
      (((i % maskSide) + 0.5) * width) / maskSide,
      ((Math.floor(i / maskSide) + 0.5) * height) / maskSide,
    ),
  )
}

function pixelFigure(scored: readonly Twin[], setting: Setting): Figure {
  const drawing = { ...setting.drawing, draws: Math.min(50, setting.drawing.draws) }
  const precision = (rows: readonly Twin[]) => {
    const [far, wanted] = [new Float32Array(rows.length * maskSide ** 2), [] as boolean[]]
    for (const [k, row] of rows.entries()) {
      far.set(row.far, k * maskSide ** 2)
      for (const mark of row.marks) wanted.push(mark === 1)
    }
    return averagePrecision(far, wanted)
  }
  return {
    name: `pixel AP (at ${maskSide} × ${maskSide})`,
    measured: interval(scored, (row) => row.group, precision, drawing),
    n: scored.length,
    groups: new Set(scored.map((row) => row.group)).size,
  }
}

/** What a head said of a view, and what is true, by the place among its classes. */
interface Told {
  readonly said: number
  readonly wanted: number
  readonly group: string
}

/** How well a head tells its classes apart, each counting alike. */
function headFigure(
  name: string,
  rows: readonly Told[],
  { classes, setting }: { readonly classes: number; readonly setting: Setting },
): Figure[] {
  if (rows.length === 0) return []
  const f1 = (some: readonly Told[]) =>
    macroF1(
      some.map((one) => one.said),
      some.map((one) => one.wanted),
      classes,
    )
  const groups = new Set(rows.map((row) => row.group)).size
  return [{ name, measured: interval(rows, (row) => row.group, f1, setting.drawing), n: rows.length, groups }]
}

function severityFigures(scored: readonly Twin[], setting: Setting): Figure[] {
  const rows = scored.flatMap((twin) => {
    const said = severitySaid(twin)
    return said ? [{ ...said, group: twin.group }] : []
  })
  return headFigure('severity, macro-F1', rows, { classes: 3, setting })
}

/** Of the damaged views in which anything was found: which type the surest finding says. */
function typeFigures(scored: readonly Twin[], setting: Setting): Figure[] {
  const rows = scored.flatMap((twin) => typeSaid(twin) ?? [])
  const right = (some: readonly Told[]) => mean(some.map(({ said, wanted }) => (said === wanted ? 1 : 0)))
  const groups = new Set(rows.map((row) => row.group)).size
  if (rows.length === 0) return []
  return [
    {
      name: 'found damage of which the surest finding names the type',
      ...{ measured: interval(rows, (row) => row.group, right, setting.drawing), n: rows.length, groups },
    },
    ...headFigure('type of the surest finding, macro-F1', rows, { classes: findingTypes.length, setting }),
  ]
}

/** One diagram a head: severity, overall and by material, and the findings it would show. */
function reliabilities(scored: readonly Twin[]): Reliability[] {
  const severity = (rows: readonly Twin[]) => rows.flatMap((twin) => severitySaid(twin) ?? [])
  return [
    reliabilityOf('Severity on made defects', 'reliability-severity.svg', severity(scored)),
    ...Object.entries(materials).map(([key, name]) =>
      reliabilityOf(
        `Severity on ${name}`,
        `reliability-severity-${name}.svg`,
        severity(scored.filter((twin) => twin.material === key)),
      ),
    ),
    reliabilityOf('Findings on made defects', 'reliability-findings.svg', spoken(scored)),
  ].filter(({ n }) => n > 0)
}

/** Types that never said anything here. */
function silentOnes(scored: readonly Twin[]): string[] {
  const said = new Set(scored.flatMap(({ told }) => told.seen.differences.map((each) => each.type)))
  const silent = findingTypes.filter((type) => !said.has(type))
  return silent.length === 0 ? [] : [`No finding of these types was shown at all: ${silent.join(', ')}.`]
}
