import { expect, it } from 'vitest'
import type { Camera } from '../../../drivers/camera/port.ts'
import { type CapturePorts, captureRound, type Measuring } from '../../../main/station/capture.ts'
import type { Eyes } from '../../../models/port.ts'
import { frameOf } from '../../rigs/eyes/drawn-frames.ts'

const decoded = { raster: { width: 1, height: 1, pixels: new Uint8Array(3) }, scale: 2 }
const camera = { role: 'top', shoot: async () => frameOf(Uint8Array.of(1)) } as unknown as Camera

/** Shoots one photograph with such eyes; gives what whoever looks at it ahead is told. */
async function shot(measure: Eyes['measure']) {
  const told: Measuring[] = []
  const ports = {
    ...{ evidence: { keep: async () => 'hash' }, eyes: { measure } },
    shot: (_frame: unknown, measuring: Measuring) => void told.push(measuring),
  } as unknown as CapturePorts
  const round = await captureRound([camera], ports, () => new AbortController().signal)
  const [measuring] = told
  return { round, good: await measuring?.good, decoded: await measuring?.decoded }
}

it('[EX5] a photograph is told as it was decoded to be measured, with whether it is a good one', async () => {
  const good = { verdict: 'good', width: 2, height: 2, sharpness: 90, exposure: 90 } as const
  const measuring = await shot(async (_frame, seen) => {
    seen?.(decoded)
    return good
  })
  expect(measuring).toMatchObject({ good: true, decoded, round: { taken: [{ shot: { quality: good } }] } })
  const blurred = await shot(async () => ({ ...good, verdict: 'blurred' }))
  expect(blurred).toMatchObject({ good: false, round: { again: [{ role: 'top', why: 'blurred' }] } })
  expect(blurred.decoded).toBeUndefined()
})

it('[EX5] eyes that fail leave nobody waiting for what they decoded', async () => {
  const failed = await shot(async () => {
    throw new Error('gone')
  })
  expect(failed).toMatchObject({ good: false, round: { fault: { code: 'INTERNAL' } } })
  expect(failed.decoded).toBeUndefined()
})
