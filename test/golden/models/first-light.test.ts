import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { findingTypes } from '../../../main/kernel/finding.ts'
import { vectorInput } from '../../../models/onnx/golden-vectors.ts'
import { loadPack } from '../../../models/onnx/load-pack.ts'
import { look } from '../../../models/onnx/look.ts'
import { readManifest } from '../../../models/onnx/manifest.ts'
import { RecentPictures } from '../../../models/onnx/recent-pictures.ts'
import { Runs } from '../../../models/onnx/runs.ts'
import { openSession } from '../../../models/onnx/session.ts'
import { drawnFrame } from '../../rigs/eyes/drawn-frames.ts'

const weights = join(import.meta.dirname, '../../../models/weights')

it('[PK6] the first-light that ships passes every check on this machine', async () => {
  const loaded = await loadPack(weights, 1, openSession)
  expect(loaded.kind === 'ready' ? loaded.pack.model : loaded).toMatch(/^first-light@\d+\.\d+\.\d+/)
})

it('[PK2] its manifest names all seven types and files that are there', () => {
  const manifest = readManifest(readFileSync(join(weights, 'first-light.manifest.json'), 'utf8'))
  if ('problem' in manifest) throw new Error(manifest.problem)
  if (manifest.task !== 'inspect') throw new Error(manifest.task)
  expect([...manifest.outputs.defects.classes].sort()).toEqual([...findingTypes].sort())
  expect(
    [manifest.file, manifest.vectors.file, manifest.card].filter((file) => !existsSync(join(weights, file))),
  ).toEqual([])
})

it('[PK6] the input of a golden vector is the one the trainer made', () => {
  // the formula of models/README.md, its whole numbers as BigInt so that the product is exact
  const input = vectorInput(1, 3 * 320 * 320)
  const at = (i: number) => {
    const noise = Number((BigInt(i) * 2654435761n + 1n) % 4294967296n) / 4294967296 - 0.5
    return Math.sin((i % 320) * 0.05) * Math.cos((Math.floor(i / 320) % 320) * 0.03) + noise
  }
  for (const i of [0, 1, 319, 320, 102_399, 102_400, 307_199]) expect(input[i]).toBeCloseTo(at(i), 6)
})

it('[FI2] on a drawn item it keeps to its types and its odds are probabilities', async () => {
  const loaded = await loadPack(weights, 1, openSession)
  if (loaded.kind !== 'ready') throw new Error(loaded.detail)
  const ticks = () => performance.now()
  const runs = new Runs(loaded.pack, ticks)
  const looking = { recent: new RecentPictures(), runs, ticks, gaveUp: () => false }
  const inference = await look(loaded.pack, [await drawnFrame()], looking)
  if (inference.status !== 'done') throw new Error(inference.detail)
  const { manifest } = loaded.pack
  if (manifest.task !== 'inspect') throw new Error(manifest.task)
  const { silent } = manifest.outputs.defects
  expect(inference.findings.filter((finding) => silent.includes(finding.type))).toEqual([])
  const { severity, category } = manifest.outputs
  const odds = inference.severity
  if (severity.silent) expect(odds).toBeUndefined()
  else expect((odds?.none ?? 0) + (odds?.minor ?? 0) + (odds?.major ?? 0)).toBeCloseTo(1)
  const sum = inference.category.reduce((total, { probability }) => total + probability, 0)
  expect(sum).toBeCloseTo(category.silent ? 0 : 1)
})
