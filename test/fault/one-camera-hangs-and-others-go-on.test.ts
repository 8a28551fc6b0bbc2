import { expect, it } from 'vitest'
import { httpCamera } from '../../drivers/camera/http-snapshot.ts'
import { faultOf, photo } from '../contract/camera.ts'
import { openHttpCamera } from '../rigs/http-camera.ts'
import { realClock } from '../rigs/real-clock.ts'
import { until } from '../rigs/until.ts'

it('[CA3] one camera does not answer: the others are not held up, and it comes back by itself', async () => {
  const never = new AbortController().signal
  const well = await openHttpCamera({ does: 'send', bytes: await photo(1) })
  const frozen = await openHttpCamera({ does: 'hang' })
  const left = httpCamera({ name: 'Dock left', role: 'left', url: well.url }, realClock(5))
  const right = httpCamera(
    { name: 'Dock right', role: 'right', url: frozen.url, timeoutMs: 2500 },
    realClock(5),
  )
  const order: string[] = []
  const shots = [
    faultOf(right.shoot(never)).then((code) => order.push(`right ${code}`)),
    faultOf(left.shoot(never)).then((code) => order.push(`left ${code}`)),
  ]
  await Promise.all(shots)
  expect(order).toEqual(['left none', 'right CAMERA_TIMEOUT'])
  frozen.mood = { does: 'send', bytes: await photo(2) }
  await until(
    () => right.state(),
    ({ kind }) => kind === 'ready',
    'the right camera',
  )
  for (const device of [left, right, well, frozen]) await device.close()
})
