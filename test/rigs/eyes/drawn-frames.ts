import sharp, { type Sharp } from 'sharp'
import type { CameraRole, Frame } from '../../../main/kernel/frame.ts'
import { diceOf } from '../seeded.ts'

/** A box in fractions of the picture, and its colour. */
export interface Spot {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly colour: readonly [number, number, number]
}

export const red = [255, 0, 0] as const
export const blue = [0, 0, 255] as const

/** What is drawn: an item of printed stripes on a grey mat, with sensor noise, and spots on it. */
export interface Drawing {
  readonly width?: number
  readonly height?: number
  readonly seed?: number
  readonly spots?: readonly Spot[]
  /** False: nothing but the mat. */
  readonly item?: boolean
}

/** A drawing as sharp sees it, to be encoded or spoilt by the test. */
export function drawn({ width = 960, height = 540, seed = 1, spots = [], item = true }: Drawing = {}): Sharp {
  const dice = diceOf(seed)
  const pixels = Buffer.alloc(width * height * 3)
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at += 3) {
      const [u, v] = [x / width, y / height]
      const spot = spots.find(
        (one) => u >= one.x && u < one.x + one.width && v >= one.y && v < one.y + one.height,
      )
      const grey = item && onItem(u, v) ? printed(u, v) : 110 + 20 * u
      for (let channel = 0; channel < 3; channel++)
        pixels[at + channel] = spot
          ? spot.colour[channel]!
          : Math.max(0, Math.min(255, grey + 6 * (dice() - 0.5)))
    }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
}

function onItem(u: number, v: number): boolean {
  return u > 0.2 && u < 0.8 && v > 0.15 && v < 0.85
}

/** Stripes and blocks, as on a printed box. */
function printed(u: number, v: number): number {
  const block = (Math.floor(u * 24) + Math.floor(v * 14)) % 3 === 0
  return block ? 60 : 190
}

/** Encoded bytes as a frame. */
export function frameOf(bytes: Uint8Array, role: CameraRole = 'top'): Frame {
  const mediaType = bytes[0] === 0x89 ? 'image/png' : 'image/jpeg'
  return { role, bytes, mediaType, device: 'drawn', takenAt: 1_767_268_800_000 }
}

/** A JPEG of a drawing as a frame. */
export async function drawnFrame(drawing: Drawing = {}, role: CameraRole = 'top'): Promise<Frame> {
  return frameOf(await drawn(drawing).jpeg({ quality: 92 }).toBuffer(), role)
}
