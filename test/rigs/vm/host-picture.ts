import sharp from 'sharp'
import { drawItem } from '../../../drivers/camera/draw-item.ts'

/** A drawn mug on the bench as a camera gives it: YUYV, limited range (BT.601), in base64. */
export async function drawnPicture({ width, height }: { width: number; height: number }): Promise<string> {
  const photo = await drawItem({ kind: 'mug', seed: 6 })
  const rgb = await sharp(photo).resize(width, height, { fit: 'cover' }).raw().toBuffer()
  const yuyv = Buffer.alloc(width * height * 2)
  for (let pixel = 0; pixel < width * height; pixel += 2) {
    const [one, other] = [yuvAt(rgb, pixel), yuvAt(rgb, pixel + 1)]
    yuyv.set([one[0], (one[1] + other[1]) / 2, other[0], (one[2] + other[2]) / 2], pixel * 2)
  }
  return yuyv.toString('base64')
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
