import { foundFeatures, itemFeatures } from '../../models/learning/features.ts'
import type { Eyes } from '../../models/port.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Inference } from '../kernel/finding.ts'
import type { Frame } from '../kernel/frame.ts'
import type { ItemFeatures } from '../kernel/learnt.ts'
import type { Examiner } from './examine.ts'
import { packNow } from './learn-desk.ts'

export interface VoicePorts {
  readonly eyes: Pick<Eyes, 'state' | 'head' | 'features' | 'grade'>
  readonly clock: Clock
}

/** Milliseconds the head may take: what it needs was decoded and run for the answer it follows. */
const headMs = 1_000

/** An examiner whose answer carries the word of the head in use, where it may speak: the one learnt here, or the hint of the one that ships. */
export function withLearnt(examiner: Examiner, ports: VoicePorts): Examiner {
  return {
    warm: (sku, taken) => examiner.warm(sku, taken),
    seen: (frame, sku) => examiner.seen(frame, sku),
    compares: (sku) => examiner.compares(sku),
    examine: async (frames, sku, deadlineMs) => {
      const until = ports.clock.ticks() + deadlineMs
      const asked = ports.eyes.head(Math.min(headMs, deadlineMs)).catch(() => undefined)
      const examined = await examiner.examine(frames, sku, deadlineMs)
      const head = await asked
      if (head?.kind !== 'ready' || !head.speaks) return examined
      const limitMs = Math.min(headMs, until - ports.clock.ticks())
      const inference = await heard(examined.inference, frames, {
        ...ports,
        limitMs,
        ships: head.hint === true,
      })
      return { ...examined, inference }
    },
  }
}

interface Hearing extends VoicePorts {
  readonly limitMs: number
  /** The head is the one that ships. */
  readonly ships: boolean
}

/** The answer with the head's word; as it was where the head says nothing, or not in time. */
async function heard(inference: Inference, frames: readonly Frame[], hearing: Hearing): Promise<Inference> {
  const { eyes, limitMs } = hearing
  if (inference.status === 'unsure' || limitMs <= 0) return inference
  try {
    const item = await heardOf(inference, frames, hearing)
    if (!item?.pack.startsWith(`${inference.model} `)) return inference
    const learnt = await eyes.grade(item, limitMs)
    return learnt ? { ...inference, learnt } : inference
  } catch {
    return inference
  }
}

/** What the head hears of an item. The one that ships hears only what was found, which costs no run of the network. */
async function heardOf(
  inference: Inference & { readonly status: 'done' },
  frames: readonly Frame[],
  { eyes, limitMs, ships }: Hearing,
): Promise<ItemFeatures | undefined> {
  if (ships) return foundFeatures(packNow(eyes) ?? '', inference)
  const views = await eyes.features(frames, limitMs)
  return views && itemFeatures(views, inference)
}
