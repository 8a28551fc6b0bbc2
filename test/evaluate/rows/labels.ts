import type { ItemFeatures } from '../../../main/kernel/learnt.ts'
import { itemBlocks, itemFeatures, viewsFeatures } from '../../../models/learning/features.ts'
import { fewDrawn, fewLabels } from '../../../models/learning/few-labels.ts'
import { shrunk } from '../../../models/picture/raster.ts'
import { besideUnits, foundBeside, placed, teach, without } from '../compared.ts'
import type { Network } from '../network.ts'
import type { Pack } from '../pack.ts'
import { borderOnly, type ItemView } from '../photos.ts'
import { figureOf, oftenOfFew, overBlocks, type Scored, type Setting } from '../protocol.ts'
import type { Figure, Row } from '../report.ts'
import { auroc } from '../statistics/ranking.ts'
import { sheetsOf } from './paper.ts'
import type { Known } from './ranked.ts'
import { itemsOf } from './toy.ts'

/** Pixels on the longer side at which colour and texture are pooled. */
const side = 224
/** By set and labels a class; `first` is what the first study reached with a head of its own. */
const targets: Readonly<Record<'toy' | 'paper', Readonly<Record<number, Figure['target']>>>> = {
  toy: { 5: { first: 0.9, reach: 0.95, aim: 0.99 }, 20: { first: 0.97, reach: 0.98, aim: 1 } },
  paper: { 5: { first: 0.98, reach: 0.95, aim: 0.99 }, 20: { first: 1, reach: 0.98, aim: 1 } },
}

/** How many times the draws of other rows; a draw of paper costs no look, and with five of three hundred crops is luck. */
const often = { toy: oftenOfFew, paper: 7 }

type Side = 'item' | 'border'

interface Learner {
  readonly group: string
  readonly wanted: boolean
  readonly view: Readonly<Record<Side, ItemView>>
  readonly features: Readonly<Record<Side, ItemFeatures>>
}

/** What the station learns from a few confirmed labels: a linear head, fitted and scored on different groups. */
export async function labelsRow(packs: readonly Pack[], setting: Setting, network: Network): Promise<Row> {
  const figures: Figure[] = []
  // twenty labels a class of a few pictures would leave nothing to score
  const unlimited = { ...setting, most: Number.POSITIVE_INFINITY }
  for (const pack of packs) {
    const set = pack.name === 'paper_surfaces' ? 'paper' : 'toy'
    const paper = set === 'paper'
    const known = paper ? await sheetsOf(pack, unlimited) : (await itemsOf(pack, unlimited)).known
    const learners = await learnersOf(known, setting, network)
    for (const perClass of [5, 20]) {
      setting.progress(`labels: ${pack.name}, ${perClass} a class`)
      const drawn = { ...setting, repeats: often[set] * setting.repeats }
      // a crop out of a sheet lies nowhere, so places mean nothing, nor do those of its border
      const scored = (of: Side) =>
        heldOut(learners, of, { perClass, setting: drawn, network, places: !paper })
      const control = await scored('border')
      const how = { control, measure: overBlocks(auroc), drawing: setting.drawing }
      const target = targets[set][perClass]
      figures.push(
        figureOf(`${set}, ${perClass} a class`, await scored('item'), {
          ...how,
          ...(target ? { target } : {}),
        }),
      )
    }
  }
  return {
    row: 'labels',
    set: 'confirmed labels',
    protocol: `a linear head on pooled features; toy pictures are groups of their own, crops of one sheet are a group; labels drawn ${often.toy * setting.repeats} times of the toy, ${often.paper * setting.repeats} times of paper`,
    by: "the station's head (models/learning) on patches, colour, texture and what was found beside the whole ones labelled",
    figures,
  }
}

async function learnersOf(known: readonly Known[], setting: Setting, network: Network): Promise<Learner[]> {
  const learners: Learner[] = []
  for (const { view: item, wanted, group } of known) {
    const view = { item, border: borderOnly(item) }
    const features = {
      item: await featuresOf(view.item, network),
      border: await featuresOf(view.border, network),
    }
    learners.push({ group, wanted, view, features })
    if (learners.length % 50 === 0) setting.progress(`labels: ${learners.length} of ${known.length} pictures`)
  }
  return learners
}

async function featuresOf(view: ItemView, network: Network): Promise<ItemFeatures> {
  const { raster, mask } = view
  const pixels = Uint8Array.from(raster.pixels)
  if (mask) for (let at = 0; at < mask.length; at++) if (mask[at]! < 128) pixels.fill(128, at * 3, at * 3 + 3)
  const picture = shrunk({ ...raster, pixels }, side)
  const embedding = await network.embeddingOf(view)
  return viewsFeatures('pack', [{ embedding, picture, cut: mask !== undefined }])
}

interface Labelling {
  readonly perClass: number
  readonly setting: Setting
  readonly network: Network
  /** Whether items may lie over each other, so that whole ones are remembered by place. */
  readonly places: boolean
}

/** Scores of the items no label was drawn of; the whole ones drawn are the memory of the round, as confirmed good units are. */
async function heldOut(
  learners: readonly Learner[],
  of: Side,
  { perClass, setting, network, places }: Labelling,
): Promise<Scored[]> {
  const rows = learners.map((one) => ({
    label: one.wanted ? (1 as const) : (0 as const),
    features: one.features[of].values,
    unit: one.group,
    session: `session of ${one.group}`,
  }))
  const draws = fewDrawn(rows, { perClass, rounds: setting.repeats, seed: setting.seed })
  const vectors: Float32Array[][] = []
  for (const drawn of draws)
    vectors.push(drawn ? await rememberedBy(learners, { drawn, of, network, places }) : [])
  const scores = learners.map(() => Array<number>(setting.repeats).fill(Number.NaN))
  const reading = {
    blocks: itemBlocks(vectors.find((round) => round.length > 0)?.[0]?.length ?? 0),
    seenIn: (round: number, row: number) => vectors[round]![row]!,
  }
  for (const { row, round, score } of fewLabels(rows, draws, reading)) scores[row]![round] = score
  return learners.map(({ wanted, group }, i) => ({ wanted, group, block: 'all', scores: scores[i]! }))
}

interface Remembering extends Pick<Labelling, 'network' | 'places'> {
  readonly drawn: readonly number[]
  readonly of: Side
}

/** Every item's vector as the station keeps it, with what was found beside the whole units drawn; they themselves are looked at beside the others. */
async function rememberedBy(
  learners: readonly Learner[],
  { drawn, of, network, places }: Remembering,
): Promise<Float32Array[]> {
  const plain = () => learners.map((one) => itemFeatures(one.features[of], { findings: [] }).values)
  if (!places) return plain()
  const whole = drawn.filter((i) => !learners[i]!.wanted)
  const taught = await teach(
    whole.map((i) => learners[i]!.view[of]),
    network,
  )
  // without places a word of the memory takes a second a picture, and is a hint at most
  if (!placed(taught)) return plain()
  const vectors: Float32Array[] = []
  for (const [i, one] of learners.entries()) {
    const own = whole.indexOf(i)
    const view = { ...one.view[of], scale: 1 }
    const beside = await besideUnits(view, 'top', own < 0 ? taught : without(taught, own))
    vectors.push(itemFeatures(one.features[of], foundBeside([beside], network)).values)
  }
  return vectors
}
