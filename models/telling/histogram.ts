import { type ItemView, withinOf } from '../memory/raster.ts'

/** So many steps of hue, saturation and value. */
export interface Steps {
  readonly hue: number
  readonly saturation: number
  readonly value: number
}

/** For a pack that brings no way with colours; chosen, as all here, on cartons of training in the hand. */
const usual: Steps = { hue: 24, saturation: 4, value: 4 }
/** Counts are raised to this power: small areas of a colour tell products of one brand apart, and a large plain side hides nothing. */
const power = 0.3
/** How fast a pixel's weight falls with its distance from the middle, as a part of half a side. */
const spread = 0.4
/** Degrees of hue, and shares of saturation and value, of a hand under a shop's light. */
const skin = { hue: [5, 38], saturation: [0.2, 0.65], value: 0.25 } as const
/** Pixels on the longer side that are counted, at most. */
const longest = 96

/** How often each hue, saturation and value is on the item, small areas raised, of length 1. */
export function histogram(view: ItemView, steps = usual, raised = power): Float32Array {
  return unit(counted(view, steps).map((count) => (count === 0 ? 0 : count ** raised)))
}

/**
 * How often each hue, saturation and value is on the item. Where nobody could tell the item from what is around it, the middle
 * counts most and the colours of a hand not at all.
 */
function counted(view: ItemView, bins: Steps): Float32Array {
  const { raster, mask } = view
  const whole = withinOf(view)
  const counts = new Float32Array(bins.hue * bins.saturation * bins.value)
  const step = Math.max(1, Math.floor(Math.max(whole.width, whole.height) / longest))
  const { pixels } = raster
  for (let y = firstFrom(whole.top, step); y < whole.top + raster.height; y += step)
    for (let x = firstFrom(whole.left, step); x < whole.left + raster.width; x += step) {
      const at = (y - whole.top) * raster.width + x - whole.left
      if (mask && mask[at]! < 128) continue
      const colour = hsvOf(pixels[at * 3]!, pixels[at * 3 + 1]!, pixels[at * 3 + 2]!)
      if (!mask && isSkin(colour)) continue
      const weight = mask ? 1 : weightAt((2 * x + 1) / whole.width - 1, (2 * y + 1) / whole.height - 1)
      counts[slotOf(colour, bins)]! += weight
    }
  return counts
}

/** The first pixel from one on that is counted: the same ones of a whole photograph and of a part of it. */
function firstFrom(pixel: number, step: number): number {
  const first = Math.floor(step / 2)
  return first + Math.ceil((pixel - first) / step) * step
}

interface Hsv {
  /** 0..360 */
  readonly hue: number
  readonly saturation: number
  readonly value: number
}

function hsvOf(r: number, g: number, b: number): Hsv {
  const [most, least] = [Math.max(r, g, b), Math.min(r, g, b)]
  const span = most - least
  const turn =
    span === 0 ? 0 : most === r ? (g - b) / span : most === g ? 2 + (b - r) / span : 4 + (r - g) / span
  return { hue: ((turn + 6) % 6) * 60, saturation: most === 0 ? 0 : span / most, value: most / 255 }
}

/** Hue counts nothing where there is hardly a colour. */
function slotOf({ hue, saturation, value }: Hsv, bins: Steps): number {
  const s = Math.min(bins.saturation - 1, Math.floor(saturation * bins.saturation))
  const v = Math.min(bins.value - 1, Math.floor(value * bins.value))
  const h = s === 0 ? 0 : Math.floor((hue / 360) * bins.hue) % bins.hue
  return (h * bins.saturation + s) * bins.value + v
}

function isSkin({ hue, saturation, value }: Hsv): boolean {
  return (
    hue > skin.hue[0] &&
    hue < skin.hue[1] &&
    saturation > skin.saturation[0] &&
    saturation < skin.saturation[1] &&
    value > skin.value
  )
}

function weightAt(x: number, y: number): number {
  return Math.exp(-(x * x + y * y) / (2 * spread * spread))
}

/** The vector at length 1; one of nothing stays nothing. */
export function unit(values: Float32Array): Float32Array {
  const length = Math.hypot(...values)
  return length === 0 ? values : values.map((value) => value / length)
}
