import type { Signal, SignalLook } from '../../drivers/signal/port.ts'
import type { LaneView } from '../api/views.ts'

/** What a lane says across the hall: red where nothing goes on, amber where somebody is asked for, green else. */
function lookOf({ state, check, devices: { printer } }: LaneView): SignalLook {
  if (state === 'stopped' || check?.says === 'other') return 'stopped'
  const labelsWait = printer.state.kind === 'lost' && printer.waitingJobs > 0
  return state === 'asking' || check?.says === 'late' || labelsWait ? 'asks' : 'ready'
}

/** Lets the light follow the lane; nobody waits for it. Returns how to end that. */
export function lightLane(
  lane: { watch(heard: (view: LaneView) => void): () => void },
  signal: Pick<Signal, 'show'> | undefined,
): () => void {
  let look: SignalLook | undefined
  return lane.watch((view) => {
    const next = lookOf(view)
    if (next !== look) signal?.show(next)
    look = next
  })
}
