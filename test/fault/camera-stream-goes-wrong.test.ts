import { afterEach, describe, expect, it } from 'vitest'
import type { Camera } from '../../drivers/camera/port.ts'
import { faultOf, photo, reaches } from '../contract/camera.ts'
import { cameraNodes, nodeCamera } from '../rigs/camera-nodes.ts'
import { type FakeFfmpeg, type FfmpegMood, fakeFfmpeg } from '../rigs/fake-ffmpeg.ts'
import { freshFolder } from '../rigs/fresh-folder.ts'
import { until } from '../rigs/until.ts'

const never = new AbortController().signal

describe('a camera whose stream goes wrong', () => {
  let camera: Camera | undefined
  let ffmpeg: FakeFfmpeg
  afterEach(async () => {
    await camera?.close()
    ffmpeg.close()
  })
  async function opened(mood: FfmpegMood, frozenMs?: number): Promise<Camera> {
    ffmpeg = fakeFfmpeg(mood, await photo(1))
    const nodes = cameraNodes(freshFolder(), ['A1'])
    camera = nodeCamera(ffmpeg, nodes, { serialNumber: 'A1', ...(frozenMs ? { frozenMs } : {}) })
    return camera
  }

  it('[FF2] hangs on one picture: no item is judged by it, the state says so, and it comes back with the next picture', async () => {
    const frozen = await opened('noisy', 400)
    expect(await faultOf(frozen.shoot(never))).toBe('none')
    ffmpeg.mood('same')
    expect(await reaches(frozen, 'lost')).toEqual({
      kind: 'lost',
      fault: 'CAMERA_FROZEN',
      detail: 'The top camera Ceiling gives the same picture again and again.',
    })
    expect(await faultOf(frozen.shoot(never))).toBe('CAMERA_FROZEN')
    // started again, it still shows the same
    await until(
      () => ffmpeg.runs().length,
      (runs) => runs > 1,
      'a second run',
    )
    await new Promise((resolve) => setTimeout(resolve, 600))
    expect(frozen.state()).toMatchObject({ fault: 'CAMERA_FROZEN' })
    ffmpeg.mood('noisy')
    await reaches(frozen, 'ready')
    expect(await faultOf(frozen.shoot(never))).toBe('none')
  })

  it('[FF2] gives no picture any more: it is started again', async () => {
    const silent = await opened('noisy')
    await reaches(silent, 'ready')
    ffmpeg.mood('hang')
    expect(await faultOf(silent.shoot(never))).toBe('CAMERA_FROZEN')
    expect(silent.state()).toMatchObject({
      detail: 'The top camera Ceiling gave no new picture in 8 seconds.',
    })
    ffmpeg.mood('noisy')
    await reaches(silent, 'ready')
    expect(ffmpeg.runs().length).toBeGreaterThan(1)
  })

  it('[FF2] never gives a first picture: ffmpeg has longer to start than a running one may be silent', async () => {
    const slow = await opened('hang')
    const fault = await slow.shoot(never).catch((thrown) => thrown)
    expect(fault).toMatchObject({
      code: 'CAMERA_FROZEN',
      detail: 'The top camera Ceiling gave no new picture in 20 seconds.',
    })
    ffmpeg.mood('noisy')
    await reaches(slow, 'ready')
  })

  it('[FF2] stops: the shot that waits fails with what ffmpeg said last, the next one works', async () => {
    const stopped = await opened('noisy')
    await reaches(stopped, 'ready')
    ffmpeg.mood('end\nioctl(VIDIOC_DQBUF): No such device')
    const fault = await stopped.shoot(never).catch((thrown) => thrown)
    expect(fault.code).toBe('CAMERA_LOST')
    expect(fault.detail).toContain('stopped: ioctl(VIDIOC_DQBUF): No such device.')
    ffmpeg.mood('noisy')
    expect(await faultOf(stopped.shoot(never))).toBe('none')
  })

  it('[FF3] changes its picture size: the shot fails with both sizes, and the new size is taken from then on', async () => {
    const changing = await opened('noisy')
    await reaches(changing, 'ready')
    const { default: sharp } = await import('sharp')
    ffmpeg.show(
      await sharp({ create: { width: 32, height: 32, channels: 3, background: '#888' } })
        .jpeg()
        .toBuffer(),
    )
    const fault = await changing.shoot(never).catch((thrown) => thrown)
    expect(fault).toMatchObject({
      code: 'CAMERA_BAD_IMAGE',
      detail: 'The top camera Ceiling changed its picture from 64 × 48 to 32 × 32 pixels; give it one size.',
    })
    expect(await faultOf(changing.shoot(never))).toBe('none')
  })

  it('[FF1] sends something that is no stream of pictures: refused by what it began with', async () => {
    const chatty = await opened('garbage\nInput #0, video4linux2, from /dev/video0:\r\n\r\n')
    expect(await reaches(chatty, 'lost')).toEqual({
      kind: 'lost',
      fault: 'CAMERA_BAD_IMAGE',
      detail:
        'The top camera Ceiling sent "Input #0, video4linux2, from /dev/video0" where a picture should begin.',
    })
    ffmpeg.mood('noisy')
    await reaches(chatty, 'ready')
  })
})
