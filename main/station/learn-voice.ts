import { itemFeatures } from '../../models/learning/features.ts'
import type { Eyes } from '../../models/port.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Inference } from '../kernel/finding.ts'
import type { Frame } from '../kernel/frame.ts'
import type { Examiner } from './examine.ts'

export interface VoicePorts {
  readonly eyes: Pick<Eyes, 'head' | 'features' | 'grade'>
  readonly clock: Clock
}

/** Milliseconds the head may take: what it needs was decoded and run for the answer it follows. */
const headMs = 1_000

/** An examiner whose answer carries the word of the head learnt at this station, where there is one that may speak. */
export function withLearnt(examiner: Examiner, ports: VoicePorts): Examiner {
  return {
    warm: (sku, frame) => examiner.warm(sku, frame),
    compares: (sku) => examiner.compares(sku),
    examine: async (frames, sku, deadlineMs) => {
      const until = ports.clock.ticks() + deadlineMs
      const asked = ports.eyes.head(Math.min(headMs, deadlineMs)).catch(() => undefined)
      const examined = await examiner.examine(frames, sku, deadlineMs)
      const head = await asked
      if (head?.kind !== 'ready' || !head.speaks) return examined
      const limitMs = Math.min(headMs, until - ports.clock.ticks())
      const inference = await heard(examined.inference, frames, { ...ports, limitMs })
      return { ...examined, inference }
    },
  }
}

/** The answer with the head's word; as it was where the head says nothing, or not in time. */
async function heard(
  inference: Inference,
  frames: readonly Frame[],
  { eyes, limitMs }: VoicePorts & { readonly limitMs: number },
): Promise<Inference> {
  if (inference.status === 'unsure' || limitMs <= 0) return inference
  try {
    const views = await eyes.features(frames, limitMs)
    if (!views?.pack.startsWith(`${inference.model} `)) return inference
    const learnt = await eyes.grade(itemFeatures(views, inference), limitMs)
    return learnt ? { ...inference, learnt } : inference
  } catch {
    return inference
  }
}
