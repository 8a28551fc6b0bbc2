import { memoryName, networkName } from '../compared.ts'
import type { Network } from '../network.ts'
import type { Pack } from '../pack.ts'
import { cut, rasterOf } from '../photos.ts'
import { figureOf, oftenOfFew, overBlocks, type Setting } from '../protocol.ts'
import type { Figure, Row } from '../report.ts'
import { auroc, falseAlarmsAt } from '../statistics/ranking.ts'
import { type Known, type Ranked, ranked } from './ranked.ts'
import { someOf } from './some.ts'

const protocol =
  'cut out, registered, 4 references; each picture is a group of its own, for all are of one toy'

/** One toy, whole or with parts missing: told by comparison with four whole pictures of it. */
export async function toyRow(pack: Pack, setting: Setting, network: Network): Promise<Row> {
  const { known, notes } = await itemsOf(pack, setting)
  const told = await ranked(known, { row: 'toy', count: 4, setting: often(setting), network })
  const { scored, control } = told
  const same = { control: control.score, drawing: setting.drawing }
  const alarms = overBlocks((scores, wanted) => falseAlarmsAt(scores, wanted, 0.95))
  return {
    row: 'toy',
    set: 'toy_missing_parts',
    protocol: `${protocol}; drawn ${often(setting).repeats} times`,
    by: memoryName,
    figures: [
      figureOf('AUROC', scored.score, {
        ...same,
        measure: overBlocks(auroc),
        target: { first: 0.96, reach: 0.97, aim: 0.99 },
      }),
      figureOf('FPR at TPR 0.95', scored.score, {
        ...same,
        measure: alarms,
        target: { aim: 0.1 },
        falling: true,
      }),
      byNetwork({ scored, control }, setting),
    ],
    notes: [...notes, laid(told)],
  }
}

/** Broken and whole cookies, everything outside the item grey, sixteen references. */
export async function cookiesRow(pack: Pack, setting: Setting, network: Network): Promise<Row> {
  const { known, notes } = await itemsOf(pack, setting)
  const told = await ranked(known, { row: 'cookies', count: 16, setting: often(setting), network })
  const { scored, control } = told
  const target = { first: 0.95, reach: 0.95, aim: 0.99 }
  return {
    row: 'cookies',
    set: 'cookies',
    protocol: `everything outside the item set to grey, 16 references, drawn ${often(setting).repeats} times`,
    by: memoryName,
    figures: [
      figureOf('AUROC', scored.score, {
        ...{ control: control.score, drawing: setting.drawing, measure: overBlocks(auroc), target },
      }),
      byNetwork({ scored, control }, setting),
    ],
    notes: [...notes, laid(told)],
  }
}

function often(setting: Setting): Setting {
  return { ...setting, repeats: oftenOfFew * setting.repeats }
}

/** The network alone beside four of the references, for whom no spread of whole units is needed. */
function byNetwork({ scored, control }: Pick<Ranked, 'scored' | 'control'>, { drawing }: Setting): Figure {
  const how = { control: control.difference, drawing, measure: overBlocks(auroc) }
  return figureOf(`AUROC of ${networkName}s`, scored.difference, how)
}

const laid = ({ registered, compared }: Ranked) =>
  `${Math.round(registered * 100)} % of the ${compared} views compared, in all draws of references, lay over their reference. The memory's floor and radius were chosen by looking at this set, on the toy what a step beside costs and how its banks are joined, and on the cookies how light the memory takes what is not item.`

/** The pictures of a pack cut out, and how often that could be told. */
export async function itemsOf(pack: Pack, setting: Setting): Promise<{ known: Known[]; notes: string[] }> {
  const told = { item: 0, two: 0, untold: 0 }
  const known: Known[] = []
  for (const { file = '', defect } of someOf(pack.rows, setting, pack.name)) {
    const found = cut(await rasterOf(pack.files.get(file)!))
    told[found.told] += 1
    known.push({ view: found.view, wanted: defect === '1', group: file, block: pack.name })
  }
  const notes = [
    `Of ${known.length} pictures cut out as one item: ${told.item}; as two, all pieces kept: ${told.two}; not told from the bench, taken whole: ${told.untold}.`,
  ]
  return { known, notes }
}
