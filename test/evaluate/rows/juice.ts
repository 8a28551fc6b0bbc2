import type { Network } from '../network.ts'
import type { Pack } from '../pack.ts'
import { borderOnly, rasterOf } from '../photos.ts'
import { diceFor, drawnFrom, mean, type Setting } from '../protocol.ts'
import type { Figure, Row } from '../report.ts'
import { interval } from '../statistics/bootstrap.ts'
import { auroc } from '../statistics/ranking.ts'

const perProduct = 5

interface Photo {
  readonly sku: string
  readonly group: string
  readonly reference: boolean
  readonly item: Float32Array
  readonly border: Float32Array
}

/** A photo of a product against five of each product, a repeat: the best likeness by product, and which is right. */
interface Asked {
  readonly sku: string
  readonly group: string
  readonly likeness: ReadonlyMap<string, number>
}

/** Cartons nobody trained on: the right product of all, and same or other, from five photos of each taken on another walk. */
export async function juiceRow(pack: Pack, setting: Setting, network: Network): Promise<Row> {
  const photos = await photosOf(pack, setting, network)
  const [asked, control] = [
    answered(photos, setting, (photo) => photo.item),
    answered(photos, setting, (photo) => photo.border),
  ]
  const figure = (
    name: string,
    measure: (rows: readonly Asked[]) => number,
    target: Figure['target'],
  ): Figure => ({
    name,
    measured: interval(asked, (row) => row.group, measure, setting.drawing),
    control: interval(control, (row) => row.group, measure, setting.drawing),
    n: asked.length / setting.repeats,
    groups: new Set(asked.map((row) => row.group)).size,
    ...(target ? { target } : {}),
  })
  return {
    row: 'juice',
    set: 'grocery_juice',
    protocol: `${perProduct} references a product from the pack's part "train", asked with its part "test"; products are the groups`,
    by: `the station's signature by ${network.telling}: the photograph's middle and its colours, the hand's left out`,
    figures: [
      figure('top-1', top1, { first: 0.75, reach: 0.85, aim: 0.95 }),
      figure('verification', verification, { first: 0.95, reach: 0.97, aim: 0.99 }),
    ],
    notes: [
      'Cartons are held in a hand before shelves; the control sees the shelf alone, so it may know the place.',
    ],
  }
}

async function photosOf(pack: Pack, setting: Setting, network: Network): Promise<Photo[]> {
  const photos: Photo[] = []
  const rows = pack.rows.filter((row) => row.kind === 'photo' && row.split !== 'val')
  const seen = new Map<string, number>()
  for (const { file = '', sku = '', split = '' } of rows) {
    const count = seen.get(`${sku} ${split}`) ?? 0
    seen.set(`${sku} ${split}`, count + 1)
    if (count * 10 >= setting.most) continue
    // a hand and a shelf have the carton's colours: an item cut out by colour alone is not to be trusted
    const view = { raster: await rasterOf(pack.files.get(file)!) }
    const item = await network.signatureOf(view)
    const border = await network.signatureOf(borderOnly(view))
    photos.push({ sku, group: sku, reference: split === 'train', item, border })
    if (photos.length % 50 === 0) setting.progress(`juice: ${photos.length} photos of ${rows.length}`)
  }
  return photos
}

function answered(photos: readonly Photo[], setting: Setting, of: (photo: Photo) => Float32Array): Asked[] {
  const products = [
    ...Map.groupBy(
      photos.filter((one) => one.reference),
      (one) => one.sku,
    ),
  ]
  return Array.from({ length: setting.repeats }, (_, repeat) => {
    const dice = diceFor(setting, 'juice', repeat)
    const known = products.map(([sku, all]) => ({ sku, photos: drawnFrom(dice, all, perProduct).map(of) }))
    return photos
      .filter((one) => !one.reference)
      .map((one) => ({
        sku: one.sku,
        group: one.group,
        likeness: new Map(
          known.map(({ sku, photos: own }) => [sku, Math.max(...own.map((each) => dot(each, of(one))))]),
        ),
      }))
  }).flat()
}

function dot(one: Float32Array, other: Float32Array): number {
  return one.reduce((sum, value, i) => sum + value * other[i]!, 0)
}

function top1(rows: readonly Asked[]): number {
  // a tie is not right: the station could not choose either
  return mean(
    rows.map(({ sku, likeness }) =>
      Number([...likeness].every(([other, value]) => other === sku || value < likeness.get(sku)!)),
    ),
  )
}

/** AUROC of "this is that product" over every photo and product. */
function verification(rows: readonly Asked[]): number {
  const pairs = rows.flatMap(({ sku, likeness }) =>
    [...likeness].map(([other, value]) => ({ value, same: other === sku })),
  )
  return auroc(
    pairs.map(({ value }) => value),
    pairs.map(({ same }) => same),
  )
}
