import type { Clock } from '../../main/kernel/clock.ts'
import { Fault } from '../../main/kernel/fault.ts'
import type { CameraRole, PhotoMediaType } from '../../main/kernel/frame.ts'
import { createTeller } from '../teller.ts'
import type { Camera } from './port.ts'
import { stillCamera } from './still-camera.ts'

export interface PageCamera extends Camera {
  /** A picture the page has taken; ignored when none is wanted. The bytes tell their type themselves. */
  upload(bytes: Uint8Array, mediaType: PhotoMediaType): void
  wanted(): boolean
  /** Hears every change of wanted(); the returned function ends the hearing. */
  onWanted(heard: (wanted: boolean) => void): () => void
  /** The page has opened its camera. */
  found(): void
  /** The page has no camera, or may not use it, in one sentence: a wanted picture fails at once. */
  missing(detail: string, fault?: 'CAMERA_LOST' | 'CAMERA_DENIED'): void
}

/** A camera of the computer that shows the kiosk: shoot() waits until the page has taken and sent a picture. */
export function pageCamera(
  options: { readonly name: string; readonly role: CameraRole },
  clock: Clock,
): PageCamera {
  const { name, role } = options
  const teller = createTeller()
  const listeners = new Set<(wanted: boolean) => void>()
  let waiting: PromiseWithResolvers<Uint8Array> | undefined
  const want = (next: typeof waiting) => {
    waiting = next
    for (const heard of [...listeners]) heard(next !== undefined)
  }
  const lost = (detail: string, fault: 'CAMERA_LOST' | 'CAMERA_DENIED' = 'CAMERA_LOST') =>
    teller.set({ kind: 'lost', fault, detail })

  const take = async (signal: AbortSignal): Promise<Uint8Array> => {
    const mine = Promise.withResolvers<Uint8Array>()
    const giveUp = () => {
      lost(`No picture came from the page for the ${role} camera ${name}; is the kiosk open?`)
      mine.reject(new Fault('CAMERA_TIMEOUT', `The page sent no picture for the ${role} camera ${name}.`))
    }
    signal.addEventListener('abort', giveUp, { once: true })
    want(mine)
    try {
      return await mine.promise
    } finally {
      signal.removeEventListener('abort', giveUp)
      want(undefined)
    }
  }
  return {
    ...stillCamera({ name, role, take }, teller, clock),
    upload: (bytes) => waiting?.resolve(bytes),
    wanted: () => waiting !== undefined,
    onWanted(heard) {
      listeners.add(heard)
      return () => listeners.delete(heard)
    },
    found: () => teller.set({ kind: 'ready' }),
    missing(detail, fault = 'CAMERA_LOST') {
      lost(detail, fault)
      waiting?.reject(new Fault(fault, detail))
    },
  }
}
