// The process that owns the only onnxruntime session. The station forks it: node owner.ts FOLDER THREADS seeing|blind PROVIDER HEADS
import { availableParallelism } from 'node:os'
import { setImmediate as turn } from 'node:timers/promises'
import sharp from 'sharp'
import { endProcess } from '../../main/kernel/end-process.ts'
import type { Inference } from '../../main/kernel/finding.ts'
import type { Frame } from '../../main/kernel/frame.ts'
import type { ItemFeatures } from '../../main/kernel/learnt.ts'
import { startingFolder } from '../learning/starting-folder.ts'
import { itemPart } from '../picture/part.ts'
import type { BesideView, Compared } from '../port.ts'
import { activePack } from '../registry/active-pack.ts'
import { Slots } from '../slots.ts'
import { beside } from './beside.ts'
import { FollowedHead } from './followed-head.ts'
import { hatchFd, readSpot } from './hatch.ts'
import { laidDecoded } from './laid-decoded.ts'
import { type Loaded, loadPack } from './load-pack.ts'
import { look, needsNoRun } from './look.ts'
import { decodePhotograph, qualityOfDecoded, wantsCut } from './measure.ts'
import {
  type Answer,
  type Ask,
  beatMs,
  blind,
  type FromOwner,
  type MeasureAsk,
  type ToOwner,
} from './messages.ts'
import { type Box, type Picture, pictureOf, sizeOf } from './picture.ts'
import { RecentPictures } from './recent-pictures.ts'
import { Runs } from './runs.ts'
import { KeptBytes } from './sent-frames.ts'
import { KeptReferences } from './sent-patches.ts'
import { openSession } from './session.ts'
import { taskOf } from './tasks/tasks.ts'
import { openThreadedSession } from './threaded-session.ts'
import { featuresOf } from './view-features.ts'

const [folder = '', threads = '1', mode, provider, heads = ''] = process.argv.slice(2)
const recent = new RecentPictures()
const kept = new KeptBytes((spot) => readSpot(hatchFd, spot))
const references = new KeptReferences((spot) => readSpot(hatchFd, spot))
/** By a photograph's bytes: what is done once the picture that is judged of it is kept. */
const pictured = new WeakMap<Uint8Array, Promise<void>>()
const abandoned = new Set<number>()
/** The cores that are not the network's decode, at least one: more decodes at once would only finish later. */
const decoders = new Slots(Math.max(1, availableParallelism() - Number(threads)))
const ticks = () => performance.now()

const tell = (message: FromOwner) => process.send?.(message)

// a station that is gone leaves nobody to see for
process.on('disconnect', () => endProcess())
setInterval(() => tell({ kind: 'beat' }), beatMs)
// every photograph is another one, and one decode at a time runs beside the network
sharp.cache(false)
sharp.concurrency(1)

const loaded =
  mode === blind
    ? endedWhileLoading()
    : await loadPack(folder, Number(threads), (model, count) => openThreadedSession(model, count, provider))

/** A head is a few kilobytes and runs for microseconds: it needs no thread of its own. */
const followed = new FollowedHead(heads, startingHeads(), openSession)
const runs = loaded.kind === 'ready' ? new Runs(loaded.pack, ticks) : undefined

process.on('message', (message: ToOwner) => {
  if (message.kind === 'give-up') abandoned.add(message.id)
  else void reply(message.id, message.ask)
})
tell({ kind: 'state', state: stateOf(loaded) })

function endedWhileLoading(): Loaded {
  const detail = 'The model ended its process each time it was loaded. Install it again, or an older one.'
  const active = activePack(folder)
  return { kind: 'refused', model: active.kind === 'found' ? active.name : folder, detail }
}

/** Where the head that ships with the active pack lies; empty where none does. */
function startingHeads(): string {
  const active = activePack(folder)
  return active.kind === 'found' ? startingFolder(active.manifestFile) : ''
}

function stateOf(result: Loaded) {
  if (result.kind !== 'ready') return result
  const { model, manifest } = result.pack
  const compares = taskOf(manifest).compares?.takes
  return { kind: 'ready', model, sha256: manifest.sha256, ...(compares ? { compares } : {}) } as const
}

