import { describe, expect, it } from 'vitest'
import { rtspCamera } from '../../drivers/camera/rtsp.ts'
import { fakeFfmpeg } from '../rigs/fake-ffmpeg.ts'
import { realClock } from '../rigs/real-clock.ts'
import { cameraContract, photo, reaches } from './camera.ts'

const clock = realClock(10)
const url = 'rtsp://dock:s%40fe@192.0.2.7:8554/main?token=alsosecret'

function openCamera(ffmpeg: ReturnType<typeof fakeFfmpeg>) {
  const options = { name: 'Left arm', role: 'left', url, transport: 'tcp', fps: 5 } as const
  return rtspCamera({ ...options, ffmpeg: ffmpeg.program, latencyMs: 120, frozenMs: 86_400_000 }, clock)
}

cameraContract('the RTSP driver', async () => {
  const ffmpeg = fakeFfmpeg('same', await photo(0))
  const camera = openCamera(ffmpeg)
  await reaches(camera, 'ready')
  return {
    camera,
    show: async (scene) => ffmpeg.show(await photo(scene)),
    pictureOf: photo,
    behave(how) {
      const moods = { well: 'same', half: 'half', hang: 'hang', gone: 'end\nConnection refused' } as const
      ffmpeg.mood(moods[how])
    },
    async close() {
      await camera.close()
      ffmpeg.close()
    },
  }
})

describe('an RTSP camera', () => {
  it('[FF8] its address and password are in no argument of ffmpeg', async () => {
    const ffmpeg = fakeFfmpeg('same', await photo(1))
    const camera = openCamera(ffmpeg)
    await reaches(camera, 'ready')
    const [run] = ffmpeg.runs()
    expect(run?.args).toContain('pipe:0')
    expect(JSON.stringify(run?.args)).not.toMatch(/rtsp:|192\.0\.2\.7|s%40fe|alsosecret/)
    await camera.close()
    ffmpeg.close()
  })

  it.each([
    ['method DESCRIBE failed: 401 Unauthorized', 'refuses its user name or password'],
    ['method DESCRIBE failed: 404 Not Found', 'has no such stream (404); check the path of its URL'],
    ['Connection to tcp://192.0.2.7:8554 failed: Connection refused', 'does not answer (connection refused)'],
    ['Failed to resolve hostname cam: Name or service not known', 'has a host name nobody knows'],
    ['Connection to tcp://192.0.2.7:8554 failed: Connection timed out', 'cannot be reached over the network'],
    [
      'rtsp://dock:s%40fe@192.0.2.7:8554/main?token=alsosecret: Invalid data found',
      'stopped: rtsp://192.0.2.7:8554/main Invalid data found',
    ],
  ])('[FF6] "%s" is told as what it means, without secrets', async (words, meant) => {
    const ffmpeg = fakeFfmpeg(`end\n${words}`, await photo(1))
    const camera = openCamera(ffmpeg)
    const state = await reaches(camera, 'lost')
    expect(state).toEqual({
      kind: 'lost',
      fault: 'CAMERA_LOST',
      detail: `The left camera Left arm at rtsp://192.0.2.7:8554/main ${meant}.`,
    })
    await camera.close()
    ffmpeg.close()
  })
})
