import type { Decoded } from '../port.ts'
import { layDown, readSpot, type Spot } from './hatch.ts'
import type { Answer } from './messages.ts'

/** A decoded photograph on its way to the station: its pixels, nearly a megabyte, with it or in the hatch. */
export type SentDecoded = Decoded | (Omit<Decoded, 'raster'> & { readonly size: Size; readonly spot: Spot })

type Size = Pick<Decoded['raster'], 'width' | 'height'>

/** Lays a decoded photograph into the room left for it in the hatch open as `fd`; one without room goes as it is. */
export function laidDecoded(decoded: Decoded, room: Spot | undefined, fd: number): SentDecoded {
  const { raster, ...known } = decoded
  const { width, height, pixels } = raster
  const spot = room && layDown(fd, pixels, room)
  return spot ? { ...known, size: { width, height }, spot } : decoded
}

/** An answer with the decoded photograph that was laid into the hatch open as `fd`; without it where it cannot be read. */
export function wholeAnswer(answer: Answer, fd: number | undefined): Answer {
  if (!('told' in answer && answer.told === 'measured' && answer.decoded)) return answer
  const { decoded, ...measured } = answer
  if (!('spot' in decoded)) return answer
  const { size, spot, ...known } = decoded
  try {
    if (fd === undefined) return measured
    return { ...measured, decoded: { ...known, raster: { ...size, pixels: readSpot(fd, spot) } } }
  } catch {
    return measured
  }
}
