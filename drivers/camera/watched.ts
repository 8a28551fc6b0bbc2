import type { Frame } from '../../main/kernel/frame.ts'
import type { Camera } from './port.ts'

/** A camera that somebody looks through besides the lane. */
export interface Watched {
  /** A picture for who looks: given up as soon as the lane shoots, and never in its way. Rejects as shoot() does. */
  look(signal: AbortSignal): Promise<Frame>
  /** Hears every photograph the lane takes; the returned function ends the hearing. */
  onShot(heard: (frame: Frame) => void): () => void
}

/** The same camera, its shots heard by others; a look never makes a shot wait. */
export function watched<C extends Camera>(camera: C): C & Watched {
  const listeners = new Set<(frame: Frame) => void>()
  const shots = new Set<Promise<unknown>>()
  let looking = new AbortController()
  const shoot = async (signal: AbortSignal): Promise<Frame> => {
    looking.abort()
    const frame = await camera.shoot(signal)
    for (const heard of [...listeners]) heard(frame)
    return frame
  }
  return {
    ...camera,
    shoot(signal) {
      const shot = shoot(signal)
      const over = shot.catch(() => {}).finally(() => shots.delete(over))
      shots.add(over)
      return shot
    },
    async look(signal) {
      while (shots.size > 0) await Promise.all(shots)
      looking = new AbortController()
      return camera.shoot(AbortSignal.any([signal, looking.signal]))
    },
    onShot(heard) {
      listeners.add(heard)
      return () => void listeners.delete(heard)
    },
  }
}
