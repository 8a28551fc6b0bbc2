import { islandsOf } from '../../../models/onnx/islands.ts'
import { compare, memoryName, teach } from '../compared.ts'
import type { Pack } from '../pack.ts'
import { borderOnly, type ItemView, partOf, rasterOf } from '../photos.ts'
import type { Setting } from '../protocol.ts'
import type { Row } from '../report.ts'
import { interval } from '../statistics/bootstrap.ts'
import { type BoxedPicture, boxPrecision, type Proposal } from '../statistics/boxes.ts'

/** Boards are examined in overlapping tiles, for their lines are a few pixels wide. */
const tile = 256
const step = 192
/** Pixels a point of the joined map stands for; the memory's own cells are as wide. */
const grain = 8
/** Part of a board's strongest difference from which a point counts; boxes are ranked by their own strength. */
const part = 0.5

/** Faults on boards, boxed: each board against its own clean template. */
export async function pairsRow(pack: Pack, setting: Setting): Promise<Row> {
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
      seen: { truths, proposals: proposals(test, template) },
      border: { truths, proposals: proposals(borderOnly(test), borderOnly(template)) },
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
    by: memoryName,
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

/** Boxes around what differs from the template, the tiles' maps joined by their larger value. */
function proposals(test: ItemView, template: ItemView): Proposal[] {
  const { width, height } = test.raster
  const [across, down] = [Math.ceil(width / grain), Math.ceil(height / grain)]
  const map = new Float32Array(across * down)
  for (const top of startsIn(height))
    for (const left of startsIn(width)) {
      const { at } = compare(partOf(test, left, top, tile), teach([partOf(template, left, top, tile)]))
      for (let i = 0; i < map.length; i++) {
        const [x, y] = [
          (i % across) * grain + grain / 2 - left,
          Math.floor(i / across) * grain + grain / 2 - top,
        ]
        if (x >= 0 && y >= 0 && x < tile && y < tile) map[i] = Math.max(map[i]!, at(x, y))
      }
    }
  const strongest = map.reduce((most, value) => Math.max(most, value), 0)
  if (strongest === 0) return []
  const within = { left: 0, top: 0, right: across, bottom: down }
  return islandsOf(map, across, { within, threshold: part * strongest }).map(
    ({ left, top, right, bottom, score }) => ({
      x1: left * grain,
      y1: top * grain,
      x2: right * grain,
      y2: bottom * grain,
      score,
    }),
  )
}

function startsIn(length: number): number[] {
  const last = Math.max(0, length - tile)
  return [...new Set(Array.from({ length: Math.ceil(last / step) + 1 }, (_, k) => Math.min(last, k * step)))]
}
