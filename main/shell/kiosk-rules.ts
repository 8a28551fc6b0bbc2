/** Whether the kiosk window may show `target`: only pages of the station itself. */
export function mayNavigate(station: string, target: string): boolean {
  return originOf(target) === new URL(station).origin
}

/** What a page asks for, in Electron's words: `media` with the kinds of tracks, among others. */
export interface PermissionAsked {
  readonly permission: string
  readonly from: string
  readonly media: readonly string[]
}

/** Whether a page may use it: the camera, on the station's own pages, and nothing else. */
export function mayUse(station: string, { permission, from, media }: PermissionAsked): boolean {
  return (
    permission === 'media' &&
    mayNavigate(station, from) &&
    media.length > 0 &&
    media.every((kind) => kind === 'video')
  )
}

/**
 * The address a kiosk on this machine uses for a station that listens at `text`; undefined where that is no http
 * address, or one of a network card alone: a browser lends its camera to pages of its own machine only.
 */
export function stationAddress(text: string | undefined): string | undefined {
  const url = text === undefined ? null : URL.parse(text)
  if (url?.protocol !== 'http:') return undefined
  // Listening everywhere includes this machine.
  if (['0.0.0.0', '[::]'].includes(url.hostname)) url.hostname = '127.0.0.1'
  return ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname) ? url.origin : undefined
}

function originOf(target: string): string | undefined {
  const url = URL.parse(target)
  // blob: and data: pages inherit no right from the station.
  return url?.protocol === 'http:' ? url.origin : undefined
}
