import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import type { OwnedEyes } from '../../models/onnx/eyes.ts'
import type { BesideView } from '../../models/port.ts'
import { drawnCrop } from '../rigs/eyes/drawn-crops.ts'
import { drawnFrame } from '../rigs/eyes/drawn-frames.ts'
import { type EyesInFolder, startedEyes } from '../rigs/eyes/started-eyes.ts'
import { tinyComparer, tinySide, withoutBlack, writeComparer } from '../rigs/eyes/tiny-comparer.ts'
import { writeTinyPack } from '../rigs/eyes/tiny-pack.ts'

const rig = (name: string) => join(import.meta.dirname, `../rigs/eyes/${name}.ts`)

let at: EyesInFolder | undefined
afterEach(() => at?.close())

const view: BesideView = { role: 'top', crop: drawnCrop(tinySide), references: [], inPlace: true }

/** The reference that the plain crop is. */
async function plain(eyes: OwnedEyes): Promise<BesideView> {
  const answer = await eyes.compare([view], 60_000)
  if (answer.status !== 'done') throw new Error(answer.detail)
  return { ...view, references: answer.views.map((seen) => seen.patches) }
}

it('[EY7] a comparison under way when the process dies is unsure, the ones waiting and the next are answered', async () => {
  at = await startedEyes(writeComparer, { ownerFile: rig('owner-dies-once') })
  const { eyes } = at
  const answers = await Promise.all([eyes.compare([view], 60_000), eyes.compare([view], 60_000)])
  expect(answers).toMatchObject([
    { status: 'unsure', why: 'crashed', detail: "The model's process ended with SIGKILL." },
    { status: 'done' },
  ])
})

it('[EY7] a comparison that hangs is timed out, and the next is answered', async () => {
  at = await startedEyes(writeComparer, { ownerFile: rig('owner-hangs-once') })
  expect(await at.eyes.compare([view], 200)).toMatchObject({ status: 'unsure', why: 'timed_out' })
  expect(await at.eyes.compare([view], 60_000)).toMatchObject({ status: 'done' })
})

it('[EY7] references that crossed to a process that died cross again to the next', async () => {
  at = await startedEyes(writeComparer)
  const { eyes } = at
  const known = await plain(eyes)
  expect(await eyes.compare([known], 60_000)).toMatchObject({ status: 'done' })
  process.kill(eyes.pid()!, 'SIGKILL')
  await eyes.compare([known], 60_000)
  expect(await eyes.compare([known], 60_000)).toMatchObject({ status: 'done', views: [{ differences: [] }] })
})

it('[EY7] a network that gives no numbers makes the comparison unsure, by the view and the output', async () => {
  at = await startedEyes((folder) => writeComparer(folder, { network: tinyComparer(withoutBlack) }))
  const { eyes } = at
  const black: BesideView = { ...view, role: 'left', crop: new Uint8Array(tinySide ** 2 * 3) }
  expect(await eyes.compare([view, black], 60_000)).toEqual({
    ...{ status: 'unsure', why: 'crashed' },
    detail:
      'The model tiny@1.2.3 gave an answer on the crop "left" that cannot be used: the output severity holds NaN at 0.',
  })
  expect(await eyes.compare([await plain(eyes)], 60_000)).toMatchObject({ status: 'done' })
})

it('[TK3] such a network makes the item unsure where only photographs are looked at, too', async () => {
  at = await startedEyes((folder) => writeComparer(folder, { network: tinyComparer(withoutBlack) }))
  const spots = [{ x: 0.3, y: 0.3, width: 0.3, height: 0.3, colour: [0, 0, 0] as const }]
  expect(await at.eyes.infer([await drawnFrame({ spots }, 'left')], 60_000)).toEqual({
    ...{ status: 'unsure', why: 'crashed' },
    detail:
      'The model tiny@1.2.3 gave an answer on the photograph "left" that cannot be used: the output severity holds NaN at 0.',
  })
  expect(await at.eyes.infer([await drawnFrame()], 60_000)).toMatchObject({ status: 'done', findings: [] })
})

it('[EY7] eyes whose model looks at views alone say that they compare nothing, and go on judging', async () => {
  at = await startedEyes(writeTinyPack)
  expect(at.eyes.state()).not.toHaveProperty('compares')
  expect(await at.eyes.compare([view], 60_000)).toEqual({
    ...{ status: 'unsure', why: 'cannot_compare' },
    detail: 'The model tiny@1.2.3 looks at views alone.',
  })
  expect(await at.eyes.infer([await drawnFrame()], 60_000)).toMatchObject({ status: 'done' })
})

it.each<[string, string, (folder: string) => void]>([
  [
    'another operator set',
    'tiny.onnx asks for operator set 12, the manifest says 11',
    (folder) => writeComparer(folder, { network: tinyComparer({ opset: 12 }) }),
  ],
  [
    'a task nobody knows',
    'task is "contrast"; allowed: inspect, compare, identity, detect, segment, classify, anomaly, labels',
    (folder) => writeComparer(folder, { change: (manifest) => ({ ...manifest, task: 'contrast' }) }),
  ],
  [
    'references of another size',
    'references is [N, R, 4, 8, 8]; [N, free, 5, 8, 8] is wanted',
    (folder) =>
      writeComparer(folder, {
        change: (manifest) => ({
          ...manifest,
          outputs: { ...manifest.outputs, patches: { name: 'patches', size: 5 } },
        }),
      }),
  ],
])('[EY7] a pack with %s is refused by name, and compares nothing', async (_, sentence, write) => {
  at = await startedEyes(write)
  expect(at.eyes.state()).toMatchObject({ kind: 'refused', detail: expect.stringContaining(sentence) })
  expect(await at.eyes.compare([view], 60_000)).toMatchObject({
    ...{ status: 'unsure', why: 'model_refused' },
    detail: expect.stringContaining(sentence),
  })
})
