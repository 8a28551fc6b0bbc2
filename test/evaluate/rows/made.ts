import type { BesideSeen } from '../../../models/port.ts'
import { type Compared, compare, networkName, teach } from '../compared.ts'
import type { Network } from '../network.ts'
import type { Pack } from '../pack.ts'
import { borderOnly, type ItemView, marksOf, rasterOf } from '../photos.ts'
import { figureOf, overBlocks, type Scored, type Setting } from '../protocol.ts'
import { reliabilitiesOf } from '../reliability.ts'
import type { Figure, Row } from '../report.ts'
import { auroc, averagePrecision } from '../statistics/ranking.ts'
import { headFigures, headsSaid, materials, severities, silentOnes } from './made-heads.ts'

/** Cells a side of the workshop's masks. */
const maskSide = 40

/** One view of a twin, what was said of it and what is true. */
export interface Twin extends Scored {
  readonly type: string
  readonly material: string
  /** 0 none, 1 minor, 2 major. */
  readonly severity: number
  readonly told: Pick<BesideSeen, 'differences' | 'severity'>
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
      pixelFigure(scored, control, setting),
      ...headFigures(scored, control, setting.drawing),
    ],
    notes: [
      'The defects are made by code. Twins share everything but the defect, the border included.',
      ...silentOnes(scored, network.silent),
    ],
    reliability: reliabilitiesOf(headsSaid(scored), setting.drawing),
  }
}

async function twinsOf(pack: Pack, setting: Setting, network: Network) {
  const pairs = [...Map.groupBy(pack.rows, (row) => row.pair ?? '').values()].slice(0, setting.most)
  const [scored, control]: [Twin[], Twin[]] = [[], []]
  for (const [k, rows] of pairs.entries()) {
    const bytes = (role: string) => pack.files.get(rows.find((row) => row.role === role)?.file ?? '')!
    const view = async (role: string) => ({ raster: await rasterOf(bytes(role)) })
    const reference = await view('reference')
    const [taught, border] = [
      await teach([reference], network),
      await teach([borderOnly(reference)], network),
    ]
    const damage = await marksOf(bytes('mask'), maskSide, maskSide)
    for (const wanted of [true, false]) {
      const seen = await view(wanted ? 'damaged' : 'whole')
      const { type = '', material = '', group = '', severity = '' } = rows[0] ?? {}
      const facts = {
        ...{ wanted, group, block: 'all', type, material },
        severity: wanted ? severities.indexOf(severity) : 0,
        marks: wanted ? damage : new Uint8Array(maskSide ** 2),
      }
      scored.push({ ...facts, ...toldOf(await compare(seen, taught), seen) })
      control.push({ ...facts, ...toldOf(await compare(borderOnly(seen), border), seen) })
    }
    if (k % 20 === 19) setting.progress(`made: ${k + 1} of ${pairs.length} pairs`)
  }
  return { scored, control }
}

/** Only what is measured is kept: the patches of a thousand views would fill the memory. */
function toldOf(told: Compared, { raster }: ItemView): Pick<Twin, 'told' | 'scores' | 'far'> {
  const { differences, severity } = told.seen
  return {
    told: { differences, ...(severity ? { severity } : {}) },
    scores: [told.difference],
    far: mapped(told, raster),
  }
}

function mapped(told: Compared, { width, height }: { width: number; height: number }): Float32Array {
  return Float32Array.from({ length: maskSide ** 2 }, (_, i) =>
    told.differenceAt(
      (((i % maskSide) + 0.5) * width) / maskSide,
      ((Math.floor(i / maskSide) + 0.5) * height) / maskSide,
    ),
  )
}

function pixelFigure(scored: readonly Twin[], control: readonly Twin[], setting: Setting): Figure {
  const drawing = { ...setting.drawing, draws: Math.min(50, setting.drawing.draws) }
  const measure = (rows: readonly Twin[]) => {
    const [far, wanted] = [new Float32Array(rows.length * maskSide ** 2), [] as boolean[]]
    for (const [k, row] of rows.entries()) {
      far.set(row.far, k * maskSide ** 2)
      for (const mark of row.marks) wanted.push(mark === 1)
    }
    return averagePrecision(far, wanted)
  }
  return figureOf(`pixel AP (at ${maskSide} × ${maskSide})`, scored, { measure, control, drawing })
}
