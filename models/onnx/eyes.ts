import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Clock } from '../../main/kernel/clock.ts'
import type { Inference, UnsureReason } from '../../main/kernel/finding.ts'
import type { Frame, FrameQuality } from '../../main/kernel/frame.ts'
import type { Decoded, Eyes, EyesState } from '../port.ts'
import { Asks } from './asks.ts'
import { comparedBy } from './compare-asks.ts'
import { featuresOf, gradeOf, headOf } from './learning-asks.ts'
import type { Answer, FromOwner } from './messages.ts'
import { OwnerProcess } from './owner-process.ts'
import { usualProvider } from './session.ts'
import { qualityOfUnusable } from './unusable.ts'

/** Milliseconds a frame's measuring may take; what takes longer is `unreadable`. A 64 megapixel PNG takes about two seconds. */
const measureMs = 15_000
/** More threads an operator than this gain nothing on a network this small. */
const mostThreads = 4

export interface EyesOptions {
  /** A pack's manifest, or a folder of packs (models/registry/active-pack.ts). */
  readonly weights: string
  readonly clock: Clock
  /** Threads an operator of the network may use; by default (and for 0) all cores but the one that decodes, at most four. */
  readonly threads?: number
  /** The runtime's execution provider, `cpu` by default; one it does not have refuses the pack in a sentence. */
  readonly provider?: string
  /** Folder of the heads learnt at this station (models/learning/head-folder.ts); without it there is none. */
  readonly heads?: string
  /** True for eyes nobody waits for: their process yields to every other. */
  readonly yielding?: boolean
  /** Another owner's source, for tests. */
  readonly ownerFile?: string
}

/** Eyes whose process can be named, so that a test can end it. */
export interface OwnedEyes extends Eyes {
  pid(): number | undefined
}

/** Starts the process that owns the model and gives the eyes at once, in state `starting`. */
export function startEyes(options: EyesOptions): OwnedEyes {
  let state: EyesState = { kind: 'starting' }
  let closing: Promise<void> | undefined
  const asks: Asks = new Asks(options.clock, () => owner)
  const heard = (message: FromOwner) => {
    if (message.kind === 'answer') asks.answered(message.id, message.answer)
    if (message.kind !== 'state') return
    state = message.state
    asks.opened()
  }
  const ended = (how: string) => {
    state = closing ? { kind: 'absent', detail: closedNow } : { kind: 'starting' }
    asks.ended(how)
  }
  const owner = new OwnerProcess({ ...settled(options), heard, ended })

  return {
    state: () => state,
    pid: () => owner.pid(),
    infer: (frames, deadlineMs) =>
      closing ? Promise.resolve(unsure('crashed', closedNow)) : infer(asks, frames, deadlineMs),
    compare: async (views, deadlineMs) =>
      closing ? { status: 'unsure', why: 'crashed', detail: closedNow } : comparedBy(asks, views, deadlineMs),
    features: async (frames, deadlineMs) =>
      closing || frames.length === 0 ? undefined : featuresOf(asks, frames, deadlineMs),
    grade: async (item, deadlineMs) => (closing ? undefined : gradeOf(asks, item, deadlineMs)),
    head: async (deadlineMs) => (closing ? { kind: 'none' } : headOf(asks, deadlineMs)),
    measure: (frame, seen) => (closing ? Promise.resolve(unreadable()) : measure(asks, frame, seen)),
    close() {
      if (!closing) asks.closed('was closed')
      closing ??= owner.close()
      return closing
    },
  }
}

const closedNow = 'The eyes are closed.'

function settled({
  weights,
  clock,
  threads,
  provider = usualProvider,
  heads = '',
  ownerFile,
  yielding = false,
}: EyesOptions) {
  return {
    weights,
    clock,
    provider,
    heads,
    yielding,
    threads: threads || Math.max(1, Math.min(mostThreads, availableParallelism() - 1)),
    file: ownerFile ?? fileURLToPath(new URL('./owner.ts', import.meta.url)),
  }
}

async function infer(asks: Asks, frames: readonly Frame[], deadlineMs: number): Promise<Inference> {
  if (frames.length === 0) return unsure('no_photos', 'There is no photograph of the item.')
  const answer = await asks.put(
    { kind: 'infer', frames },
    {
      deadlineMs,
      late: () => unsure('timed_out', `The model gave no answer within ${deadlineMs} ms.`),
      fallen: (how) => unsure('crashed', `The model's process ${how}.`),
    },
  )
  return isInference(answer)
    ? answer
    : unsure('crashed', "The model's process gave an answer that makes no sense.")
}

async function measure(asks: Asks, frame: Frame, seen?: (decoded: Decoded) => void): Promise<FrameQuality> {
  const none = () => ({ told: 'measured', quality: unreadable() }) as const
  const answer = await asks.put(
    { kind: 'measure', frame, ...(seen ? { wanted: true } : {}) },
    { deadlineMs: measureMs, late: none, fallen: none },
  )
  if (!('told' in answer && answer.told === 'measured')) return unreadable()
  if (answer.decoded && 'raster' in answer.decoded) seen?.(answer.decoded)
  return answer.quality
}

function unreadable(): FrameQuality {
  return qualityOfUnusable({ kind: 'unreadable' })
}

function isInference(answer: Answer): answer is Inference {
  return 'status' in answer
}

function unsure(why: UnsureReason, detail: string): Inference {
  return { status: 'unsure', why, detail }
}
