import sharp from 'sharp'
import { drawItem } from '../../../drivers/camera/draw-item.ts'
import {
  believableDamage,
  type DamageKind,
  damageKinds,
  type ItemKind,
  itemKinds,
} from '../../../drivers/camera/subject.ts'
import { viewOf } from '../../../models/memory/photograph.ts'
import { type Dice, whole as wholeNumber } from '../../rigs/seeded.ts'
import { type Compared, compare, networkName, type Taught, teach } from '../compared.ts'
import { sheetOf } from '../failure-sheet.ts'
import type { Network } from '../network.ts'
import { borderOnly, type ItemView } from '../photos.ts'
import { diceFor, figureOf, mean, overBlocks, type Scored, type Setting } from '../protocol.ts'
import type { Figure, Row } from '../report.ts'
import { auroc } from '../statistics/ranking.ts'

/** Items of each kind, and photographs: references of each item, then whole views of it, then views of each damage. */
const [each, references, wholes, damaged] = [6, 4, 3, 2]
/** Of the rig's 1920 × 1080: the memory looks at 640 pixels. */
const scale = 0.5

/** A photograph of a drawn item, and what was said of it. */
export interface DrawnView {
  readonly kind: ItemKind
  readonly group: string
  readonly damage: DamageKind | undefined
  readonly photo: Uint8Array
  readonly told: Compared
  readonly border: Compared
}

/** Items that the simulated rig draws, whole and damaged, beside four whole ones: the only row that needs no pack, and whose pictures may be shown. */
export async function drawnRow(setting: Setting, network: Network): Promise<Row> {
  const views: DrawnView[] = []
  for (const kind of itemKinds)
    for (let item = 0; item < Math.min(each, setting.most / 20); item++)
      views.push(...(await viewsOf(kind, item, { setting, network })))
  const rank = (keep: (view: DrawnView) => boolean, name: string): Figure => {
    const kept = views.filter(keep)
    return figureOf(name, kept.map(scoredBy('told')), {
      ...{ control: kept.map(scoredBy('border')), measure: overBlocks(auroc), drawing: setting.drawing },
    })
  }
  const shown = damageKinds.filter((damage) => views.some((view) => view.damage === damage))
  return {
    row: 'drawn',
    set: 'drawn items',
    protocol: `${references} whole photographs of each item as references, laid a little aside and in a little other light; items are the groups`,
    by: networkName,
    figures: [
      rank(() => true, 'image AUROC'),
      ...shown.map((damage) => rank(only(damage), `${damage.replace('_', ' ')}, AUROC`)),
      share(views, true, setting),
      share(views, false, setting),
    ],
    notes: [
      'Drawings, though by other code than the drawn items the network was trained on: this row shows how it fails, not how well it will do.',
    ],
    sheet: await sheetOf(views),
  }
}

const only = (damage: DamageKind) => (view: DrawnView) => view.damage === undefined || view.damage === damage

const scoredBy =
  (which: 'told' | 'border') =>
  (view: DrawnView): Scored => ({
    ...{ wanted: view.damage !== undefined, group: view.group, block: 'all' },
    scores: [view[which].difference],
  })

/** How many of the damaged, or of the whole, views have a finding at the thresholds that ship. */
function share(views: readonly DrawnView[], ofDamaged: boolean, { drawing }: Setting): Figure {
  const kept = views.filter(({ damage }) => (damage !== undefined) === ofDamaged)
  const rows = (which: 'told' | 'border') =>
    kept.map((view) => ({
      ...scoredBy(which)(view),
      scores: [view[which].seen.differences.length > 0 ? 1 : 0],
    }))
  const measure = (some: readonly Scored[]) => mean(some.flatMap(({ scores }) => scores))
  const name = ofDamaged ? 'damaged views with a finding' : 'whole views with a finding'
  const more = ofDamaged ? {} : ({ falling: true, quiet: true } as const)
  return figureOf(name, rows('told'), { measure, drawing, control: rows('border'), ...more })
}

async function viewsOf(
  kind: ItemKind,
  item: number,
  { setting, network }: { readonly setting: Setting; readonly network: Network },
): Promise<DrawnView[]> {
  const [seed, group] = [900 + item, `${kind} ${item}`]
  const dice = diceFor(setting, `drawn ${group}`, 0)
  const shots = async (damage: DamageKind | undefined, count: number) => {
    const drawn = await drawItem({ kind, seed, ...(damage ? { damage: [damage] } : {}) }, 'top', scale)
    return Promise.all(Array.from({ length: count }, () => laidAgain(drawn, dice)))
  }
  const known = await Promise.all((await shots(undefined, references)).map(itemIn))
  const taught = await teach(known, network)
  const border = await teach(known.map(borderOnly), network)
  const views: DrawnView[] = []
  const add = async (damage: DamageKind | undefined, count: number) => {
    for (const photo of await shots(damage, count))
      views.push({ kind, group, damage, photo, ...(await both(photo, taught, border)) })
  }
  await add(undefined, wholes)
  for (const damage of believableDamage[kind]) await add(damage, damaged)
  setting.progress(`drawn: ${group}`)
  return views
}

async function both(photo: Uint8Array, taught: Taught, border: Taught) {
  const view = await itemIn(photo)
  return { told: await compare(view, taught), border: await compare(borderOnly(view), border) }
}

/** As the station cuts it out; a drawing in which it sees no single item is looked at whole. */
async function itemIn(photo: Uint8Array): Promise<ItemView> {
  const view = await viewOf({ photo })
  if (typeof view !== 'string') return view
  throw new Error(`a drawn item is told as ${view}`)
}

/** The same item put down once more: a little aside, in a little other light. */
function laidAgain(photo: Uint8Array, dice: Dice): Promise<Uint8Array> {
  const part = { left: wholeNumber(dice, 0, 15), top: wholeNumber(dice, 0, 10), width: 945, height: 530 }
  const light = { brightness: 0.95 + dice() * 0.1 }
  return sharp(photo)
    .extract(part)
    .resize(960, 540, { fit: 'fill' })
    .modulate(light)
    .jpeg({ quality: 90 })
    .toBuffer()
}
