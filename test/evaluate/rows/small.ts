import { type ItemKind, itemKinds } from '../../../drivers/camera/subject.ts'
import { cameraRoles } from '../../../main/kernel/frame.ts'
import { mostDoubted, type SeenView } from '../../../main/station/closer-looks.ts'
import { besideOf } from '../../../models/memory/beside.ts'
import { quarterCrop } from '../../../models/memory/closer.ts'
import { prepare, type Reference } from '../../../models/memory/memory.ts'
import { quarters } from '../../../models/memory/quarters.ts'
import type { Patches } from '../../../models/port.ts'
import { besideUnits, type Taught, teach } from '../compared.ts'
import { border } from '../made-items.ts'
import type { Network } from '../network.ts'
import { diceFor, figureOf, mean, type Setting } from '../protocol.ts'
import type { Figure, Row } from '../report.ts'
import { type SmallDamage, type SmallPhoto, smallDamages, smallShooting } from '../small-damage.ts'

/** Items of each kind; units of each taught; photographs an item has, as a dock's four cameras would; items damaged in each way. */
const [each, units, photosAnItem, damagedAWay] = [4, 4, 4, 2]

/** One item of four photographs, and how many findings it has. */
interface Item {
  readonly group: string
  readonly damage: SmallDamage | undefined
  /** By the whole views alone, and with the quarters that were looked at once more. */
  readonly found: Found
  /** The same of the border's strips, which hold no item. */
  readonly border: Found
}

interface Found {
  readonly whole: number
  readonly closer: number
}

/** Small damage on photographs of full size: what the whole views show of it, and what the closer looks of the station add. */
export async function smallRow(setting: Setting, network: Network): Promise<Row> {
  const items: Item[] = []
  for (const kind of itemKinds)
    for (let item = 0; item < Math.min(each, setting.most / 20); item++)
      items.push(...(await itemsOf(kind, item, { setting, network })))
  const share = (name: string, keep: (item: Item) => boolean, by: keyof Found): Figure => {
    const rows = (of: 'found' | 'border') =>
      items.filter(keep).map((item) => ({ group: item.group, found: item[of][by] > 0 ? 1 : 0 }))
    const measure = (some: ReturnType<typeof rows>) => mean(some.map(({ found }) => found))
    return figureOf(name, rows('found'), { measure, control: rows('border'), drawing: setting.drawing })
  }
  const alarms = { falling: true, quiet: true } as const
  const damaged = (item: Item) => item.damage !== undefined
  const whole = (item: Item) => item.damage === undefined
  return {
    row: 'small',
    set: 'drawn items, small damage',
    protocol: `items of ${photosAnItem} photographs of 1920 × 1080, small damage on one of them or on none; ${units} whole units; items are the groups`,
    by: `the network beside the references, and ${network.closer} ${network.closer === 1 ? 'quarter' : 'quarters'} an item once more`,
    figures: [
      share('damaged items with a finding', damaged, 'closer'),
      share('damaged items with a finding, whole views alone', damaged, 'whole'),
      ...smallDamages.map((one) =>
        share(`items with a ${one} with a finding`, ({ damage }) => damage === one, 'closer'),
      ),
      { ...share('whole items with a finding', whole, 'closer'), ...alarms },
      { ...share('whole items with a finding, whole views alone', whole, 'whole'), ...alarms },
    ],
    notes: [
      'Drawings with drawn damage of 10 to 90 pixels: this row shows what a closer look adds, not what it will find on real goods.',
    ],
  }
}

interface Measuring {
  readonly setting: Setting
  readonly network: Network
}

async function itemsOf(kind: ItemKind, item: number, { setting, network }: Measuring): Promise<Item[]> {
  const group = `${kind} ${item}`
  const { shoot } = await smallShooting({ kind, seed: 300 + item }, diceFor(setting, `small ${group}`, 0))
  const unitPhotos = await several(units, () => shoot())
  const known = await taught(unitPhotos, network)
  const edges = await taught(unitPhotos.map(borderOf), network)
  const both = async (photos: readonly SmallPhoto[]) => ({
    found: await foundOn(photos, known),
    border: await foundOn(photos.map(borderOf), edges),
  })
  const pool = await several(photosAnItem, () => shoot())
  const items: Item[] = [{ group, damage: undefined, ...(await both(pool)) }]
  for (const damage of smallDamages)
    for (let one = 0; one < damagedAWay; one++) {
      const photos = [await shoot(damage), ...pool.slice(1)]
      items.push({ group, damage, ...(await both(photos)) })
    }
  setting.progress(`small: ${group}`)
  return items
}

/** The photograph as it is, of which only strips without item are looked at, whole and closer. */
const borderOf = ({ photo, view }: SmallPhoto): SmallPhoto => ({ photo, view: border(view) })

async function several<T>(count: number, make: () => Promise<T>): Promise<T[]> {
  const made: T[] = []
  for (let at = 0; at < count; at++) made.push(await make())
  return made
}

/** Whole units with the patches of their quarters. */
interface Closely extends Taught {
  readonly quarters: ReadonlyMap<Reference, readonly Patches[]>
}

async function taught(photos: readonly SmallPhoto[], network: Network): Promise<Closely> {
  const known = await teach(
    photos.map(({ view }) => view),
    network,
  )
  const patches = new Map<Reference, readonly Patches[]>()
  for (const [at, reference] of known.memory.references.entries()) {
    const { photo, view } = photos[at]!
    const close = { view, pose: reference.pose }
    const made: Patches[] = []
    for (const quarter of quarters)
      made.push(await network.patchesOf(await quarterCrop(photo, close, quarter)))
    patches.set(reference, made)
  }
  return { ...known, quarters: patches }
}

/** The findings of an item as the station counts them (main/station/examine.ts). */
async function foundOn(photos: readonly SmallPhoto[], known: Closely): Promise<Found> {
  const views: (SeenView & SmallPhoto)[] = []
  for (const [at, one] of photos.entries()) {
    const { frame, looked, seen } = await besideUnits(one.view, cameraRoles[at]!, known)
    if (seen) views.push({ ...one, frame, looked, seen })
  }
  const whole = views.reduce((sum, { seen }) => sum + seen.differences.length, 0)
  let closer = whole
  for (const { view, quarter } of mostDoubted(views, known.network.closer)) {
    const of = views.find(({ frame }) => frame === view.frame)!
    const { pose } = of.looked.lies
    const crop = await quarterCrop(of.photo, { view: of.view, pose }, quarter)
    const beside = besideOf(prepare(of.view, known.memory.start), known.memory, 4)
    const references = beside.map((unit) => known.quarters.get(unit)![quarter]!)
    closer += (await known.network.beside(crop, references, true)).differences.length
  }
  return { whole, closer }
}
