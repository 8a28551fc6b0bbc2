import { afterAll, beforeAll } from 'vitest'
import type { Inference } from '../../../main/kernel/finding.ts'
import type { Frame, FrameQuality } from '../../../main/kernel/frame.ts'
import { type EyesInFolder, startedEyes } from './started-eyes.ts'

/** One pair of eyes on the tiny pack for all tests of a file; `ask` measures and judges one photograph. */
export function eyesBeforeAll(): {
  ask(frame: Frame): Promise<{ readonly inference: Inference; readonly quality: FrameQuality }>
} {
  let at: EyesInFolder | undefined
  beforeAll(async () => {
    at = await startedEyes()
  })
  afterAll(() => at?.close())
  return {
    async ask(frame) {
      if (!at) throw new Error('the eyes are not started yet')
      const inference = await at.eyes.infer([frame], 60_000)
      return { inference, quality: await at.eyes.measure(frame) }
    },
  }
}
