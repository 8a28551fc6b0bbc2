import type { Clock } from '../../main/kernel/clock.ts'
import type { Eyes, EyesState } from '../port.ts'
import { type StartEyes, started } from './try-pack.ts'

/** Eyes whose pack can be changed while they look. */
export interface SwitchedEyes extends Eyes {
  /**
   * Looks through the pack at `place` from the next question on. Until it is ready, and for good when it is not, the pack
   * before goes on answering; what it was asked it still answers. Gives what became of the new pack; never rejects.
   */
  use(place: string): Promise<EyesState>
}

/** Starts eyes on the first place. */
export function switchedEyes(first: string, start: StartEyes, clock: Clock): SwitchedEyes {
  let current = busyEyes(start(first))
  let turn: Promise<unknown> = Promise.resolve()
  let closed = false
  const change = async (place: string): Promise<EyesState> => {
    if (closed) return current.eyes.state()
    const next = start(place)
    const state = await started(next, clock)
    if (state.kind !== 'ready' || closed) {
      await next.close()
      return state
    }
    const old = current
    current = busyEyes(next)
    void old.closeWhenDone()
    return state
  }
  return {
    state: () => current.eyes.state(),
    infer: (frames, deadlineMs) => current.during(current.eyes.infer(frames, deadlineMs)),
    compare: (views, deadlineMs) => current.during(current.eyes.compare(views, deadlineMs)),
    features: (frames, deadlineMs) => current.during(current.eyes.features(frames, deadlineMs)),
    grade: (item, deadlineMs) => current.during(current.eyes.grade(item, deadlineMs)),
    head: (deadlineMs) => current.during(current.eyes.head(deadlineMs)),
    measure: (frame, seen) => current.during(current.eyes.measure(frame, seen)),
    use(place) {
      const changed = turn.then(() => change(place))
      turn = changed
      return changed
    },
    async close() {
      closed = true
      await Promise.all([turn, current.eyes.close()])
    },
  }
}

/** Eyes with what they were asked and have not answered. */
function busyEyes(eyes: Eyes) {
  const asked = new Set<Promise<unknown>>()
  return {
    eyes,
    during<T>(answer: Promise<T>): Promise<T> {
      asked.add(answer)
      void answer.finally(() => asked.delete(answer))
      return answer
    },
    async closeWhenDone(): Promise<void> {
      await Promise.allSettled(asked)
      await eyes.close()
    },
  }
}
