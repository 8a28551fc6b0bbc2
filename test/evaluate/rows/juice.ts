import { likestByPlaces } from '../../../models/telling/closer.ts'
import { likenessByWhole, type SignedUnit } from '../../../models/telling/likeness.ts'
import type { Signature } from '../../../models/telling/port.ts'
import type { Network } from '../network.ts'
import type { Pack } from '../pack.ts'
import { borderOnly, rasterOf } from '../photos.ts'
import { diceFor, drawnFrom, figureOf, mean, type Setting } from '../protocol.ts'
import type { Figure, Row } from '../report.ts'
import { auroc } from '../statistics/ranking.ts'

const perProduct = 5

interface Photo {
  readonly file: string
  readonly sku: string
  readonly reference: boolean
  readonly item: Signature
  readonly border: Signature
}

/** A photo of a product against five of each product, a repeat: the likeness by product, and which is right. */
interface Asked {
  readonly sku: string
  readonly group: string
  readonly likeness: ReadonlyMap<string, number>
}

/** Cartons nobody trained on: the right product of all, and same or other, from five photos of each taken on another walk. */
export async function juiceRow(pack: Pack, setting: Setting, network: Network): Promise<Row> {
  const photos = await photosOf(pack, setting, network)
  const asked = await answered(photos, setting, { ...network, of: (photo) => photo.item })
  const control = await answered(photos, setting, { ...network, of: (photo) => photo.border })
  const figure = (
    name: string,
    measure: (rows: readonly Asked[]) => number,
    target: Figure['target'],
  ): Figure => ({
    ...figureOf(name, asked, { measure, control, drawing: setting.drawing, ...(target ? { target } : {}) }),
    n: asked.length / setting.repeats,
  })
  return {
    row: 'juice',
    set: 'grocery_juice',
    protocol: `${perProduct} references a product from the pack's part "train", asked with its part "test"; products are the groups`,
    by: `the station's signature by ${network.telling}: the photograph's middle, its places and its colours, the hand's left out`,
    figures: [
      figure('top-1', top1, { first: 0.75, reach: 0.85, aim: 0.95 }),
      figure('verification', verification(ahead), { first: 0.95, reach: 0.97, aim: 0.99 }),
      figure(
        'verification without the other products',
        verification((likeness, sku) => likeness.get(sku)!),
        undefined,
      ),
    ],
    notes: [
      'Verification asks as the station does: how far a product lies ahead of the one that comes nearest of the others.',
      'Cartons are held in a hand before shelves; the control sees the shelf alone, so it may know the place.',
      'This set was looked at while the network was made (colours and weights were chosen on other cartons, see models/training/README.md), so its figures may flatter it.',
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
    photos.push({ file, sku, reference: split === 'train', item, border })
    if (photos.length % 50 === 0) setting.progress(`juice: ${photos.length} photos of ${rows.length}`)
  }
  return photos
}

interface Way {
  readonly find: Network['find']
  readonly share: number
  readonly of: (photo: Photo) => Signature
}

async function answered(photos: readonly Photo[], setting: Setting, way: Way): Promise<Asked[]> {
  const references = photos.filter((one) => one.reference)
  const products = [...Map.groupBy(references, (one) => one.sku)]
  const places = new Map(references.map((one) => [one.file, way.of(one).places]))
  const finder = {
    placesOf: ({ unit }: { readonly unit: string }) => places.get(unit),
    found: way.find,
    share: way.share,
  }
  const asked: Asked[] = []
  for (let repeat = 0; repeat < setting.repeats; repeat++) {
    const dice = diceFor(setting, 'juice', repeat)
    const known = products.map(([sku, all]) => ({
      sku,
      units: drawnFrom(dice, all, perProduct).map((one) => unitOf(one, way)),
    }))
    for (const one of photos.filter((each) => !each.reference)) {
      const item = new Map([['top', way.of(one)] as const])
      const wholes = known.map(({ sku, units }) => ({ sku, units, likeness: likenessByWhole(item, units) }))
      const closer = (await likestByPlaces(item, wholes, finder))!
      const likeness = new Map(closer.map((each) => [each.sku, each.likeness.get('top')!]))
      asked.push({ sku: one.sku, group: one.sku, likeness })
    }
    setting.progress(`juice: ${asked.length} photos compared in ${repeat + 1} of ${setting.repeats} draws`)
  }
  return asked
}

function unitOf(photo: Photo, way: Way): SignedUnit {
  return { unit: photo.file, views: new Map([['top', way.of(photo).whole]]) }
}

function top1(rows: readonly Asked[]): number {
  // a tie is not right: the station could not choose either
  return mean(
    rows.map(({ sku, likeness }) =>
      Number([...likeness].every(([other, value]) => other === sku || value < likeness.get(sku)!)),
    ),
  )
}

/** AUROC of "this is that product" over every photo and product, by a word of each. */
function verification(
  word: (likeness: Asked['likeness'], sku: string) => number,
): (rows: readonly Asked[]) => number {
  return (rows) => {
    const pairs = rows.flatMap(({ sku, likeness }) =>
      [...likeness.keys()].map((other) => ({ value: word(likeness, other), same: other === sku })),
    )
    return auroc(
      pairs.map(({ value }) => value),
      pairs.map(({ same }) => same),
    )
  }
}

/** How far a product lies ahead of the nearest of all others. */
function ahead(likeness: Asked['likeness'], sku: string): number {
  return (
    likeness.get(sku)! -
    Math.max(...[...likeness].flatMap(([other, value]) => (other === sku ? [] : [value])))
  )
}
