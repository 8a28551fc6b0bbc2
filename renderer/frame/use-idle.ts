import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { api, queries } from '../kit/api.ts'
import { notify } from '../kit/notices.ts'
import type { Screen } from '../kit/route.ts'
import { storedInput, storeInput } from '../kit/stored.ts'
import { useWords } from '../kit/words.ts'
import { idleStep, worksAtLane } from './idle.ts'
import { useLaneFeed } from './lane-feed.tsx'

/** How often it is looked, and how often the time is written down at most, in milliseconds. */
const LOOK_MS = 5_000
const inputs = ['pointerdown', 'keydown', 'wheel'] as const

/** Where this browser keeps nothing, the page itself remembers. */
let seen = Date.now()

/** Writes down when somebody last did something here, at the door too, so that a page loaded again knows it. */
export function useInputTime(): void {
  useEffect(() => {
    const heard = () => {
      const now = Date.now()
      seen = now
      if (now - (storedInput() ?? 0) > LOOK_MS) storeInput(now)
    }
    for (const each of inputs) window.addEventListener(each, heard, { capture: true, passive: true })
    return () => {
      for (const each of inputs) window.removeEventListener(each, heard, { capture: true })
    }
  }, [])
}

/** Logs a person out who has done nothing for so many minutes, with a word a minute before; never from an item on the lane. */
export function useIdle(minutes: number | undefined, screen: Screen): void {
  const { t } = useWords()
  const { view } = useLaneFeed()
  const leaving = useRef(false)
  const { mutate: logout } = useMutation(
    // A station that is away is told by the line under the header; it is tried again.
    api.door.logout.mutationOptions({
      meta: { quiet: true },
      onSuccess: () => queries.invalidateQueries(),
      onError: () => {
        leaving.current = false
      },
    }),
  )
  const working = view?.item !== undefined && worksAtLane(window.location.hostname, screen)
  const latest = useRef({ working, t })
  latest.current = { working, t }
  useEffect(() => {
    if (minutes === undefined) return
    const look = () => {
      const now = Date.now()
      if (latest.current.working) {
        seen = now
        storeInput(now)
      }
      const step = idleStep({ now, last: storedInput() ?? seen, minutes, working: latest.current.working })
      // Asked once: a slow station must not be asked again at every look.
      if (step === 'leave' && !leaving.current) {
        leaving.current = true
        logout()
      }
      // Said again at every look, so that it stands until somebody does something.
      if (step === 'warn') notify({ text: latest.current.t('door.idleSoon'), warn: true })
    }
    look()
    const timer = setInterval(look, LOOK_MS)
    return () => clearInterval(timer)
  }, [minutes, logout])
}
