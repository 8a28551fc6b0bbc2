import { z } from 'zod'
import { defaultPolicy } from '../../main/inspection/policy.ts'
import { readRubric } from '../../main/inspection/rubric.ts'
import { type Finding, findingTypes } from '../../main/kernel/finding.ts'
import type { CameraRole } from '../../main/kernel/frame.ts'
import { categories } from '../../main/kernel/item.ts'
import { type ItemFeatures, learntGrades, packOf } from '../../main/kernel/learnt.ts'
import { foundFeatures } from '../../models/learning/features.ts'
import { type PhotoView, viewOf } from '../../models/memory/photograph.ts'
import { besideUnits, type Done, foundBeside, type Taught, teach } from './compared.ts'
import type { Network } from './network.ts'
import type { Pack } from './pack.ts'
import { borderOnly } from './photos.ts'

/** An item the workshop made (models/training/items.py), and what the station finds on it. */
export interface MadeItem {
  /** What it is one of, and whose or which product its picture is. */
  readonly thing: string
  readonly group: string
  readonly category: Category
  /** Place of the true grade: the shipped rubric's word on all damage that was made. */
  readonly grade: number
  readonly found: Done
  readonly features: ItemFeatures
}

/** The items of a folder, and how many the station would not have judged: two pieces seen, or nothing. */
export interface MadeItems {
  readonly items: readonly MadeItem[]
  readonly unseen: number
}

type Category = (typeof categories)[number]
const roles = ['top', 'front'] as const satisfies readonly CameraRole[]

const rowShape = z.object({
  ...{ file: z.string(), thing: z.string(), group: z.string(), item: z.string() },
  category: z.enum(categories),
  role: z.enum(roles),
  defects: z.string().transform((text) => defectsShape.parse(JSON.parse(text))),
})
const defectsShape = z.array(z.tuple([z.enum(findingTypes), z.enum(['minor', 'major']), z.number()]))
type Row = z.infer<typeof rowShape>

/** How each photograph is looked at: as it is, or only what lies along its border. */
export type Look = (view: PhotoView) => PhotoView
export const asItIs: Look = (view) => view
export const border: Look = (view) => ({ ...borderOnly(view), scale: view.scale })

/** Teaches each thing's whole units and looks at its items, with the station's own code from photograph to features. */
export async function itemsOf(
  { rows, files, name }: Pack,
  network: Network,
  { look, progress }: { readonly look: Look; readonly progress: (line: string) => void },
): Promise<MadeItems> {
  const items: MadeItem[] = []
  let unseen = 0
  const things = Map.groupBy(
    rows.map((row) => rowShape.parse(row)),
    (row) => row.thing,
  )
  for (const [at, of] of [...things.values()].entries()) {
    const view = async ({ file }: Row) => {
      const seen = await viewOf({ photo: files.get(file)! })
      return typeof seen === 'string' ? undefined : look(seen)
    }
    const taught = await taughtOf(of, view, network)
    for (const shown of Map.groupBy(
      of.filter((row) => row.item !== ''),
      (row) => row.item,
    ).values()) {
      const found = await foundOn(shown, view, { taught, network })
      const features = found && foundFeatures(packOf(network.model, network.sha256), found)
      if (found && features) items.push({ ...truthOf(shown), found, features })
      else unseen += 1
    }
    if (at % 10 === 9) progress(`${name}: ${at + 1} of ${things.size} things`)
  }
  return { items, unseen }
}

type Seeing = (row: Row) => Promise<PhotoView | undefined>

async function taughtOf(
  rows: readonly Row[],
  view: Seeing,
  network: Network,
): Promise<Map<CameraRole, Taught>> {
  const taught = new Map<CameraRole, Taught>()
  for (const role of roles) {
    const units = await Promise.all(rows.filter((row) => row.role === role && row.item === '').map(view))
    const seen = units.filter((unit) => unit !== undefined)
    if (seen.length > 0) taught.set(role, await teach(seen, network))
  }
  return taught
}

/** What the station would have found; undefined where it would not have judged the item at all. */
async function foundOn(
  rows: readonly Row[],
  view: Seeing,
  { taught, network }: { readonly taught: ReadonlyMap<CameraRole, Taught>; readonly network: Network },
): Promise<Done | undefined> {
  const views = []
  for (const row of rows) {
    const [seen, units] = [await view(row), taught.get(row.role)]
    if (!seen) return undefined
    if (units) views.push(await besideUnits(seen, row.role, units))
  }
  return foundBeside(views, network)
}

function truthOf(rows: readonly Row[]) {
  const { thing, group, category } = rows[0]!
  const findings = rows.flatMap(({ defects }) => defects.map(findingOf))
  const { grade } = readRubric(defaultPolicy.rubrics[category], findings)
  return { thing, group, category, grade: learntGrades.indexOf(grade) }
}

function findingOf([type, severity, sizePercent]: Row['defects'][number]): Finding {
  return { type, severity, sizePercent, score: 1, source: 'checklist' }
}
