import type { Sharp } from 'sharp'
import { describe, expect, it } from 'vitest'
import { measurePhotograph } from '../../../models/onnx/measure.ts'
import { drawn } from '../../rigs/eyes/drawn-frames.ts'

async function verdictOf(frame: Sharp) {
  return measurePhotograph({ bytes: await frame.jpeg({ quality: 90 }).toBuffer() })
}

const camera = { width: 960, height: 540 }
const seeds = [1, 2]

describe.each(seeds)('[PI8] of frame %d,', (seed) => {
  const item = () => drawn({ ...camera, seed })
  const mat = () => drawn({ ...camera, seed, item: false })

  it.each([
    ['sharp and well lit, it is good', () => item(), 'good'],
    ['half as bright, it is good', () => item().linear(0.5), 'good'],
    ['a little soft, it is good', () => item().blur(1.5), 'good'],
    ['out of focus by 1 % of its width, it is blurred', () => item().blur(10), 'blurred'],
    ['a tenth as bright, it is dark', () => item().linear(0.1), 'dark'],
    ['far too bright, it is bright', () => item().linear(3, 200), 'bright'],
    ['only the mat, it is empty', () => mat(), 'empty'],
    ['only a dim mat, it is empty', () => mat().linear(0.5), 'empty'],
  ] as const)('%s', async (_, frame, verdict) => {
    expect((await verdictOf(frame())).verdict).toBe(verdict)
  })
})

it('[PI8] sharpness falls with blur and exposure with light, on any camera alike', async () => {
  const small = await verdictOf(drawn({ width: 640, height: 360 }))
  const large = await verdictOf(drawn({ width: 1920, height: 1080 }))
  expect(large.sharpness / small.sharpness).toBeGreaterThan(0.5)
  expect(large.sharpness / small.sharpness).toBeLessThan(2)
  expect((await verdictOf(drawn({ ...camera }).blur(4))).sharpness).toBeLessThan(large.sharpness / 2)
  expect((await verdictOf(drawn({ ...camera }).linear(0.5))).exposure).toBeCloseTo(large.exposure / 2, -1)
})
