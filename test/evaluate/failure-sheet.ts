import sharp from 'sharp'
import type { Sheet } from './report.ts'
import type { DrawnView } from './rows/drawn.ts'

const [columns, width, height, gap] = [4, 300, 169, 6]
/** Pictures of each kind of failure. */
const most = 8

/** The damaged views that look most whole to the network, and the whole ones that look most damaged, as one picture. */
export async function sheetOf(views: readonly DrawnView[]): Promise<Sheet> {
  const byDifference = views.toSorted((a, b) => a.told.difference - b.told.difference)
  const missed = worst(byDifference.filter(({ damage }) => damage !== undefined))
  const alarms = worst(byDifference.filter(({ damage }) => damage === undefined).toReversed())
  const shown = [...missed, ...alarms]
  const picture = sharp({
    create: {
      ...{ width: columns * (width + gap) - gap, height: rowsOf(shown.length) * (height + gap) - gap },
      ...{ channels: 3, background: '#ffffff' },
    },
  })
  const tiles = await Promise.all(shown.map(tileOf))
  const jpeg = await picture.composite(tiles).jpeg({ quality: 80 }).toBuffer()
  return {
    title: 'Where it fails',
    file: 'failures.jpg',
    jpeg: jpeg.toString('base64'),
    captions: [
      `Damaged and least told, row by row: ${missed.map(told).join(', ')}.`,
      `Then whole and most suspected: ${alarms.map(told).join(', ')}.`,
    ],
  }
}

/** The first of each item and damage: two photographs of one failure show no more than one. */
function worst(views: readonly DrawnView[]): readonly DrawnView[] {
  const one = Map.groupBy(views, ({ group, damage }) => `${group} ${damage}`)
  return [...one.values()].flatMap((same) => same.slice(0, 1)).slice(0, most)
}

const rowsOf = (count: number) => Math.ceil(count / columns)

async function tileOf({ photo }: DrawnView, at: number) {
  const input = await sharp(photo).resize(width, height, { fit: 'cover' }).png().toBuffer()
  return { input, left: (at % columns) * (width + gap), top: Math.floor(at / columns) * (height + gap) }
}

function told({ kind, damage, told: { difference } }: DrawnView): string {
  return `${kind}${damage ? ` with ${damage.replace('_', ' ')}` : ''} ${difference.toFixed(2)}`
}
