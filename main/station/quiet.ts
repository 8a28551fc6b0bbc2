import type { Clock } from '../kernel/clock.ts'
import type { LaneCore } from './lane-core.ts'

/** Milliseconds since there was an item on the lane, or since it began to be watched. */
export function quietOf(core: LaneCore, clock: Clock): () => number {
  let busy = clock.ticks()
  core.watch((view) => {
    if (view.item) busy = clock.ticks()
  })
  return () => (core.item ? 0 : clock.ticks() - busy)
}
