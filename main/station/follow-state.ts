import type { Clock } from '../kernel/clock.ts'

/** Milliseconds between two looks: what a person sees as at once. */
const lookEveryMs = 500

/** Calls `changed` whenever what `state` tells has become another, for the eyes change theirs without a word. Returns what ends it. */
export function followState(
  state: () => unknown,
  changed: () => void,
  clock: Pick<Clock, 'sleep'>,
): () => Promise<void> {
  const ended = new AbortController()
  const following = follow(state, changed, { clock, signal: ended.signal })
  return async () => {
    ended.abort()
    await following
  }
}

async function follow(
  state: () => unknown,
  changed: () => void,
  { clock, signal }: { readonly clock: Pick<Clock, 'sleep'>; readonly signal: AbortSignal },
): Promise<void> {
  let known = JSON.stringify(state())
  while (!signal.aborted) {
    await clock.sleep(lookEveryMs, signal)
    const now = JSON.stringify(state())
    if (now === known || signal.aborted) continue
    known = now
    changed()
  }
}
