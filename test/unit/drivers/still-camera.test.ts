import { expect, it } from 'vitest'
import { stillCamera } from '../../../drivers/camera/still-camera.ts'
import { createTeller } from '../../../drivers/teller.ts'
import { drawnFrame } from '../../rigs/eyes/drawn-frames.ts'
import { handClock } from '../../rigs/hand-clock.ts'

it('[CA1] a photograph says when it was taken where its camera knows, else when it came', async () => {
  const clock = handClock()
  const { bytes } = await drawnFrame()
  const pictures = [{ bytes, takenAt: 1234.6 }, bytes]
  const take = async () => pictures.shift() ?? bytes
  const camera = stillCamera({ name: 'Timed', role: 'top', take }, createTeller(), clock)
  expect((await camera.shoot(AbortSignal.timeout(60_000))).takenAt).toBe(1235)
  expect((await camera.shoot(AbortSignal.timeout(60_000))).takenAt).toBe(clock.now())
  await camera.close()
})
