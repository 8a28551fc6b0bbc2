import { describe, expect, it } from 'vitest'
import { httpCamera } from '../../drivers/camera/http-snapshot.ts'
import { type HttpCameraRig, openHttpCamera } from '../rigs/http-camera.ts'
import { realClock } from '../rigs/real-clock.ts'
import { until } from '../rigs/until.ts'
import { cameraContract, faultOf, photo, reaches } from './camera.ts'

const clock = realClock(5)

cameraContract('the HTTP snapshot driver', async () => {
  const rig = await openHttpCamera({ does: 'send', bytes: await photo(0) })
  const camera = httpCamera({ name: 'Dock top', role: 'top', url: rig.url }, clock)
  await reaches(camera, 'ready')
  let scene = 0
  return {
    camera,
    async show(next) {
      scene = next
      rig.mood = { does: 'send', bytes: await photo(scene) }
    },
    pictureOf: photo,
    async behave(how) {
      const bytes = await photo(scene)
      if (how === 'well') rig.mood = { does: 'send', bytes }
      if (how === 'half') rig.mood = { does: 'send', bytes: bytes.subarray(0, bytes.length >> 1) }
      if (how === 'hang') rig.mood = { does: 'hang' }
      if (how === 'gone') rig.mood = { does: 'hang-up' }
    },
    async close() {
      await camera.close()
      await rig.close()
    },
  }
})

describe('a camera with a snapshot URL', () => {
  const never = new AbortController().signal

  async function withCamera(
    rig: HttpCameraRig,
    url: string,
    run: (camera: ReturnType<typeof httpCamera>) => Promise<void>,
    timeoutMs = 10_000,
  ) {
    const camera = httpCamera({ name: 'Dock top', role: 'top', url, timeoutMs }, clock)
    await run(camera)
    await camera.close()
    await rig.close()
  }

  it('[CA2] logs in with the account in its URL, which no message names', async () => {
    const rig = await openHttpCamera({ does: 'refuse', status: 401 })
    const url = `${rig.url.replace('//', '//dock:s%40fe@')}?token=alsosecret`
    await withCamera(rig, url, async (camera) => {
      const fault = await camera.shoot(never).catch((thrown) => thrown)
      expect(fault).toMatchObject({ code: 'CAMERA_LOST', detail: expect.stringContaining('HTTP 401') })
      const said = JSON.stringify([camera.state(), fault.message, fault.detail, String(fault.stack)])
      expect(said).not.toMatch(/s@fe|s%40fe|alsosecret|dock:/)
      expect(rig.requests[0]?.authorization).toBe(`Basic ${Buffer.from('dock:s@fe').toString('base64')}`)
    })
  })

  it('[CA2] a web page instead of a picture is CAMERA_BAD_IMAGE', async () => {
    const bytes = Buffer.from('<html>Welcome to your camera</html>')
    const rig = await openHttpCamera({ does: 'send', bytes, mediaType: 'image/jpeg' })
    await withCamera(rig, rig.url, async (camera) => {
      expect(await camera.shoot(never).catch((thrown) => thrown)).toMatchObject({
        code: 'CAMERA_BAD_IMAGE',
        detail: expect.stringContaining('neither JPEG nor PNG'),
      })
    })
  })

  it('[CA2] a download that breaks off is CAMERA_BAD_IMAGE', async () => {
    const rig = await openHttpCamera({ does: 'break-off', bytes: await photo(3) })
    await withCamera(rig, rig.url, async (camera) => {
      expect(await faultOf(camera.shoot(never))).toBe('CAMERA_BAD_IMAGE')
    })
  })

  it('[CA2] a picture that never ends is refused after 64 MB', async () => {
    const rig = await openHttpCamera({ does: 'never-end' })
    const camera = httpCamera({ name: 'Dock top', role: 'top', url: rig.url, timeoutMs: 3_600_000 }, clock)
    expect(await camera.shoot(never).catch((thrown) => thrown)).toMatchObject({
      code: 'CAMERA_BAD_IMAGE',
      detail: expect.stringContaining('64 MB'),
    })
    await camera.close()
    await rig.close()
  })

  it('[CA3] gives up by itself on a camera that never answers, and tells so', async () => {
    const rig = await openHttpCamera({ does: 'hang' })
    await withCamera(
      rig,
      rig.url,
      async (camera) => {
        expect(await faultOf(camera.shoot(never))).toBe('CAMERA_TIMEOUT')
        expect(camera.state()).toMatchObject({ kind: 'lost', fault: 'CAMERA_TIMEOUT' })
      },
      1500,
    )
  })

  it('[CA2] is lost before anybody shoots when nothing listens, and ready once it does', async () => {
    const rig = await openHttpCamera({ does: 'refuse', status: 503 })
    await withCamera(rig, rig.url, async (camera) => {
      expect(await reaches(camera, 'lost')).toMatchObject({ fault: 'CAMERA_LOST' })
      rig.mood = { does: 'send', bytes: await photo(1) }
      await reaches(camera, 'ready')
    })
  })

  it('[CA4] a shot does not wait behind a look at a camera that hangs', async () => {
    const rig = await openHttpCamera({ does: 'hang' })
    await withCamera(
      rig,
      rig.url,
      async (camera) => {
        await until(
          () => rig.requests.length,
          (count) => count === 1,
          'the first look',
        )
        rig.mood = { does: 'send', bytes: await photo(1) }
        expect(await faultOf(camera.shoot(never))).toBe('none')
      },
      3_600_000,
    )
  })
})
