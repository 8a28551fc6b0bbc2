import { Fault } from '../kernel/fault.ts'
import type { CameraRole, PhotoMediaType } from '../kernel/frame.ts'
import type { LaneCamera } from './devices.ts'

/**
 * Pictures the kiosk page took with its own cameras before it asked for the unit: each is handed to its camera the
 * moment that camera wants one, so that shooting waits for nobody.
 */
export class PageShots {
  readonly #cameras: readonly LaneCamera[]
  readonly #taken = new Map<CameraRole, { readonly bytes: Uint8Array; readonly mediaType: PhotoMediaType }>()

  constructor(cameras: readonly LaneCamera[]) {
    this.#cameras = cameras.filter((each) => each.upload)
  }

  take(role: CameraRole, bytes: Uint8Array, mediaType: PhotoMediaType): void {
    if (!this.#cameras.some((each) => each.role === role))
      throw new Fault('BAD_INPUT', `no camera of a page has the role ${role}`)
    this.#taken.set(role, { bytes, mediaType })
  }

  /** Runs the shooting with the pictures at hand; they are spent afterwards. BAD_INPUT names a view without one. */
  async during<T>(shooting: () => Promise<T>): Promise<T> {
    const missing = this.#cameras.find((each) => !this.#taken.has(each.role))
    if (missing)
      throw new Fault('BAD_INPUT', `view ${missing.role}: the page has sent no photograph of it yet`)
    const stops = this.#cameras.map((camera) => camera.onWanted?.(() => this.#hand(camera)))
    try {
      return await shooting()
    } finally {
      for (const stop of stops) stop?.()
      this.#taken.clear()
    }
  }

  #hand(camera: LaneCamera): void {
    const photo = camera.wanted?.() && this.#taken.get(camera.role)
    if (photo) camera.upload?.(photo.bytes, photo.mediaType)
  }
}
