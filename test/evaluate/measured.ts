import { join } from 'node:path'
import { keptIn } from './kept.ts'
import { type Network, networkOf } from './network.ts'
import { type NoPack, type Pack, readFolder, readPack } from './pack.ts'
import type { Setting } from './protocol.ts'
import type { Report, Row } from './report.ts'
import { drawnRow } from './rows/drawn.ts'
import { gradedRow } from './rows/graded.ts'
import { juiceRow } from './rows/juice.ts'
import { labelsRow } from './rows/labels.ts'
import { madeRow } from './rows/made.ts'
import { pairsRow } from './rows/pairs.ts'
import { paperRow } from './rows/paper.ts'
import { smallRow } from './rows/small.ts'
import { cookiesRow, toyRow } from './rows/toy.ts'
import type { RowName, Wish } from './wish.ts'

/** What a row needs; `made` and `items` are the workshop's folders, the others are packs under `eval/`. */
interface Plan {
  readonly set: string
  readonly packs: readonly string[]
  measure(packs: readonly Pack[], setting: Setting, network: Network, weights: string): Promise<Row>
}

const plans: Readonly<Record<RowName, Plan>> = {
  toy: one('toy_missing_parts', toyRow),
  paper: one('paper_surfaces', paperRow),
  cookies: one('cookies', cookiesRow),
  pairs: one('aligned_pairs', pairsRow),
  made: one('made', madeRow, 'made defects'),
  graded: {
    ...{ set: 'graded made items', packs: ['items'] },
    measure: ([items], setting, network, weights) => gradedRow(items!, setting, network, weights),
  },
  drawn: {
    ...{ set: 'drawn items', packs: [] },
    measure: (_none, setting, network) => drawnRow(setting, network),
  },
  small: {
    ...{ set: 'drawn items, small damage', packs: [] },
    measure: (_none, setting, network) => smallRow(setting, network),
  },
  juice: one('grocery_juice', juiceRow),
  labels: { set: 'confirmed labels', packs: ['toy_missing_parts', 'paper_surfaces'], measure: labelsRow },
}

function one(
  pack: string,
  measure: (pack: Pack, setting: Setting, network: Network) => Promise<Row>,
  set = pack,
): Plan {
  return { set, packs: [pack], measure: ([only], setting, network) => measure(only!, setting, network) }
}

/** Measures the wished rows in order; a pack that is not there makes a row that says so. Throws BAD_INPUT for weights that fail a check. */
export async function measured(
  wish: Wish,
  pathOf: (folder: string) => string,
  progress: (line: string) => void,
): Promise<Report> {
  const weights = pathOf(wish.weights)
  const network = await networkOf(weights)
  const setting: Setting = {
    seed: 41,
    repeats: wish.quick ? 1 : 3,
    drawing: { draws: wish.quick ? 100 : 400, seed: 43 },
    most: wish.quick ? 40 : Number.POSITIVE_INFINITY,
    progress,
  }
  const head = { model: network.model, sha256: network.sha256, quick: wish.quick }
  const kept = keptIn(wish.keep === undefined ? undefined : pathOf(wish.keep), head)
  const folders = new Map([
    ['made', pathOf(wish.made ?? '.regrade/training/made')],
    ['items', pathOf(wish.items ?? '.regrade/training/items')],
  ])
  const rows: Row[] = []
  for (const name of wish.only) {
    const before = kept.find(name)
    if (before) {
      rows.push(before)
      continue
    }
    const { set, packs, measure } = plans[name]
    const read = await Promise.all(
      packs.map((pack) => {
        const folder = folders.get(pack)
        return folder ? readFolder(folder) : readPack(join(pathOf(wish.packs), 'eval', `${pack}.tar`))
      }),
    )
    const missing = read.find((pack): pack is NoPack => 'missing' in pack)
    const there = read.filter((pack): pack is Pack => !('missing' in pack))
    progress(missing ? `${set}: not measured` : `${set}: measuring`)
    const row = missing
      ? { row: name, set, protocol: '', by: '', figures: [], notMeasured: missing.missing }
      : await measure(there, setting, network, weights)
    kept.add(row)
    rows.push(row)
  }
  return { ...head, rows }
}
