import { describe, expect, it } from 'vitest'
import { createMemoryLine } from '../../drivers/line/memory.ts'
import { checkoutScale, sics } from '../../drivers/scale/language.ts'
import { lineScale } from '../../drivers/scale/line-scale.ts'
import { simulatedScale } from '../../drivers/scale/simulated.ts'
import { createVirtualScale } from '../../drivers/scale/virtual-scale.ts'
import { realClock } from '../rigs/real-clock.ts'
import { until } from '../rigs/until.ts'
import { scaleContract } from './scale.ts'

const clock = realClock(20)

scaleContract('the simulator', async () => {
  const scale = simulatedScale({ name: 'Simulated', grade: 'ideal', seed: 1 }, clock)
  return {
    scale,
    device: scale,
    unplug: scale.unplug,
    plug: scale.plug,
    close: () => scale.close(),
  }
})

scaleContract(
  'the language of checkout scales, in pounds',
  async () => {
    const line = createMemoryLine('Checkout', 'SCALE_LOST', (bytes) => device.receive(bytes))
    const device = createVirtualScale({ protocol: 'w', unit: 'lb', answer: line.fromDevice })
    const scale = lineScale(line, checkoutScale('lb'), clock)
    return { scale, device, unplug: line.unplug, plug: line.plug, close: () => scale.close() }
  },
  0.05,
)

scaleContract('SICS by a scale that knows no tare', async () => {
  const line = createMemoryLine('Old', 'SCALE_LOST', (bytes) => device.receive(bytes))
  const settings = { protocol: 'sics', unit: 'g', withoutTare: true, answer: line.fromDevice } as const
  const device = createVirtualScale(settings)
  const scale = lineScale(line, sics, clock)
  return { scale, device, unplug: line.unplug, plug: line.plug, close: () => scale.close() }
})

describe.each(['worn', 'hostile'] as const)('a %s scale', (grade) => {
  it('[WE1] tells each item’s weight sooner or later, within a few grams', async () => {
    const scale = simulatedScale({ name: 'Simulated', grade, seed: 4 }, realClock(100))
    for (const grams of [120, 900, 4000]) {
      scale.put(grams)
      const seen = await until(
        () => scale.now(),
        (now) => now?.kind === 'stable' && Math.abs(now.grams - grams) <= 5,
        `${grams} g`,
      )
      expect(seen).toMatchObject({ kind: 'stable' })
    }
    await scale.close()
  })
})
