import sharp from 'sharp'
import { drawItem } from '../../../drivers/camera/draw-item.ts'
import { drawnLabel } from '../drawn-codes.ts'
import { picturedCode } from './guest/pictured-code.ts'

/** A drawn mug and a label with a code on the bench as a camera gives it: I420 (Y, then U and V of every second pixel and line), BT.601 of limited range, in base64. */
export async function drawnPicture({ width, height }: { width: number; height: number }): Promise<string> {
  const photo = await drawItem({ kind: 'mug', seed: 6 })
  const label = await drawnLabel({ text: picturedCode, format: 'Code128', width: Math.round(width * 0.5) })
  const rgb = await sharp(photo)
    .resize(width, height, { fit: 'cover' })
    .composite([{ input: label, gravity: 'southeast' }])
    .removeAlpha()
    .raw()
    .toBuffer()
  const pixels = width * height
  const planes = Buffer.alloc(pixels + pixels / 2)
  for (let at = 0; at < pixels; at += 1) {
    const [row, column] = [Math.floor(at / width), at % width]
    const [y, u, v] = yuvAt(rgb, at)
    planes[at] = y
    if (row % 2 === 1 || column % 2 === 1) continue
    const small = (row / 2) * (width / 2) + column / 2
    planes[pixels + small] = u
    planes[pixels + pixels / 4 + small] = v
  }
  return planes.toString('base64')
}

/** Weights of red, green and blue in BT.601, eight bits, 16 to 235. */
function yuvAt(rgb: Buffer, pixel: number): [number, number, number] {
  const [r = 0, g = 0, b = 0] = rgb.subarray(pixel * 3, pixel * 3 + 3)
  return [
    16 + (65.481 * r + 128.553 * g + 24.966 * b) / 255,
    128 + (-37.797 * r - 74.203 * g + 112 * b) / 255,
    128 + (112 * r - 93.786 * g - 18.214 * b) / 255,
  ]
}
