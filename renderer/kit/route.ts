import { useSyncExternalStore } from 'react'

/** Every screen of the station; the address is `#/screen/detail`, so any static server will do. */
export const screens = [
  'lane',
  'history',
  'review',
  'health',
  'setup',
  'teach',
  'models',
  'learning',
] as const
export type Screen = (typeof screens)[number]
export interface Route {
  readonly screen: Screen | undefined
  readonly detail: string | undefined
}

/** Takes an address like `#/review/0192` apart; an unknown screen is undefined. */
export function routeOf(hash: string): Route {
  const [screen = '', detail = ''] = hash.replace(/^#\/?/, '').split('/')
  return {
    screen: screens.find((known) => known === screen),
    detail: detail ? decodeURIComponent(detail) : undefined,
  }
}

export function addressOf(screen: Screen, detail?: string): string {
  return detail ? `#/${screen}/${encodeURIComponent(detail)}` : `#/${screen}`
}

/** `replace` leaves no step back: for moving through a list. */
export function goTo(screen: Screen, detail?: string, replace = false): void {
  const address = addressOf(screen, detail)
  if (!replace) {
    window.location.hash = address
    return
  }
  window.history.replaceState(null, '', address)
  window.dispatchEvent(new HashChangeEvent('hashchange'))
}

function subscribe(heard: () => void): () => void {
  window.addEventListener('hashchange', heard)
  return () => window.removeEventListener('hashchange', heard)
}

export function useRoute(): Route {
  return routeOf(useSyncExternalStore(subscribe, () => window.location.hash))
}
