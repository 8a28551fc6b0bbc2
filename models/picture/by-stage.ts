import { borderOf, type Mask } from './mask.ts'
import type { Raster } from './raster.ts'

/** Pixels of the border on which light and colour are compared, at the working size. */
const thick = 3
/** Squared: levels of 255 that sensor noise, JPEG and a nudge of less than a pixel leave between two photographs of one stage. */
const leastSquared = 16 ** 2
/** A shadow keeps this part of the light and its colour; what is darker, or coloured otherwise, is an item. */
const darkestShadow = 0.3
/** Step of brightness over two pixels, as a part: a shadow's edge is softer at the working size, an outline harder. */
const hardEdge = 0.2
/** Part of the border that must look like the stage; else the camera or the bench is another one. */
const borderLike = 0.4

/**
 * Where the view differs from its empty stage, both of one size; light and white balance may have changed as a whole.
 * Undefined where the reference does not fit: another size, or most of the border is something else.
 */
export function unlikeStage(view: Raster, stage: Raster): Mask | undefined {
  if (view.width !== stage.width || view.height !== stage.height) return undefined
  const border = borderOf(view.width, view.height, thick)
  const gains = [0, 1, 2].map((channel) => gainOf(view, stage, { border, channel }))
  const { shade, off } = compared(view, stage, gains)
  if (border.reduce((sum, at) => sum + (off[at] ? 0 : 1), 0) < borderLike * border.length) return undefined
  return { width: view.width, height: view.height, bits: withoutShadows(shade, off, view.width) }
}

/** How much brighter the view is than the stage in a channel: the median over the border, which few items reach. */
function gainOf(
  view: Raster,
  stage: Raster,
  { border, channel }: { readonly border: Int32Array; readonly channel: number },
): number {
  const ratios = Float32Array.from(
    border,
    (at) => (view.pixels[at * 3 + channel]! + 1) / (stage.pixels[at * 3 + channel]! + 1),
  ).sort()
  return ratios[ratios.length >> 1] ?? 1
}

/** 1: surely not the stage; 2: the stage, only darker, as in a shadow; 0: the stage. `shade` is the part of its light. */
function compared(
  { pixels }: Raster,
  stage: Raster,
  [red = 1, green = 1, blue = 1]: readonly number[],
): { readonly shade: Float32Array; readonly off: Uint8Array } {
  const shade = new Float32Array(pixels.length / 3)
  const off = new Uint8Array(shade.length)
  for (let i = 0, at = 0; i < shade.length; i++, at += 3) {
    const [r, g, b] = [pixels[at]!, pixels[at + 1]!, pixels[at + 2]!]
    // what the stage would be in today's light; never 0, so that a part of it is a number
    const er = stage.pixels[at]! * red + 1
    const eg = stage.pixels[at + 1]! * green + 1
    const eb = stage.pixels[at + 2]! * blue + 1
    const light = er * er + eg * eg + eb * eb
    const part = (r * er + g * eg + b * eb) / light
    shade[i] = part
    const colour = r * r + g * g + b * b - part * part * light
    const step = ((part - 1) * (part - 1) * light) / 3
    if (colour > leastSquared) off[i] = 1
    else if (step > leastSquared) off[i] = part > 1 || part < darkestShadow ? 1 : 2
  }
  return { shade, off }
}

/** What is only darker counts where brightness steps hard, on both sides of the step: a grey item on a grey mat has an outline. */
function withoutShadows(shade: Float32Array, off: Uint8Array, width: number): Uint8Array {
  const bits = new Uint8Array(off.length)
  for (let at = 0; at < bits.length; at++)
    bits[at] = off[at] === 1 || stepAt(shade, at, width) > hardEdge ? 1 : 0
  return bits
}

function stepAt(shade: Float32Array, at: number, width: number): number {
  const here = shade[at]!
  const [left = here, right = here] = [shade[at - 1], shade[at + 1]]
  const [up = here, down = here] = [shade[at - width], shade[at + width]]
  return Math.max(Math.abs(left - right), Math.abs(up - down))
}
