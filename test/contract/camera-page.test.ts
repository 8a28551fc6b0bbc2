import { describe, expect, it } from 'vitest'
import { pageCamera } from '../../drivers/camera/page.ts'
import { realClock } from '../rigs/real-clock.ts'
import { cameraContract, faultOf, photo } from './camera.ts'

const clock = realClock()
const never = new AbortController().signal
const open = () => pageCamera({ name: 'Kiosk webcam', role: 'top' }, clock)

cameraContract("the kiosk page's camera", async () => {
  const camera = open()
  let [scene, how] = [0, 'well']
  camera.onWanted(async (wanted) => {
    if (!wanted) return
    if (how === 'gone') return camera.missing('The page may not use a camera.')
    const bytes = await photo(scene)
    if (how === 'well') camera.upload(bytes, 'image/jpeg')
    if (how === 'half') camera.upload(bytes.subarray(0, bytes.length >> 1), 'image/jpeg')
  })
  return {
    camera,
    show(next) {
      scene = next
    },
    pictureOf: photo,
    behave(next) {
      how = next
    },
    close: () => camera.close(),
  }
})

describe('a camera of the kiosk page', () => {
  it('[CA1] ignores a picture that nobody wants', async () => {
    const camera = open()
    camera.upload(await photo(1), 'image/jpeg')
    expect(camera.wanted()).toBe(false)
    const shot = camera.shoot(never)
    expect(camera.wanted()).toBe(false)
    await Promise.resolve()
    expect(camera.wanted()).toBe(true)
    camera.upload(await photo(2), 'image/jpeg')
    expect(Buffer.compare((await shot).bytes, await photo(2))).toBe(0)
    expect(camera.wanted()).toBe(false)
    await camera.close()
  })

  it('[CA3] is lost when the page sent nothing in time', async () => {
    const camera = open()
    camera.found()
    const stop = new AbortController()
    const shot = faultOf(camera.shoot(stop.signal))
    await Promise.resolve()
    stop.abort()
    expect(await shot).toBe('CAMERA_TIMEOUT')
    expect(camera.state()).toMatchObject({ kind: 'lost', fault: 'CAMERA_LOST' })
    expect(camera.wanted()).toBe(false)
    await camera.close()
  })
})
