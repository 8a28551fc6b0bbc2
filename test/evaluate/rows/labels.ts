import { viewsFeatures } from '../../../models/learning/features.ts'
import { fewLabels } from '../../../models/learning/few-labels.ts'
import { shrunk } from '../../../models/picture/raster.ts'
import type { Network } from '../network.ts'
import type { Pack } from '../pack.ts'
import { borderOnly, type ItemView } from '../photos.ts'
import { figureOf, overBlocks, type Scored, type Setting } from '../protocol.ts'
import type { Figure, Row } from '../report.ts'
import { auroc } from '../statistics/ranking.ts'
import { sheetsOf } from './paper.ts'
import type { Known } from './ranked.ts'
import { itemsOf } from './toy.ts'

/** Pixels on the longer side at which colour and texture are pooled. */
const side = 224
const targets: Readonly<Record<number, Figure['target']>> = {
  5: { first: 0.9, reach: 0.95, aim: 0.99 },
  20: { first: 0.97, reach: 0.98, aim: 1 },
}

interface Learner {
  readonly group: string
  readonly wanted: boolean
  readonly item: Float32Array
  readonly border: Float32Array
}

/** What the station learns from a few confirmed labels: a linear head, fitted and scored on different groups. */
export async function labelsRow(packs: readonly Pack[], setting: Setting, network: Network): Promise<Row> {
  const figures: Figure[] = []
  // twenty labels a class of a few pictures would leave nothing to score
  const unlimited = { ...setting, most: Number.POSITIVE_INFINITY }
  for (const pack of packs) {
    const paper = pack.name === 'paper_surfaces'
    const known = paper ? await sheetsOf(pack, unlimited) : (await itemsOf(pack, unlimited)).known
    const learners = await learnersOf(known, setting, network)
    for (const perClass of [5, 20]) {
      setting.progress(`labels: ${pack.name}, ${perClass} a class`)
      const scored = (of: 'item' | 'border') => heldOut(learners, of, { perClass, setting })
      const control = scored('border')
      const how = { control, measure: overBlocks(auroc), drawing: setting.drawing }
      const target = targets[perClass]
      figures.push(
        figureOf(`${paper ? 'paper' : 'toy'}, ${perClass} a class`, scored('item'), {
          ...how,
          ...(target ? { target } : {}),
        }),
      )
    }
  }
  return {
    row: 'labels',
    set: 'confirmed labels',
    protocol:
      'a linear head on pooled features; toy pictures are groups of their own, crops of one sheet are a group',
    by: "the station's head (models/learning) on the embedding, colour and texture",
    figures,
  }
}

async function learnersOf(known: readonly Known[], setting: Setting, network: Network): Promise<Learner[]> {
  const learners: Learner[] = []
  for (const { view, wanted, group } of known) {
    const [item, border] = [await featuresOf(view, network), await featuresOf(borderOnly(view), network)]
    learners.push({ group, wanted, item, border })
    if (learners.length % 50 === 0) setting.progress(`labels: ${learners.length} of ${known.length} pictures`)
  }
  return learners
}

async function featuresOf(view: ItemView, network: Network): Promise<Float32Array> {
  const { raster, mask } = view
  const pixels = Uint8Array.from(raster.pixels)
  if (mask) for (let at = 0; at < mask.length; at++) if (mask[at]! < 128) pixels.fill(128, at * 3, at * 3 + 3)
  const picture = shrunk({ ...raster, pixels }, side)
  const embedding = await network.embeddingOf(view)
  return viewsFeatures('pack', [{ embedding, picture, cut: mask !== undefined }]).values
}

function heldOut(
  learners: readonly Learner[],
  of: 'item' | 'border',
  { perClass, setting }: { readonly perClass: number; readonly setting: Setting },
): Scored[] {
  const rows = learners.map((one) => ({
    label: one.wanted ? (1 as const) : (0 as const),
    features: one[of],
    unit: one.group,
    session: `session of ${one.group}`,
  }))
  const scores = learners.map(() => Array<number>(setting.repeats).fill(Number.NaN))
  for (const { row, round, score } of fewLabels(rows, {
    perClass,
    rounds: setting.repeats,
    seed: setting.seed,
  }))
    scores[row]![round] = score
  return learners.map((one, i) => ({
    wanted: one.wanted,
    group: one.group,
    block: 'all',
    scores: scores[i]!,
  }))
}
