import { expect, it } from 'vitest'
import { createMemoryLine } from '../../drivers/line/memory.ts'
import { sics } from '../../drivers/scale/language.ts'
import { lineScale } from '../../drivers/scale/line-scale.ts'
import { becomes } from '../contract/scale.ts'
import { realClock } from '../rigs/real-clock.ts'
import { until } from '../rigs/until.ts'

it('[WE4] [WE5] half an answer is never a weight, and is not joined to the next one', async () => {
  let asked = 0
  const line = createMemoryLine('Bench scale', 'SCALE_LOST', () => {
    asked += 1
    if (asked === 1) {
      line.fromDevice(Buffer.from('S S      6'))
      line.unplug()
    } else line.fromDevice(Buffer.from('S S    250.0 g\r\n'))
  })
  const scale = lineScale(line, sics, realClock(20))
  await becomes(scale, 'lost', 'SCALE_LOST')
  expect(scale.now()).toBeUndefined()
  line.plug()
  await becomes(scale, 'ready')
  const now = await until(
    () => scale.now(),
    (weighing) => weighing !== undefined,
    'a weight',
  )
  expect(now).toEqual({ kind: 'stable', grams: 250 })
  await scale.close()
})
