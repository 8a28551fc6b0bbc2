import type { Inference } from '../../main/kernel/finding.ts'
import type { Frame } from '../../main/kernel/frame.ts'
import type { Glances } from './glances.ts'
import type { Pack } from './load-pack.ts'
import { meanCategory, worstOdds } from './odds.ts'
import { type Picture, pictureOf, sizeOf } from './picture.ts'
import { unfitIn } from './quality.ts'
import type { RecentPictures } from './recent-pictures.ts'
import type { Runs } from './runs.ts'
import { outputsProblem } from './tasks/outputs-problem.ts'
import type { Task, Unread, ViewSeen } from './tasks/task.ts'
import { taskOf } from './tasks/tasks.ts'
import { type Reported, together } from './together.ts'
import { type Unusable, type Upright, unfitSentence, unusableSentence } from './unusable.ts'

/** What `look` needs from the process around it. */
export interface Looking {
  readonly recent: RecentPictures
  readonly runs: Runs
  /** Milliseconds from any start. */
  ticks(): number
  /** True once nobody waits for the answer any more. */
  gaveUp(): boolean
}

/** Judges all views of one item, one after the other; the next is decoded while the network runs. Rejects only on a broken runtime. */
export async function look(pack: Pack, frames: readonly Frame[], looking: Looking): Promise<Inference> {
  const timings = { decodeMs: 0, runMs: 0 }
  const task = taskOf(pack.manifest)
  const seen: ViewSeen[] = []
  const views = await sized(different(frames), looking)
  if (!Array.isArray(views)) return views
  let next = decode(views[0], looking)
  for (const [i, { frame }] of views.entries()) {
    const began = looking.ticks()
    const { picture, glances } = await next
    timings.decodeMs += looking.ticks() - began
    if (looking.gaveUp()) return nobodyWaits
    // started before the run, so that it is there when the run is over
    next = decode(views[i + 1], looking)
    if (!picture || 'kind' in picture) return unreadable(frame, picture ?? { kind: 'unreadable' })
    const unfit = unfitIn(picture, looking.runs.glancing.view)
    // a bare mat is told better by its own photograph than by having no edges
    if (unfit && !(unfit === 'empty' && frame.stage))
      return { status: 'unsure', why: 'unreadable_photo', detail: unfitSentence(frame.role, unfit) }
    if (glances?.kind !== 'glances') return notOneItem(frame, glances?.kind)
    const said = needsNoRun(frame, task)
      ? nothingSaid
      : await glanced(glances, { pack, task, frame, looking, timings })
    if (!said) return nobodyWaits
    if ('problem' in said) return senseless(pack.model, frame, said.problem)
    const known = { role: frame.role, ...itemOf(glances, frame) }
    seen.push({ ...said.whole, findings: together(said.reported, known) })
  }
  return concluded({ task, model: pack.model }, seen, timings)
}

/** Whether a photograph is only checked and cut out: compared it will be by itself, and alone its network finds nothing. */
export function needsNoRun({ beside }: Frame, { compares }: Task): boolean {
  return beside === true && compares !== undefined
}

const nothingSaid = { whole: { findings: [] }, reported: [] }

const nobodyWaits: Inference = { status: 'unsure', why: 'timed_out', detail: 'Nobody waits any more.' }

interface View {
  readonly frame: Frame
  readonly size: Upright
  readonly known: Picture | undefined
}

/** The frames with their sizes, or what to say of the first that cannot be used. */
async function sized(frames: readonly Frame[], { recent, runs }: Looking): Promise<View[] | Inference> {
  const known = frames.map((frame) => recent.find(frame.bytes, runs.glancing.view))
  const sizes = await Promise.all(frames.map((frame, i) => known[i] ?? sizeOf(frame.bytes)))
  const views: View[] = []
  for (const [i, frame] of frames.entries()) {
    const size = sizes[i] ?? { kind: 'unreadable' }
    if ('kind' in size) return unreadable(frame, size)
    views.push({ frame, size, known: known[i] })
  }
  return views
}

/** The same photograph sent for two roles shows no more than once. */
export function different(frames: readonly Frame[]): readonly Frame[] {
  const isFirst = (frame: Frame, i: number) =>
    !frames.slice(0, i).some((before) => Buffer.compare(before.bytes, frame.bytes) === 0)
  return frames.filter(isFirst)
}

async function decode(
  view: View | undefined,
  { runs }: Looking,
): Promise<{ readonly picture?: Picture | Unusable; readonly glances?: Glances }> {
  if (!view) return {}
  const picture = view.known ?? (await pictureOf(view.frame.bytes, view.size, runs.glancing.view))
  if ('kind' in picture) return { picture }
  const { glancing, task } = runs
  const unshown = needsNoRun(view.frame, task)
  const glances = unshown ? glancing.unshown(view.frame, picture) : await glancing.of(view.frame, picture)
  return { picture, glances }
}

interface Glanced {
  readonly pack: Pack
  readonly task: Task
  readonly frame: Frame
  readonly looking: Looking
  readonly timings: { runMs: number }
}

/** What every glance at a view reported, undefined once nobody waits; severity and category are the first glance's, the whole item's. */
async function glanced(
  { list }: Glances & { readonly kind: 'glances' },
  { pack, task, frame, looking, timings }: Glanced,
): Promise<{ readonly whole: ViewSeen; readonly reported: readonly Reported[] } | Unread | undefined> {
  const reported: Reported[] = []
  let whole: ViewSeen = { findings: [] }
  for (const [i, { picture, part, item }] of list.entries()) {
    if (looking.gaveUp()) return undefined
    const { outputs, runMs } = await looking.runs.of(picture)
    timings.runMs += runMs
    const place = { place: picture.place, box: pack.manifest.input }
    const view = { role: frame.role, ...place, ...(item ? { item } : {}) }
    const said = outputsProblem(outputs, task.outputs) ?? task.see(outputs, view)
    if ('problem' in said) return said
    if (i === 0) whole = said
    reported.push({ findings: said.findings, part })
  }
  return { whole, reported }
}

function itemOf({ item }: { readonly item?: number }, { measure }: Frame) {
  return { ...(item === undefined ? {} : { item }), ...(measure ? { measure } : {}) }
}

function notOneItem({ role }: Frame, kind: 'empty' | 'two' | undefined): Inference {
  return kind === 'two'
    ? { status: 'unsure', why: 'two_items', detail: `The photograph "${role}" shows two items.` }
    : { status: 'unsure', why: 'empty_stage', detail: `The photograph "${role}" shows the empty stage.` }
}

function unreadable(frame: Frame, why: Unusable): Inference {
  return { status: 'unsure', why: 'unreadable_photo', detail: unusableSentence(frame.role, why) }
}

/** The network ran and gave what nobody can read: its process lives on, the item goes to a person. */
function senseless(model: string, frame: Frame, problem: string): Inference {
  const detail = `The model ${model} gave an answer on the photograph "${frame.role}" that cannot be used: ${problem}.`
  return { status: 'unsure', why: 'crashed', detail }
}

function concluded(
  { task, model }: { readonly task: Task; readonly model: string },
  seen: readonly ViewSeen[],
  timings: { readonly decodeMs: number; readonly runMs: number },
): Inference {
  const odds = seen.flatMap((view) => view.severity ?? [])
  const categories = seen.flatMap((view) => (view.category ? [view.category] : []))
  return {
    status: 'done',
    findings: seen.flatMap((view) => view.findings),
    ...(odds.length === 0 ? {} : { severity: worstOdds(odds) }),
    category: categories.length === 0 ? [] : meanCategory(task.categories, categories),
    model,
    timings,
  }
}
