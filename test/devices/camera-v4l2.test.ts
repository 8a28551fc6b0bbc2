import sharp from 'sharp'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type V4l2CameraOptions, v4l2Camera } from '../../drivers/camera/v4l2.ts'
import { faultOf, reaches } from '../contract/camera.ts'
import { machineClock as clock } from '../rigs/vm/guest/machine-clock.ts'
import { openWebcam } from '../rigs/vm/guest/vivid-camera.ts'

const never = new AbortController().signal
const size = { width: 320, height: 180 } as const

async function bench(change: Partial<V4l2CameraOptions> = {}) {
  const webcam = await openWebcam()
  const options = { ...size, fps: 10, format: 'raw', ffmpeg: 'ffmpeg', frozenMs: 2000 } as const
  const camera = v4l2Camera(
    { name: 'Ceiling', role: 'top', device: webcam.device, ...options, ...change },
    clock,
  )
  onTestFinished(async () => {
    await camera.close()
    await webcam.close()
  })
  return { webcam, camera }
}

describe('the V4L2 driver on /dev/video0', () => {
  it('[CA1] gives photographs of what is there now, whole and of the size asked for', async () => {
    const { webcam, camera } = await bench()
    await reaches(camera, 'ready')
    const frame = await camera.shoot(never)
    expect(frame).toMatchObject({ role: 'top', device: 'Ceiling', mediaType: 'image/jpeg' })
    expect(await sharp(frame.bytes).metadata()).toMatchObject(size)
    // Pattern 7 of vivid is all red, 8 all green, 9 all blue.
    for (const [pattern, strongest] of [
      [7, 0],
      [9, 2],
    ] as const) {
      webcam.set('test_pattern', pattern)
      const { channels } = await sharp((await camera.shoot(never)).bytes).stats()
      const means = channels.map(({ mean }) => mean)
      expect(means.indexOf(Math.max(...means))).toBe(strongest)
    }
  })

  it('[CA2] is lost when it is pulled out, and shoots again when it is back', async () => {
    const { webcam, camera } = await bench()
    await reaches(camera, 'ready')
    await webcam.unplug()
    expect(await reaches(camera, 'lost')).toMatchObject({ fault: 'CAMERA_LOST' })
    expect(await faultOf(camera.shoot(never))).toBe('CAMERA_LOST')
    await webcam.plug()
    await reaches(camera, 'ready')
    expect(await faultOf(camera.shoot(never))).toBe('none')
  })

  it('[CA3] [CA4] answers two shots at once one after the other, and gives one up when it is told to', async () => {
    const { camera } = await bench()
    await reaches(camera, 'ready')
    const order: string[] = []
    const shots = ['first', 'second'].map((which) => camera.shoot(never).then(() => order.push(which)))
    await Promise.all(shots)
    expect(order).toEqual(['first', 'second'])
    const stop = new AbortController()
    const waiting = camera.shoot(stop.signal)
    stop.abort()
    expect(await faultOf(waiting)).toBe('CAMERA_TIMEOUT')
    expect(await faultOf(camera.shoot(never))).toBe('none')
  })

  it('[FF2] that shows the same picture again and again is lost, until it moves on', async () => {
    const { webcam, camera } = await bench()
    await reaches(camera, 'ready')
    webcam.set('osd_text_mode', 2)
    expect(await reaches(camera, 'lost')).toMatchObject({ fault: 'CAMERA_FROZEN' })
    webcam.set('osd_text_mode', 0)
    await reaches(camera, 'ready')
  })

  it('[FF4] says who holds it', async () => {
    const { webcam, camera: first } = await bench()
    await reaches(first, 'ready')
    const options = { ...size, fps: 10, format: 'raw', ffmpeg: 'ffmpeg', role: 'left' } as const
    const second = v4l2Camera({ name: 'Side', device: webcam.device, ...options }, clock)
    onTestFinished(() => second.close())
    await expect
      .poll(() => second.state(), { timeout: 60_000 })
      .toMatchObject({ fault: 'CAMERA_BUSY', detail: expect.stringMatching(/in use by ffmpeg \(\d+\)/) })
  })

  it('[CA5] frees the device when it is closed', async () => {
    const { webcam, camera } = await bench()
    await reaches(camera, 'ready')
    await camera.close()
    expect(await faultOf(camera.shoot(never))).toBe('CAMERA_LOST')
    // The kernel takes the driver out only when nobody has the device open.
    await webcam.close()
  })
})
