import { type Damage, damageIn, type Island, islandsOf } from '../../../models/onnx/islands.ts'
import { networkName } from '../compared.ts'
import type { Network } from '../network.ts'
import type { Pack } from '../pack.ts'
import { borderOnly, type ItemView, rasterOf, squareAt } from '../photos.ts'
import { figureOf, type Setting } from '../protocol.ts'
import type { Figure, Row } from '../report.ts'
import { type BoxedPicture, boxPrecision, type Proposal } from '../statistics/boxes.ts'

/** Boards are examined in overlapping tiles, for their lines are a few pixels wide. */
const tile = 256
const step = 192
/** Pixels a cell of the network stands for. */
const grain = 8
/** How cells become boxes: which of them are one box, pixels around it. */
interface Boxing {
  readonly joined: (cells: Float32Array, across: number, damage: Damage) => readonly Island[]
  readonly around: number
}
/** Cells that touch, a little wider; chosen on boards of the training part. */
const ownBoxing: Boxing = {
  joined: (cells, across, { within, threshold }) => islandsOf(cells, across, { within, threshold }),
  around: 4,
}
/** As a station makes findings of cells (models/onnx/differences.ts). */
const asStation: Boxing = { joined: damageIn, around: 0 }

/** Faults on boards, boxed: each board against its own clean template. */
export async function pairsRow(pack: Pack, setting: Setting, network: Network): Promise<Row> {
  const boards = [...Map.groupBy(pack.rows, (row) => row.pair ?? '')].slice(0, setting.most)
  const pictures: Board[] = []
  for (const [pair, rows] of boards) {
    const view = async (kind: string): Promise<ItemView> => {
      const file = rows.find((row) => row.kind === kind)?.file ?? ''
      return { raster: await rasterOf(pack.files.get(file)!) }
    }
    const [test, template] = [await view('test'), await view('template')]
    const truths = truthsOf(pack.files.get(`${pair}.txt`)?.toString('utf8') ?? '')
    pictures.push({
      pair,
      truths,
      seen: await mapOf(test, template, network),
      border: await mapOf(borderOnly(test), borderOnly(template), network),
    })
    if (pictures.length % 10 === 0) setting.progress(`pairs: ${pictures.length} of ${boards.length}`)
  }
  const { threshold: least, edge } = network
  const of = { pictures, setting, least, edge }
  return {
    row: 'pairs',
    set: 'aligned_pairs',
    protocol: `1 reference (the board's template), tiles of ${tile} px, boxes found; boards are the groups`,
    by: networkName,
    figures: [
      { ...figure('AP50', ownBoxing, of), target: { reach: 0.8, aim: 0.95 } },
      figure('AP50, boxes as the station makes them', asStation, of),
    ],
    notes: [
      'A board fills its picture, so the border strips hold board too; faults in the middle cannot be found there.',
      `Cells count from ${least} on, the threshold that ships. AP50 takes those that touch as one box and makes it ${ownBoxing.around} pixels wider on each side, chosen on boards of the training part; the second figure makes boxes as the station makes findings of cells (FI1): with the fainter cells that touch, and nothing wider.`,
      'A station finds by type, on crops of an item and not on tiles; its own findings on boards are not measured.',
    ],
  }
}

/** A board: its faults, and where the network calls it damaged. */
interface Board {
  readonly pair: string
  readonly truths: BoxedPicture['truths']
  readonly seen: BoardMap
  readonly border: BoardMap
}

interface BoardMap {
  readonly cells: Float32Array
  readonly across: number
}

interface Measuring extends Counting {
  readonly pictures: readonly Board[]
  readonly setting: Setting
}

interface Counting extends Pick<Network, 'edge'> {
  /** The chance from which a cell counts. */
  readonly least: number
}

/** The average precision of boxes made one way, counted in faults; boards are the groups. */
function figure(name: string, boxing: Boxing, { pictures, setting, ...counting }: Measuring): Figure {
  const boxed = (which: 'seen' | 'border') =>
    pictures.map((board) => ({
      ...{ group: board.pair, truths: board.truths, proposals: boxesIn(board[which], boxing, counting) },
    }))
  const measure = (some: ReturnType<typeof boxed>) => boxPrecision(some, 0.5)
  const how = { measure, control: boxed('border'), drawing: setting.drawing }
  const n = pictures.reduce((sum, { truths }) => sum + truths.length, 0)
  return { ...figureOf(name, boxed('seen'), how), n }
}

function truthsOf(text: string): BoxedPicture['truths'] {
  const lines = text.split('\n').map((line) => line.trim().split(/\s+/).map(Number))
  return lines
    .filter((line) => line.length >= 4)
    .map(([x1 = 0, y1 = 0, x2 = 0, y2 = 0]) => ({ x1, y1, x2, y2 }))
}

/** What the network calls damage, the tiles' maps joined by their larger value. */
async function mapOf(test: ItemView, template: ItemView, network: Network): Promise<BoardMap> {
  const { width, height } = test.raster
  const [across, down] = [Math.ceil(width / grain), Math.ceil(height / grain)]
  const cells = new Float32Array(across * down)
  for (const top of startsIn(height))
    for (const left of startsIn(width)) {
      const [crop, beside] = [test, template].map((view) => squareAt(view, { left, top, side: tile }))
      const { difference } = await network.beside(crop!, [await network.patchesOf(beside!)], true)
      layOver(cells, across, { difference, left: left / grain, top: top / grain })
    }
  return { cells, across }
}

function boxesIn(
  { cells, across }: BoardMap,
  { joined, around }: Boxing,
  { least, edge }: Counting,
): Proposal[] {
  const within = { left: 0, top: 0, right: across, bottom: cells.length / across }
  return joined(cells, across, { within, threshold: least, edge }).map((island) => ({
    x1: island.left * grain - around,
    y1: island.top * grain - around,
    x2: island.right * grain + around,
    y2: island.bottom * grain + around,
    score: island.score,
  }))
}

function layOver(
  map: Float32Array,
  across: number,
  {
    difference,
    left,
    top,
  }: { readonly difference: Float32Array; readonly left: number; readonly top: number },
): void {
  const side = tile / grain
  for (const [cell, value] of difference.entries()) {
    const [x, y] = [left + (cell % side), top + Math.floor(cell / side)]
    const at = y * across + x
    if (x < across && at < map.length) map[at] = Math.max(map[at]!, value)
  }
}

function startsIn(length: number): number[] {
  const last = Math.max(0, length - tile)
  return [...new Set(Array.from({ length: Math.ceil(last / step) + 1 }, (_, k) => Math.min(last, k * step)))]
}
