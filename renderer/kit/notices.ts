import { useSyncExternalStore } from 'react'
import type { ShownFault } from './fault-of.ts'

/** A passing message: a fault, or something done. */
export interface Notice {
  readonly id: number
  readonly fault?: ShownFault
  readonly text?: string
  /** Of a text: something was not done, and somebody has to see to it. */
  readonly warn?: boolean
}
const SHOWN_MS = 8_000

let current: Notice | undefined
let timer: ReturnType<typeof setTimeout> | undefined
const heard = new Set<() => void>()

function set(notice: Notice | undefined): void {
  current = notice
  for (const tell of heard) tell()
}

/** Shows one message for eight seconds; a newer one takes its place. */
export function notify(notice: Omit<Notice, 'id'>): void {
  clearTimeout(timer)
  set({ ...notice, id: (current?.id ?? 0) + 1 })
  timer = setTimeout(dismiss, SHOWN_MS)
}

export function dismiss(): void {
  set(undefined)
}

export function useNotice(): Notice | undefined {
  return useSyncExternalStore(
    (tell) => {
      heard.add(tell)
      return () => void heard.delete(tell)
    },
    () => current,
  )
}
