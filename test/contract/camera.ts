import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Camera } from '../../drivers/camera/port.ts'
import type { FaultCode } from '../../main/kernel/fault.ts'
import { until } from '../rigs/until.ts'

/** A camera in the hands of a test. */
export interface CameraBench {
  readonly camera: Camera
  /** Puts scene number `scene` before the camera: every picture taken from now on shows it. */
  show(scene: number): Promise<void> | void
  /** The bytes a picture of that scene has. */
  pictureOf(scene: number): Promise<Uint8Array>
  /** Makes the camera's own program act, where shoot() cannot make the camera act; called after every shoot(). */
  press?(): Promise<void> | void
  /** The next pictures are cut in half; are something else; never come; the camera is gone; or all is well again. */
  behave(how: 'half' | 'hang' | 'gone' | 'well'): Promise<void> | void
  close(): Promise<void>
}

const never = new AbortController().signal
const drawn = new Map<number, Promise<Buffer>>()

/** A small photograph of one colour, another one for each number. */
export function photo(scene: number): Promise<Buffer> {
  const background = { r: (scene * 67) % 256, g: (scene * 131) % 256, b: (scene * 29) % 256 }
  const picture =
    drawn.get(scene) ??
    sharp({ create: { width: 64, height: 48, channels: 3, background } })
      .jpeg()
      .toBuffer()
  drawn.set(scene, picture)
  return picture
}

/** The code a promise fails with. */
export async function faultOf(work: Promise<unknown>): Promise<FaultCode | 'none'> {
  return work.then(
    () => 'none',
    ({ code }) => code,
  )
}

/** What every camera promises in drivers/camera/port.ts. */
export function cameraContract(what: string, open: () => Promise<CameraBench>): void {
  describe(`the camera port, by ${what}`, () => {
    let bench: CameraBench
    const shoot = (signal = never) => {
      const frame = bench.camera.shoot(signal)
      frame.catch(() => {})
      void bench.press?.()
      return frame
    }

    beforeEach(async () => {
      bench = await open()
      await bench.show(1)
    })
    afterEach(() => bench.close())

    it('[CA1] gives a whole photograph of what is there now, with its role', async () => {
      for (const scene of [1, 2]) {
        await bench.show(scene)
        const frame = await shoot()
        expect(frame).toMatchObject({
          role: bench.camera.role,
          device: bench.camera.name,
          mediaType: 'image/jpeg',
        })
        expect(Buffer.compare(frame.bytes, await bench.pictureOf(scene))).toBe(0)
      }
      expect(bench.camera.state()).toEqual({ kind: 'ready' })
    })

    it('[CA2] half a photograph is CAMERA_BAD_IMAGE, the next whole one is well', async () => {
      await bench.behave('half')
      expect(await faultOf(shoot())).toBe('CAMERA_BAD_IMAGE')
      await bench.behave('well')
      expect(await faultOf(shoot())).toBe('none')
    })

    it('[CA2] a camera that is gone is CAMERA_LOST and tells so; back again it works', async () => {
      await bench.behave('gone')
      expect(await faultOf(shoot())).toBe('CAMERA_LOST')
      expect(bench.camera.state()).toMatchObject({ kind: 'lost', fault: 'CAMERA_LOST' })
      await bench.behave('well')
      expect(await faultOf(shoot())).toBe('none')
      expect(bench.camera.state()).toEqual({ kind: 'ready' })
    })

    it('[CA3] gives up with CAMERA_TIMEOUT when it is told to, and works after', async () => {
      await bench.behave('hang')
      const stop = new AbortController()
      const hung = shoot(stop.signal)
      const waiting = shoot(stop.signal)
      stop.abort()
      expect(await faultOf(hung)).toBe('CAMERA_TIMEOUT')
      expect(await faultOf(waiting)).toBe('CAMERA_TIMEOUT')
      expect(await faultOf(shoot(AbortSignal.abort()))).toBe('CAMERA_TIMEOUT')
      await bench.behave('well')
      expect(await faultOf(shoot())).toBe('none')
    })

    it('[CA4] answers two shots at once, one after the other', async () => {
      const order: string[] = []
      const first = shoot().then(() => order.push('first'))
      const second = shoot().then(() => order.push('second'))
      await first
      await bench.press?.()
      await second
      expect(order).toEqual(['first', 'second'])
    })

    it('[CA5] closes twice, ends a shot that waits, and is CAMERA_LOST then', async () => {
      await bench.behave('hang')
      const waiting = shoot()
      await bench.camera.close()
      await bench.camera.close()
      expect(await faultOf(waiting)).toBe('CAMERA_LOST')
      expect(await faultOf(shoot())).toBe('CAMERA_LOST')
    })
  })
}

/** The camera's state, once it is of that kind. */
export function reaches(camera: Camera, kind: 'ready' | 'lost') {
  return until(
    () => camera.state(),
    (state) => state.kind === kind,
    `the camera to be ${kind}`,
  )
}
