import { expect, it } from 'vitest'
import type { Camera } from '../../../drivers/camera/port.ts'
import { stillCamera } from '../../../drivers/camera/still-camera.ts'
import { watched } from '../../../drivers/camera/watched.ts'
import { createTeller } from '../../../drivers/teller.ts'
import { drawnFrame } from '../../rigs/eyes/drawn-frames.ts'
import { realClock } from '../../rigs/real-clock.ts'

/** A camera that gives a picture whenever the test says so. */
async function slowCamera() {
  const { bytes } = await drawnFrame()
  const asked: PromiseWithResolvers<Uint8Array>[] = []
  const take = () => {
    const one = Promise.withResolvers<Uint8Array>()
    asked.push(one)
    return one.promise
  }
  const still: Camera = stillCamera({ name: 'Slow', role: 'label', take }, createTeller(), realClock())
  return { camera: watched(still), asked, give: () => asked.at(-1)?.resolve(bytes) }
}
const patient = () => AbortSignal.timeout(60_000)

it('[SC15] a shot ends the look before it, and is answered by the next picture', async () => {
  const { camera, asked, give } = await slowCamera()
  const look = camera.look(patient()).catch((fault) => fault.code)
  await Promise.resolve()
  const shot = camera.shoot(patient())
  expect(await look).toBe('CAMERA_TIMEOUT')
  await new Promise((resolve) => setImmediate(resolve))
  expect(asked).toHaveLength(2)
  give()
  expect((await shot).role).toBe('label')
  await camera.close()
})

it('[SC15] a look waits until the shots are over', async () => {
  const { camera, asked, give } = await slowCamera()
  const shot = camera.shoot(patient())
  const look = camera.look(patient())
  await new Promise((resolve) => setImmediate(resolve))
  expect(asked).toHaveLength(1)
  give()
  await shot
  await new Promise((resolve) => setImmediate(resolve))
  give()
  expect((await look).bytes.length).toBeGreaterThan(0)
  await camera.close()
})

it('[SC15] each shot is heard until the hearing ends, and a failed one is not', async () => {
  const { camera, asked, give } = await slowCamera()
  const heard: string[] = []
  const stop = camera.onShot(({ device }) => heard.push(device))
  const failing = camera.shoot(patient()).catch(() => 'failed')
  await new Promise((resolve) => setImmediate(resolve))
  asked.at(-1)?.reject(new Error('no light'))
  expect(await failing).toBe('failed')
  for (const ends of [false, true]) {
    if (ends) stop()
    const shot = camera.shoot(patient())
    await new Promise((resolve) => setImmediate(resolve))
    give()
    await shot
  }
  expect(heard).toEqual(['Slow'])
  await camera.close()
})
