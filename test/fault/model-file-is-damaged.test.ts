import { rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { drawnFrame } from '../rigs/eyes/drawn-frames.ts'
import { type EyesInFolder, startedEyes } from '../rigs/eyes/started-eyes.ts'
import { writeTinyPack } from '../rigs/eyes/tiny-pack.ts'

let at: EyesInFolder | undefined
afterEach(() => at?.close())

it('[PK3] a model file that was cut off is refused by name, items are unsure, frames are still measured', async () => {
  at = await startedEyes((folder) => {
    writeTinyPack(folder)
    truncateSync(join(folder, 'tiny.onnx'), 1_000)
  })
  const frame = await drawnFrame()
  expect(at.eyes.state()).toMatchObject({
    kind: 'refused',
    model: 'tiny@1.2.3',
    detail: expect.stringMatching(/^The model tiny@1\.2\.3 failed the check "sha256": tiny\.onnx has/),
  })
  expect(await at.eyes.infer([frame], 60_000)).toMatchObject({
    status: 'unsure',
    why: 'model_refused',
    detail: expect.stringContaining('"sha256"'),
  })
  expect(await at.eyes.measure(frame)).toMatchObject({ verdict: 'good' })
})

it('[PK7] without a model file the eyes say what is missing where, and still measure', async () => {
  at = await startedEyes((folder) => {
    writeTinyPack(folder)
    rmSync(join(folder, 'tiny.onnx'))
  })
  const frame = await drawnFrame()
  const detail = `There is no tiny.onnx in ${at.folder}; install the model there.`
  expect(at.eyes.state()).toEqual({ kind: 'absent', detail })
  expect(await at.eyes.infer([frame], 60_000)).toEqual({ status: 'unsure', why: 'no_model', detail })
  expect(await at.eyes.measure(frame)).toMatchObject({ verdict: 'good' })
})

it('[PK7] an empty folder is a state too', async () => {
  at = await startedEyes(() => {})
  expect(at.eyes.state()).toMatchObject({ kind: 'absent' })
})

it('[PK2] a manifest with a wrong key is refused, and the key is named', async () => {
  at = await startedEyes((folder) =>
    writeTinyPack(folder, { change: (manifest) => ({ ...manifest, treshold: 0.5 }) }),
  )
  expect(at.eyes.state()).toMatchObject({
    kind: 'refused',
    detail: expect.stringContaining('treshold is not a known key; allowed here: format, name, version'),
  })
})

it('[PK2] a manifest that is not JSON is refused', async () => {
  at = await startedEyes((folder) => {
    writeTinyPack(folder)
    writeFileSync(join(folder, 'tiny.manifest.json'), '{"format":')
  })
  expect(at.eyes.state()).toMatchObject({
    kind: 'refused',
    detail: expect.stringContaining('the manifest is not JSON'),
  })
})
