import sharp from 'sharp'
import { cropSize } from './cells.ts'
import { networkCrop } from './network-crop.ts'
import { painted } from './painted.ts'
import type { PhotoView } from './photograph.ts'
import type { Pose } from './pose.ts'
import { type Quarter, quarterOf } from './quarters.ts'
import { withinOf } from './raster.ts'

/** A photograph as the memory looks at it, and where its item's crop lies in that. */
export interface Close {
  readonly view: PhotoView
  readonly pose: Pose
}

/** One quarter of an item's crop out of the photograph as it was taken, as a network takes it (memory.ts: Prepared). */
export async function quarterCrop(
  photo: Uint8Array,
  { view, pose }: Close,
  quarter: Quarter,
): Promise<Uint8Array> {
  const own = quarterOf(pose, quarter)
  // made as small as the crop by the library, which is far quicker than reading many pixels for one
  const smaller = Math.max(1, (own.side * view.scale) / cropSize)
  const scale = view.scale / smaller
  const there = { ...own, x: own.x * scale, y: own.y * scale, side: own.side * scale }
  const { window, pixels } = await windowAround(photo, there, smaller)
  const raster = { width: window.width, height: window.height, pixels }
  const inside = { ...there, x: there.x - window.left, y: there.y - window.top }
  const mask = view.mask && maskIn(window, view, scale)
  return networkCrop(painted({ raster, ...(mask ? { mask } : {}) }), inside, cropSize).rgb
}

interface Window {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** The pixels around a square, turned or not, of the photograph `smaller` times; where it begins there is no whole number. */
async function windowAround(photo: Uint8Array, { x, y, side, angle }: Pose, smaller: number) {
  const picture = sharp(photo, { failOn: 'error' }).autoOrient()
  const { autoOrient: taken } = await picture.metadata()
  // a pixel to spare, for reading between pixels
  const reach = (side / 2) * (Math.abs(Math.cos(angle)) + Math.abs(Math.sin(angle))) + 1
  const [left, right] = between((x - reach) * smaller, (x + reach) * smaller, taken.width)
  const [top, bottom] = between((y - reach) * smaller, (y + reach) * smaller, taken.height)
  const window: Window = {
    ...{ left: left / smaller, top: top / smaller },
    ...{ width: Math.round((right - left) / smaller), height: Math.round((bottom - top) / smaller) },
  }
  const pixels = await picture
    .extract({ left, top, width: right - left, height: bottom - top })
    .resize(window.width, window.height, { fit: 'fill', kernel: 'cubic' })
    .flatten({ background: '#808080' })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer()
  return { window, pixels }
}

/** Whole pixels from one place to another, of which there are `length`; at least one. */
function between(from: number, to: number, length: number): [number, number] {
  const first = Math.max(0, Math.min(length - 1, Math.floor(from)))
  return [first, Math.max(first + 1, Math.min(length, Math.ceil(to)))]
}

/** The part of a view's mask under a window of the photograph, as large as the window; `scale` of its pixels are one of the view's. */
function maskIn({ left, top, width, height }: Window, view: PhotoView, scale: number): Uint8Array {
  const { mask, raster } = view
  const whole = withinOf(view)
  const part = new Uint8Array(width * height)
  const at = (value: number, length: number) => Math.min(length - 1, Math.floor((value + 0.5) / scale))
  const columns = Int32Array.from({ length: width }, (_, x) => at(left + x, whole.width) - whole.left)
  for (let y = 0; y < height; y++) {
    const row = at(top + y, whole.height) - whole.top
    if (row < 0 || row >= raster.height) continue
    for (let x = 0; x < width; x++) {
      const column = columns[x]!
      if (column >= 0 && column < raster.width) part[y * width + x] = mask![row * raster.width + column]!
    }
  }
  return part
}
