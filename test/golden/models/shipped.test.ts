import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { findingTypes } from '../../../main/kernel/finding.ts'
import { packOf } from '../../../main/kernel/learnt.ts'
import { foundLayout } from '../../../models/learning/features.ts'
import { startingHead } from '../../../models/learning/starting-folder.ts'
import { vectorInput } from '../../../models/onnx/golden-vectors.ts'
import { openIdentity } from '../../../models/onnx/identity.ts'
import { loadHead } from '../../../models/onnx/load-head.ts'
import { loadPack } from '../../../models/onnx/load-pack.ts'
import { look } from '../../../models/onnx/look.ts'
import { kindOf, type Manifest, readManifest } from '../../../models/onnx/manifest.ts'
import { RecentPictures } from '../../../models/onnx/recent-pictures.ts'
import { Runs } from '../../../models/onnx/runs.ts'
import { openSession } from '../../../models/onnx/session.ts'
import { activePack } from '../../../models/registry/active-pack.ts'
import { packNamesIn } from '../../../models/registry/pack-head.ts'
import { drawnFrame } from '../../rigs/eyes/drawn-frames.ts'

const weights = join(import.meta.dirname, '../../../models/weights')

const names = packNamesIn(weights)

it.each(names)('[PK6] %s passes every check on this machine', async (name) => {
  const manifest = manifestOf(name)
  const place = join(weights, `${name}.manifest.json`)
  const opened = kindOf(manifest.task).use === 'tell' ? await openIdentity(place, openSession) : undefined
  const loaded = opened ?? (await loadPack(place, 1, openSession))
  expect(loaded).toMatchObject({ kind: 'ready' })
})

it.each(names)(
  '[PK2] the manifest of %s names files that are there, and all seven types where it tells them',
  (name) => {
    const manifest = manifestOf(name)
    const files = [manifest.file, manifest.vectors.file, manifest.card]
    expect(files.filter((file) => !existsSync(join(weights, file)))).toEqual([])
    if ('defects' in manifest.outputs)
      expect([...manifest.outputs.defects.classes].sort()).toEqual([...findingTypes].sort())
  },
)

it('the ONNX files that ship have at most 24 MB together, heads included', () => {
  const files = readdirSync(weights, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.onnx'),
  )
  expect(files.length).toBeGreaterThan(names.length)
  const bytes = files.map((file) => statSync(join(weights, file)).size)
  expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(24_000_000)
})

it('[PK1] the active pack is one that ships', () => {
  expect(activePack(weights)).toMatchObject({ kind: 'found' })
})

it('[LE16] the head that ships passes every check, calls itself a hint, and hears what the active pack sees', async () => {
  const place = activePack(weights)
  const manifest = manifestOf(place.kind === 'found' ? place.name : '')
  const head = await loadHead(join(weights, 'heads'), startingHead, openSession)
  if (head.kind !== 'ready') throw new Error(head.detail)
  const pack = packOf(`${manifest.name}@${manifest.version}`, manifest.sha256)
  expect(head.manifest).toMatchObject({ hint: true, features: { pack, layout: foundLayout } })
  const card = readFileSync(join(weights, 'heads', head.manifest.card), 'utf8')
  expect(card).toContain(`${head.manifest.decisions} items with made damage`)
  expect(card).toContain(head.manifest.promise ? 'it speaks' : 'it stays silent')
})

function manifestOf(name: string): Manifest {
  const manifest = readManifest(readFileSync(join(weights, `${name}.manifest.json`), 'utf8'))
  if ('problem' in manifest) throw new Error(manifest.problem)
  return manifest
}

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
  const { outputs } = loaded.pack.manifest
  const silent: readonly string[] = 'defects' in outputs ? outputs.defects.silent : []
  expect(inference.findings.filter((finding) => silent.includes(finding.type))).toEqual([])
  const { none, minor, major } = inference.severity ?? { none: 1, minor: 0, major: 0 }
  expect(none + minor + major).toBeCloseTo(1)
  const sum = inference.category.reduce((total, { probability }) => total + probability, 0)
  expect(inference.category.length === 0 ? 1 : sum).toBeCloseTo(1)
})
