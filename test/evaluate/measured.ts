import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { keptIn } from './kept.ts'
import { type Network, networkOf } from './network.ts'
import { type NoPack, noFolder, noTar, type Pack, readFolder, readPack } from './pack.ts'
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

/** Where the packs lie. */
interface Places {
  readonly packs: string
  readonly folders: ReadonlyMap<string, string>
}

/**
 * Measures the wished rows in order. What is missing is said before anything is measured; its rows say so too, the others are
 * measured. Throws BAD_INPUT for weights that fail a check.
 */
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
  const head = { packs: network.packs, quick: wish.quick }
  const kept = keptIn(wish.keep === undefined ? undefined : pathOf(wish.keep), head)
  const places = placesOf(wish, pathOf)
  const names = wish.only.filter((name) => !kept.find(name))
  for (const line of missingBefore(names, places)) progress(line)
  const rows: Row[] = []
  for (const name of wish.only) {
    const before = kept.find(name)
    const row = before ?? (await rowOf(name, places, { setting, network, weights }))
    if (!before) kept.add(row)
    rows.push(row)
  }
  return { ...head, rows }
}

function placesOf({ packs, made, items }: Wish, pathOf: (folder: string) => string): Places {
  return {
    packs: pathOf(packs),
    folders: new Map([
      ['made', pathOf(made ?? '.regrade/training/made')],
      ['items', pathOf(items ?? '.regrade/training/items')],
    ]),
  }
}

/** What is missing of the rows' packs, a line each with the rows that want it; said at once, for measuring takes an hour. */
function missingBefore(names: readonly RowName[], { packs, folders }: Places): string[] {
  const wanted = names.flatMap((name) => plans[name].packs.map((pack) => ({ pack, set: plans[name].set })))
  const missing = wanted.flatMap(({ pack, set }) => {
    const [folder, tar] = [folders.get(pack), join(packs, 'eval', `${pack}.tar`)]
    if (existsSync(folder === undefined ? tar : join(folder, 'manifest.csv'))) return []
    return [{ set, why: folder === undefined ? noTar(tar) : noFolder(folder) }]
  })
  const lines = [...Map.groupBy(missing, ({ why }) => why)].map(
    ([why, rows]) => `${rows.map(({ set }) => set).join(', ')}: will not be measured: ${why}`,
  )
  const left = names.length - new Set(missing.map(({ set }) => set)).size
  return lines.length === 0 ? [] : [...lines, `The other ${left} of ${names.length} rows are measured now.`]
}

async function rowOf(
  name: RowName,
  { packs: folder, folders }: Places,
  {
    setting,
    network,
    weights,
  }: { readonly setting: Setting; readonly network: Network; readonly weights: string },
): Promise<Row> {
  const { set, packs, measure } = plans[name]
  const read = await Promise.all(
    packs.map((pack) => {
      const made = folders.get(pack)
      return made === undefined ? readPack(join(folder, 'eval', `${pack}.tar`)) : readFolder(made)
    }),
  )
  const missing = read.find((pack): pack is NoPack => 'missing' in pack)
  const there = read.filter((pack): pack is Pack => !('missing' in pack))
  setting.progress(missing ? `${set}: not measured` : `${set}: measuring`)
  return missing
    ? { row: name, set, protocol: '', by: '', figures: [], notMeasured: missing.missing }
    : measure(there, setting, network, weights)
}
