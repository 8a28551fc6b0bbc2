import { afterEach, expect, it } from 'vitest'
import { drawnFrame } from '../rigs/eyes/drawn-frames.ts'
import { type EyesInFolder, startedEyes } from '../rigs/eyes/started-eyes.ts'

let at: EyesInFolder | undefined
afterEach(() => at?.close())

it('[PK9] an execution provider the runtime does not have refuses the pack in one sentence, and frames are measured', async () => {
  at = await startedEyes(undefined, { provider: 'abacus' })
  const sentence =
    /^The model tiny@1\.2\.3 failed the check "load": the runtime says: the execution provider "abacus" is not one of this runtime's, which are cpu(, \w+)*\. /
  expect(at.eyes.state()).toMatchObject({ kind: 'refused', detail: expect.stringMatching(sentence) })
  const frame = await drawnFrame()
  expect(await at.eyes.infer([frame], 60_000)).toMatchObject({ status: 'unsure', why: 'model_refused' })
  expect(await at.eyes.measure(frame)).toMatchObject({ verdict: 'good' })
})

it('[PK9] the processor is there everywhere', async () => {
  at = await startedEyes(undefined, { provider: 'cpu' })
  expect(at.eyes.state()).toMatchObject({ kind: 'ready' })
})
