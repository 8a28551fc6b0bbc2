import { islandsOf } from '../../../models/onnx/islands.ts'
import { networkName } from '../compared.ts'
import type { Network } from '../network.ts'
import type { Pack } from '../pack.ts'
import { borderOnly, type ItemView, rasterOf, squareAt } from '../photos.ts'
import type { Setting } from '../protocol.ts'
import type { Row } from '../report.ts'
import { interval } from '../statistics/bootstrap.ts'
import { type BoxedPicture, boxPrecision, type Proposal } from '../statistics/boxes.ts'

/** Boards are examined in overlapping tiles, for their lines are a few pixels wide. */
const tile = 256
const step = 192
/** Pixels a cell of the network stands for. */
const grain = 8
/** Chance from which a cell counts, and pixels around a box: chosen on boards of the training part. */
const least = 0.3
const around = 4

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
      seen: { truths, proposals: await proposals(test, template, network) },
      border: { truths, proposals: await proposals(borderOnly(test), borderOnly(template), network) },
    })
    if (pictures.length % 10 === 0) setting.progress(`pairs: ${pictures.length} of ${boards.length}`)
  }
  const ap50 = (of: (board: Board) => BoxedPicture) =>
    interval(
      pictures,
      (one) => one.pair,
      (some) => boxPrecision(some.map(of), 0.5),
      setting.drawing,
    )
  return {
    row: 'pairs',
    set: 'aligned_pairs',
    protocol: `1 reference (the board's template), tiles of ${tile} px, boxes found; boards are the groups`,
    by: networkName,
    figures: [
      {
        name: 'AP50',
        measured: ap50((board) => board.seen),
        control: ap50((board) => board.border),
        n: pictures.reduce((sum, one) => sum + one.seen.truths.length, 0),
        groups: pictures.length,
        target: { reach: 0.8, aim: 0.95 },
      },
    ],
    notes: [
      'A board fills its picture, so the border strips hold board too; faults in the middle cannot be found there.',
    ],
  }
}

interface Board {
  readonly pair: string
  readonly seen: BoxedPicture
  readonly border: BoxedPicture
}

function truthsOf(text: string): BoxedPicture['truths'] {
  const lines = text.split('\n').map((line) => line.trim().split(/\s+/).map(Number))
  return lines
    .filter((line) => line.length >= 4)
    .map(([x1 = 0, y1 = 0, x2 = 0, y2 = 0]) => ({ x1, y1, x2, y2 }))
}

/** Boxes around what the network calls damage, the tiles' maps joined by their larger value. */
async function proposals(test: ItemView, template: ItemView, network: Network): Promise<Proposal[]> {
  const { width, height } = test.raster
  const [across, down] = [Math.ceil(width / grain), Math.ceil(height / grain)]
  const map = new Float32Array(across * down)
  for (const top of startsIn(height))
    for (const left of startsIn(width)) {
      const [crop, beside] = [test, template].map((view) => squareAt(view, { left, top, side: tile }))
      const { difference } = await network.beside(crop!, [await network.patchesOf(beside!)], true)
      layOver(map, across, { difference, left: left / grain, top: top / grain })
    }
  const within = { left: 0, top: 0, right: across, bottom: down }
  return islandsOf(map, across, { within, threshold: least }).map((island) => ({
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
