import { type Hatch, readSpot } from '../onnx/hatch.ts'
import type { SentView } from './messages.ts'
import type { ShownPhoto, ShownView } from './port.ts'

/** A view as it goes to the signing process: nearly a megabyte, laid into the hatch for the question `id` where that has room. A photograph goes as it is. */
export function laid(shown: ShownPhoto | ShownView, hatch: Hatch | undefined, id: number): SentView {
  if (!hatch || 'photo' in shown) return shown
  const { raster, within } = shown
  const { width, height, pixels } = raster
  const at = hatch.put(id, pixels)
  const mask = shown.mask && hatch.put(id, shown.mask)
  if (!at || (shown.mask && !mask)) return shown
  return { size: { width, height }, at, ...(mask ? { mask } : {}), ...(within ? { within } : {}) }
}

/** The same again in the signing process, out of the hatch open as `fd`. */
export function fetched(sent: SentView, fd: number): ShownPhoto | ShownView {
  if (!('at' in sent)) return sent
  const { size, at, mask, ...view } = sent
  return {
    ...view,
    raster: { ...size, pixels: readSpot(fd, at) },
    ...(mask ? { mask: readSpot(fd, mask) } : {}),
  }
}
