import { compare, memoryName, teach } from '../compared.ts'
import type { Pack } from '../pack.ts'
import { borderOnly, rasterOf } from '../photos.ts'
import { figureOf, overBlocks, type Scored, type Setting } from '../protocol.ts'
import type { Figure, Row } from '../report.ts'
import { auroc } from '../statistics/ranking.ts'

/** The materials the issue names, as the workshop writes them. */
const materials: Readonly<Record<string, string>> = { clothing: 'clothing', packaging_glass: 'glass' }

interface Twin extends Scored {
  readonly type: string
  readonly material: string
}

/** Made defects on glass and unseen people's clothing: each view and its whole twin against one other photograph of the whole. */
export async function madeRow(pack: Pack, setting: Setting): Promise<Row> {
  const { scored, control } = await twinsOf(pack, setting)
  const figure = (name: string, keep: (twin: Twin) => boolean, target?: Figure['target']): Figure[] => {
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
    by: memoryName,
    figures: [
      ...figure('image AUROC', () => true, { first: 0.846, reach: 0.92, aim: 0.96 }),
      ...Object.entries(materials).flatMap(([key, name]) =>
        figure(`${name}, AUROC`, (twin) => twin.material === key),
      ),
      ...types.flatMap((type) => figure(`${type}, AUROC`, (twin) => twin.type === type)),
    ],
    notes: ['The defects are made by code. Twins share everything but the defect, the border included.'],
  }
}

async function twinsOf(pack: Pack, setting: Setting): Promise<{ scored: Twin[]; control: Twin[] }> {
  const pairs = [...Map.groupBy(pack.rows, (row) => row.pair ?? '').values()].slice(0, setting.most)
  const [scored, control]: [Twin[], Twin[]] = [[], []]
  for (const [k, rows] of pairs.entries()) {
    const view = async (role: string) => {
      const file = rows.find((row) => row.role === role)?.file ?? ''
      return { raster: await rasterOf(pack.files.get(file)!) }
    }
    const reference = await view('reference')
    const [taught, border] = [teach([reference]), teach([borderOnly(reference)])]
    for (const role of ['damaged', 'whole']) {
      const seen = await view(role)
      const { type = '', material = '', group = '' } = rows[0] ?? {}
      const facts = { wanted: role === 'damaged', group, block: 'all', type, material }
      scored.push({ ...facts, scores: [compare(seen, taught).score] })
      control.push({ ...facts, scores: [compare(borderOnly(seen), border).score] })
    }
    if (k % 20 === 19) setting.progress(`made: ${k + 1} of ${pairs.length} pairs`)
  }
  return { scored, control }
}
