import { useEffect, useRef } from 'react'
import type { LaneState, LaneView } from '../../main/api/views.ts'
import type { Disposition } from '../../main/inspection/record.ts'
import { play, type Sound } from '../kit/sound.ts'
import { outcomeOf } from './outcome.ts'

interface Moment {
  readonly state: LaneState | undefined
  readonly outcome: string | undefined
}

/** What is to be heard when the lane goes from one moment to the next; nothing on the first view after opening the page. */
export function soundFor(before: Moment, now: Moment, disposition?: Disposition): Sound | undefined {
  if (before.state === undefined || before.state === now.state) return undefined
  if (now.state === 'asking' || now.state === 'stopped') return 'trouble'
  if (now.outcome && now.outcome !== before.outcome) return disposition
  if (before.state === 'scan') return 'scanned'
  return undefined
}

/** Plays each outcome once, a tick for every scan that was taken, and a low double note for trouble. */
export function useLaneSounds(view: LaneView | undefined): void {
  const before = useRef<Moment>({ state: undefined, outcome: undefined })
  useEffect(() => {
    const outcome = view && outcomeOf(view)
    const now = { state: view?.state, outcome: outcome?.id }
    const sound = soundFor(before.current, now, outcome?.disposition)
    before.current = now
    if (sound) play(sound)
  }, [view])
}
