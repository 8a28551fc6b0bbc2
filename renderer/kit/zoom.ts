/** How a photograph is looked at: `scale` 1 shows all of it; x and y move its middle, in pixels of the screen. */
export interface Zoom {
  readonly scale: number
  readonly x: number
  readonly y: number
}
export const wholePhoto: Zoom = { scale: 1, x: 0, y: 0 }
const LARGEST = 8

export interface Size {
  readonly width: number
  readonly height: number
}

function within(value: number, limit: number): number {
  return Math.min(limit, Math.max(-limit, value))
}

/** Keeps the photograph over its frame: no more moving than the zoomed part hangs over. */
function held({ scale, x, y }: Zoom, frame: Size): Zoom {
  const over = (scale - 1) / 2
  return { scale, x: within(x, frame.width * over), y: within(y, frame.height * over) }
}

/** Zooms by a factor around a point, given from the frame's middle, so that what is under it stays there. */
export function zoomed(zoom: Zoom, by: number, frame: Size, at = { x: 0, y: 0 }): Zoom {
  const scale = Math.min(LARGEST, Math.max(1, zoom.scale * by))
  const grown = scale / zoom.scale
  return held({ scale, x: at.x - (at.x - zoom.x) * grown, y: at.y - (at.y - zoom.y) * grown }, frame)
}

/** Moves the zoomed photograph by screen pixels. */
export function panned(zoom: Zoom, by: { readonly x: number; readonly y: number }, frame: Size): Zoom {
  return held({ ...zoom, x: zoom.x + by.x, y: zoom.y + by.y }, frame)
}
