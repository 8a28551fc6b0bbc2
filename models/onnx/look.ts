import type { Finding, Inference, SeverityOdds } from '../../main/kernel/finding.ts'
import type { Frame } from '../../main/kernel/frame.ts'
import { findingsOf } from './findings.ts'
import type { Pack } from './load-pack.ts'
import { meanCategory, severityOf, softmax, worstOdds } from './odds.ts'
import { type Picture, pictureOf, sizeOf } from './picture.ts'
import type { RecentPictures } from './recent-pictures.ts'
import type { Ran, Runs } from './runs.ts'
import { type Unusable, type Upright, unusableSentence } from './unusable.ts'

/** What one view said. */
interface ViewSeen {
  readonly findings: readonly Finding[]
  readonly severity: SeverityOdds
  readonly category: readonly number[]
}

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
  const seen: ViewSeen[] = []
  const views = await sized(frames, pack, looking.recent)
  if (!Array.isArray(views)) return views
  let next = decode(pack, views[0])
  for (const [i, { frame }] of views.entries()) {
    const began = looking.ticks()
    const picture = await next
    timings.decodeMs += looking.ticks() - began
    if (looking.gaveUp()) return { status: 'unsure', why: 'timed_out', detail: 'Nobody waits any more.' }
    // started before the run, so that it is there when the run is over
    next = decode(pack, views[i + 1])
    if (!picture || 'kind' in picture) return unreadable(frame, picture ?? { kind: 'unreadable' })
    const { outputs, runMs } = await looking.runs.of(picture)
    timings.runMs += runMs
    seen.push(outputsSeen(pack, outputs, { frame, picture }))
  }
  return concluded(pack, seen, timings)
}

interface View {
  readonly frame: Frame
  readonly size: Upright
  readonly known: Picture | undefined
}

/** The frames with their sizes, or what to say of the first that cannot be used. */
async function sized(
  frames: readonly Frame[],
  { manifest }: Pack,
  recent: RecentPictures,
): Promise<View[] | Inference> {
  const known = frames.map((frame) => recent.find(frame.bytes, manifest.input))
  const sizes = await Promise.all(frames.map((frame, i) => known[i] ?? sizeOf(frame.bytes)))
  const views: View[] = []
  for (const [i, frame] of frames.entries()) {
    const size = sizes[i] ?? { kind: 'unreadable' }
    if ('kind' in size) return unreadable(frame, size)
    views.push({ frame, size, known: known[i] })
  }
  return views
}

async function decode({ manifest }: Pack, view: View | undefined): Promise<Picture | Unusable | undefined> {
  return view && (view.known ?? pictureOf(view.frame.bytes, view.size, manifest.input))
}

function unreadable(frame: Frame, why: Unusable): Inference {
  return { status: 'unsure', why: 'unreadable_photo', detail: unusableSentence(frame.role, why) }
}

function outputsSeen(
  { manifest }: Pack,
  outputs: Ran['outputs'],
  { frame, picture }: { readonly frame: Frame; readonly picture: Picture },
): ViewSeen {
  const { defects, severity, category } = manifest.outputs
  const odds = severityOf(outputs[severity.name] ?? [], severity.temperature)
  const cells = outputs[defects.name] ?? new Float32Array()
  return {
    severity: odds,
    category: softmax(outputs[category.name] ?? [], category.temperature),
    findings: findingsOf({ role: frame.role, place: picture.place, cells, severity: odds }, manifest),
  }
}

function concluded(
  { manifest, model }: Pack,
  seen: readonly ViewSeen[],
  timings: { readonly decodeMs: number; readonly runMs: number },
): Inference {
  const { severity, category } = manifest.outputs
  const categories = seen.map((view) => view.category)
  return {
    status: 'done',
    findings: seen.flatMap((view) => view.findings),
    ...(severity.silent ? {} : { severity: worstOdds(seen.map((view) => view.severity)) }),
    category: category.silent ? [] : meanCategory(category.classes, categories),
    model,
    timings,
  }
}
