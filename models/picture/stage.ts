import sharp from 'sharp'
import type { Stage } from '../../main/kernel/frame.ts'
import { unlikeStage } from './by-stage.ts'
import { cutOut, workingSide } from './cut-out.ts'
import type { Mask } from './mask.ts'
import { type Raster, shrunk } from './raster.ts'

/** First to this many pixels, as a view is before it is cut, so that both went through the same arithmetic. */
const firstSide = 320
/** Mean brightness of 255 outside which a photograph tells nothing of its stage. */
const darkBelow = 30
const brightAbove = 247
/** Levels over two pixels that make an outline, and the part of a cut's edge that has them: drawn items have over 0.37, soft light 0. */
const hardStep = 24
const hardOutline = 0.2

/** The empty stage as views are compared with it, from its photograph; undefined for what cannot be decoded. */
export async function stageOf(bytes: Uint8Array): Promise<Stage | undefined> {
  const view = await viewOf(bytes)
  return view && shrunk(view, workingSide)
}

/** Why a photograph cannot stand for the empty stage. */
export type NoStage = 'unreadable' | 'dark' | 'bright' | 'item'

/** The empty stage in a photograph of nothing else, or why it will not do; an item is told by its colour from the border's. */
export async function plainStage(bytes: Uint8Array): Promise<Stage | NoStage> {
  const view = await viewOf(bytes)
  if (!view) return 'unreadable'
  const light = view.pixels.reduce((sum, level) => sum + level, 0) / view.pixels.length
  if (light < darkBelow) return 'dark'
  if (light > brightAbove) return 'bright'
  const small = shrunk(view, workingSide)
  const cut = cutOut(view)
  const seen = cut.kind === 'two' || (cut.kind === 'item' && hardEdgeOf(cut.mask, small) > hardOutline)
  return seen ? 'item' : small
}

/** Part of a mask's edge on which the picture steps hard: light that falls off over a bench has a colour of its own, and no outline. */
function hardEdgeOf({ width, height, bits }: Mask, picture: Raster): number {
  let [edge, hard] = [0, 0]
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x
      const inside = bits[at - 1]! + bits[at + 1]! + bits[at - width]! + bits[at + width]!
      if (!bits[at] || inside === 4) continue
      edge++
      if (stepAt(picture, at) > hardStep) hard++
    }
  return edge === 0 ? 0 : hard / edge
}

/** The largest step of a colour around a pixel, across and down together. */
function stepAt({ width, pixels }: Raster, at: number): number {
  const between = (a: number, b: number, channel: number) =>
    Math.abs(pixels[a * 3 + channel]! - pixels[b * 3 + channel]!)
  return Math.max(
    ...[0, 1, 2].map(
      (channel) => between(at + 1, at - 1, channel) + between(at + width, at - width, channel),
    ),
  )
}

/** Whether the border of a view, small as a stage is, is still that of the stage (CU4). */
export function fitsStage(view: Stage, stage: Stage): boolean {
  return unlikeStage(view, stage) !== undefined
}

/** Levels of 255 from which on a pixel is as unlike as can be. */
const mostUnlike = 32

/** How unlike a view and a stage are as a whole, 0..1, in light and white balance made alike; 1 for another shape. */
export function unlikeness(view: Stage, stage: Stage): number {
  if (view.width !== stage.width || view.height !== stage.height) return 1
  const gains = [0, 1, 2].map((channel) => gainOf(view, stage, channel))
  let sum = 0
  for (let at = 0; at < view.pixels.length; at += 3) {
    const off = gains.map((gain, c) => Math.abs(view.pixels[at + c]! - gain * stage.pixels[at + c]!))
    sum += Math.min(mostUnlike, Math.max(...off)) / mostUnlike
  }
  return sum / (view.pixels.length / 3)
}

/** How much brighter a channel is: the median over all pixels, which an item that covers less than half does not move. */
function gainOf(view: Stage, stage: Stage, channel: number): number {
  const ratios = Float32Array.from(
    { length: view.pixels.length / 3 },
    (_, i) => (view.pixels[i * 3 + channel]! + 1) / (stage.pixels[i * 3 + channel]! + 1),
  ).sort()
  return ratios[ratios.length >> 1] ?? 1
}

async function viewOf(bytes: Uint8Array): Promise<Raster | undefined> {
  try {
    const { data, info } = await sharp(bytes)
      .autoOrient()
      .resize(firstSide, firstSide, { fit: 'inside', kernel: 'cubic' })
      .flatten({ background: '#808080' })
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true })
    const { width, height } = info
    return { width, height, pixels: new Uint8Array(data) }
  } catch {
    return undefined
  }
}
