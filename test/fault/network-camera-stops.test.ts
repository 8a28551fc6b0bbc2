import { afterEach, describe, expect, it } from 'vitest'
import type { Camera } from '../../drivers/camera/port.ts'
import { rtspCamera } from '../../drivers/camera/rtsp.ts'
import { faults } from '../../main/kernel/fault.ts'
import { faultOf, photo, reaches } from '../contract/camera.ts'
import { type FakeFfmpeg, fakeFfmpeg } from '../rigs/fake-ffmpeg.ts'
import { realClock } from '../rigs/real-clock.ts'

const never = new AbortController().signal
const who = 'The left camera Arm at rtsp://192.0.2.7:554/main'

describe('a network camera whose stream stops', () => {
  let ffmpeg: FakeFfmpeg
  let camera: Camera
  afterEach(async () => {
    await camera.close()
    ffmpeg.close()
  })

  /** A network camera that gives one picture after the other. */
  async function open(): Promise<void> {
    ffmpeg = fakeFfmpeg('noisy', await photo(1))
    const url = 'rtsp://dock:secret@192.0.2.7:554/main'
    const options = { name: 'Arm', role: 'left', url, transport: 'tcp', fps: 5, frozenMs: 400 } as const
    camera = rtspCamera({ ...options, ffmpeg: ffmpeg.program, latencyMs: 20 }, realClock(5))
    await reaches(camera, 'ready')
  }

  it('[FF2] the camera ends it: the shot that waits fails with why, and it comes back with the camera', async () => {
    await open()
    ffmpeg.mood('end\nConnection to tcp://192.0.2.7:554 failed: Connection timed out')
    const fault = await camera.shoot(never).catch((thrown) => thrown)
    expect(fault).toMatchObject({
      code: 'CAMERA_LOST',
      detail: `${who} cannot be reached over the network.`,
      hint: faults.CAMERA_LOST.hint,
    })
    await reaches(camera, 'lost')
    ffmpeg.mood('noisy')
    await reaches(camera, 'ready')
    expect(await faultOf(camera.shoot(never))).toBe('none')
  })

  it('[FF2] its cable is out and nothing comes any more: that is told, and it is opened anew until it comes', async () => {
    await open()
    ffmpeg.mood('hang')
    expect(await faultOf(camera.shoot(never))).toBe('CAMERA_FROZEN')
    expect(camera.state()).toMatchObject({ detail: `${who} gave no new picture in 8 seconds.` })
    ffmpeg.mood('noisy')
    await reaches(camera, 'ready')
    expect(ffmpeg.runs().length).toBeGreaterThan(1)
    expect(await faultOf(camera.shoot(never))).toBe('none')
  })

  it('[FF2] it gives the same picture again and again: no item is judged by it', async () => {
    await open()
    ffmpeg.mood('same')
    expect(await reaches(camera, 'lost')).toEqual({
      ...{ kind: 'lost', fault: 'CAMERA_FROZEN' },
      detail: `${who} gives the same picture again and again.`,
    })
    expect(await faultOf(camera.shoot(never))).toBe('CAMERA_FROZEN')
    ffmpeg.mood('noisy')
    await reaches(camera, 'ready')
    expect(await faultOf(camera.shoot(never))).toBe('none')
  })

  it('[FF6] its password was changed meanwhile: the camera says so, and nothing names either', async () => {
    await open()
    ffmpeg.mood('end\nmethod DESCRIBE failed: 401 Unauthorized (rtsp://dock:secret@192.0.2.7:554/main)')
    const state = await reaches(camera, 'lost')
    expect(state).toMatchObject({ detail: `${who} refuses its user name or password.` })
    expect(JSON.stringify(state)).not.toContain('secret')
  })
})
