import type { ItemView } from '../../models/memory/raster.ts'

/** Where a drawn thing lies and what is wrong with it. */
export interface Drawn {
  readonly x?: number
  readonly y?: number
  readonly turn?: number
  readonly seed?: number
  /** The right arm is not there. */
  readonly armless?: boolean
  readonly size?: number
}

/** A blue body with a red head and two yellow arms on white, with seeded grain: 192 × 160, with its mask. */
export function thing({
  x = 96,
  y = 80,
  turn = 0,
  seed = 1,
  armless = false,
  size = 1,
}: Drawn = {}): ItemView {
  const [width, height] = [192, 160]
  const pixels = new Uint8Array(width * height * 3)
  const mask = new Uint8Array(width * height)
  const grain = grainOf(seed)
  for (let at = 0; at < width * height; at++) {
    const [dx, dy] = [((at % width) - x) / size, (Math.floor(at / width) - y) / size]
    const [u, v] = [Math.cos(turn) * dx + Math.sin(turn) * dy, Math.cos(turn) * dy - Math.sin(turn) * dx]
    const colour = colourAt(u, v, armless)
    if (colour) mask[at] = 255
    for (let k = 0; k < 3; k++) pixels[at * 3 + k] = (colour ?? white)[k]! + grain()
  }
  return { raster: { width, height, pixels }, mask }
}

const white = [235, 235, 235]

function colourAt(u: number, v: number, armless: boolean): readonly number[] | undefined {
  if (Math.hypot(u, v + 32) < 14) return [200, 40, 40]
  if (Math.abs(u) < 18 && Math.abs(v) < 24) return v > 4 ? [40, 60, 180] : [60, 110, 200]
  if (Math.abs(v + 6) < 6 && u < 0 && u > -46) return [220, 200, 40]
  if (Math.abs(v - 8) < 6 && u > 0 && u < 46 && !armless) return [220, 200, 40]
  return undefined
}

function grainOf(seed: number): () => number {
  let state = seed * 2654435761
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return (state / 2 ** 32) * 12 - 6
  }
}

/** Whole things, each with its own grain and a little aside. */
export function wholeThings(count: number): ItemView[] {
  return Array.from({ length: count }, (_, at) =>
    thing({ seed: at + 1, x: 92 + ((at * 5) % 9), y: 77 + ((at * 3) % 7), turn: ((at % 5) - 2) * 0.02 }),
  )
}
