import type { Network } from '../network.ts'
import type { Pack } from '../pack.ts'
import { borderOnly, type ItemView, middleOf, rasterOf, squareOf } from '../photos.ts'
import { diceFor, drawnFrom, mean, type Setting } from '../protocol.ts'
import type { Figure, Row } from '../report.ts'
import { interval } from '../statistics/bootstrap.ts'
import { auroc } from '../statistics/ranking.ts'

/** How much the colour histogram counts beside the embedding; from the first study. */
const colourShare = 0.7
const bins = { hue: 12, saturation: 4, value: 4 }
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
    by: `the embedding of the photograph's middle by ${network.telling} + ${colourShare} × its HSV histogram`,
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
    const item = await signature(middleOf(view), network)
    const border = await signature(borderOnly(view), network)
    photos.push({ sku, group: sku, reference: split === 'train', item, border })
    if (photos.length % 50 === 0) setting.progress(`juice: ${photos.length} photos of ${rows.length}`)
  }
  return photos
}

/** Embedding and histogram in one vector whose dot product is the fused likeness. */
async function signature(view: ItemView, network: Network): Promise<Float32Array> {
  const embedding = await network.embed(await squareOf(view, network.tellingSide))
  const colours = unit(histogram(view)).map((value) => value * Math.sqrt(colourShare))
  return Float32Array.from([...unit(embedding), ...colours])
}

/** How often each hue, saturation and value occurs on the item; hue counts nothing where there is no colour. */
export function histogram({ raster, mask }: ItemView): Float32Array {
  const counts = new Float32Array(bins.hue * bins.saturation * bins.value)
  for (let at = 0; at < raster.width * raster.height; at++) {
    if (mask && mask[at]! < 128) continue
    const [r, g, b] = raster.pixels.subarray(at * 3, at * 3 + 3) as unknown as [number, number, number]
    const [most, least] = [Math.max(r, g, b), Math.min(r, g, b)]
    const span = most - least
    const turn =
      span === 0 ? 0 : most === r ? (g - b) / span : most === g ? 2 + (b - r) / span : 4 + (r - g) / span
    const hue = Math.floor((((turn + 6) % 6) / 6) * bins.hue) % bins.hue
    const saturation = Math.min(
      bins.saturation - 1,
      Math.floor((most === 0 ? 0 : span / most) * bins.saturation),
    )
    const value = Math.min(bins.value - 1, Math.floor((most / 256) * bins.value))
    counts[((saturation === 0 ? 0 : hue) * bins.saturation + saturation) * bins.value + value]! += 1
  }
  // the root keeps one large plain side from hiding all else
  return counts.map(Math.sqrt)
}

function unit(values: Float32Array): Float32Array {
  const length = Math.hypot(...values)
  return length === 0 ? values : values.map((value) => value / length)
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
