import { afterEach, describe, expect, it } from 'vitest'
import { drawItem } from '../../drivers/camera/draw-item.ts'
import { httpCamera } from '../../drivers/camera/http-snapshot.ts'
import { type HttpCameraRig, openHttpCamera } from '../rigs/http-camera.ts'
import { realClock } from '../rigs/real-clock.ts'

const never = new AbortController().signal
const whole = await drawItem({ kind: 'shoe', seed: 2 }, 'top', 0.25)

describe('the camera sends half a photograph', () => {
  let rig: HttpCameraRig | undefined
  let camera: ReturnType<typeof httpCamera> | undefined
  afterEach(async () => {
    await camera?.close()
    await rig?.close()
  })

  it.each([
    ['and says that it is all', { does: 'send', bytes: whole.subarray(0, whole.length >> 1) }],
    ['and hangs up', { does: 'break-off', bytes: whole }],
    ['of nothing', { does: 'send', bytes: new Uint8Array() }],
    ['with only its last byte missing', { does: 'send', bytes: whole.subarray(0, whole.length - 1) }],
  ] as const)('[CA2] %s: it is refused by name, and the retake is well', async (_, mood) => {
    rig = await openHttpCamera(mood)
    camera = httpCamera({ name: 'Dock top', role: 'top', url: rig.url }, realClock())
    const fault = await camera.shoot(never).catch((thrown) => thrown)
    expect(fault).toMatchObject({ code: 'CAMERA_BAD_IMAGE', remedy: 'ask-operator' })
    expect(fault.detail).toMatch(/^The top camera Dock top .*\.$/)
    rig.mood = { does: 'send', bytes: whole }
    expect((await camera.shoot(never)).bytes).toHaveLength(whole.length)
    expect(camera.state()).toEqual({ kind: 'ready' })
  })
})