async function reply(id: number, ask: Ask): Promise<void> {
  const said = await answer(id, ask)
  abandoned.delete(id)
  tell({ kind: 'answer', id, answer: said })
}

async function answer(id: number, ask: Ask): Promise<Answer> {
  if (ask.kind === 'measure') return measure(id, ask)
  if (ask.kind === 'grade') return { told: 'grade', grade: await followed.grade(ask.item) }
  if (ask.kind === 'head') return { told: 'head', head: await followed.state() }
  if (ask.kind === 'features') return { told: 'features', item: await features(id, ask.frames) }
  if (ask.kind === 'compare') return { told: 'compared', compared: await compared(id, ask.views) }
  return infer(id, ask.frames)
}

async function infer(id: number, frames: readonly Frame[]): Promise<Inference> {
  if (loaded.kind !== 'ready' || !runs) return unseeing(loaded)
  return look(loaded.pack, await whole(frames), { ...looking(id), runs }).catch(failed)
}

async function compared(id: number, views: readonly BesideView[]): Promise<Compared> {
  if (loaded.kind !== 'ready' || !runs) return unseeing(loaded)
  return beside(loaded.pack, references.whole(views), { ...looking(id), runs }).catch(failed)
}

/** The frames with their bytes, as soon as what is decoded of them ahead is there: it need not be decoded twice. */
async function whole(frames: readonly Frame[]): Promise<readonly Frame[]> {
  const all = kept.whole(frames)
  await Promise.all(all.map(({ bytes }) => pictured.get(bytes)))
  return all
}

function unseeing(result: Loaded) {
  const why = result.kind === 'refused' ? 'model_refused' : 'no_model'
  return { status: 'unsure', why, detail: 'detail' in result ? result.detail : '' } as const
}

function failed(error: unknown) {
  const words = error instanceof Error ? error.message : String(error)
  return { status: 'unsure', why: 'crashed', detail: `The model failed while it ran: ${words}` } as const
}

function looking(id: number) {
  return { recent, ticks, gaveUp: () => abandoned.has(id) }
}

/** A runtime that breaks on it costs the features, not the item. */
async function features(id: number, frames: readonly Frame[]): Promise<ItemFeatures | undefined> {
  if (loaded.kind !== 'ready' || !runs) return undefined
  return featuresOf(loaded.pack, await whole(frames), { ...looking(id), runs }).catch(() => undefined)
}

/** Most photographs are good and will be judged: the network runs on each while it is measured and the next is decoded. */
async function measure(id: number, { frame: sent, wanted, room }: MeasureAsk): Promise<Answer> {
  const frame = { ...sent, bytes: kept.note(id, sent) }
  const read = await decoders.take(() => decodePhotograph(frame.bytes, recent))
  pictured.set(frame.bytes, ahead(frame))
  const quality = qualityOfDecoded(read)
  if (!wanted || 'kind' in read) return { told: 'measured', quality }
  const shown = !runs || !needsNoRun(frame, runs.task)
  const cut =
    !shown && wantsCut(frame, quality) ? { cut: runs.glancing.told(read.picture, read.decoded.raster) } : {}
  const decoded = itemPart({ ...read.decoded, ...cut })
  return { told: 'measured', quality, decoded: laidDecoded(decoded, room, hatchFd) }
}

/** Of a photograph that will be compared only where to look is made ready. Done once the picture is kept; never rejects. */
async function ahead(frame: Frame): Promise<void> {
  const picture = runs && (await pictureAhead(frame.bytes, runs.glancing.view))
  if (!runs || !picture) return
  // after the answer that is on its way
  if (needsNoRun(frame, runs.task)) void turn().then(() => runs.glancing.unshown(frame, picture))
  else void runs.ahead(frame, picture)
}

/** A pack that sees more of a photograph than was measured has it decoded once more, beside the next one's measuring. */
async function pictureAhead(bytes: Uint8Array, view: Box): Promise<Picture | undefined> {
  const known = recent.find(bytes, view)
  if (known) return known
  const size = await sizeOf(bytes)
  const picture = 'kind' in size ? size : await decoders.take(() => pictureOf(bytes, size, view))
  if ('kind' in picture) return undefined
  recent.keep(bytes, view, picture)
  return picture
}
