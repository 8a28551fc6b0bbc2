import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Identity, openIdentity } from '../../models/onnx/identity.ts'
import { loadPack } from '../../models/onnx/load-pack.ts'
import { openSession } from '../../models/onnx/session.ts'
import { drawnCrop } from '../rigs/eyes/drawn-crops.ts'
import { identitySide, withPlaces, writeIdentity } from '../rigs/eyes/tiny-identity.ts'
import { modelFolder, writeTinyPack } from '../rigs/eyes/tiny-pack.ts'

let folder: ReturnType<typeof modelFolder>
beforeEach(() => {
  folder = modelFolder()
  writeTinyPack(folder.path)
  writeIdentity(folder.path, 'names')
})
afterEach(() => folder.remove())

const choose = (chosen: object) => writeFileSync(join(folder.path, 'active.json'), JSON.stringify(chosen))
const open = () => openIdentity(folder.path, openSession)

async function opened(): Promise<Identity> {
  const identity = await open()
  if (identity.kind !== 'ready') throw new Error(identity.kind)
  return identity
}

it('[TK12] the pack named as identity gives a vector a crop: near for the same product, far for another', async () => {
  choose({ active: 'tiny', identity: 'names' })
  const identity = await opened()
  expect(identity).toMatchObject({ model: 'names@1.2.3', side: identitySide })
  const red = { colour: [250, 20, 20], from: 0, to: 0.9 } as const
  const [one, again, other] = await Promise.all(
    [
      drawnCrop(identitySide, red),
      drawnCrop(identitySide, { ...red, from: 0.05 }),
      drawnCrop(identitySide),
    ].map(async (crop) => (await identity.embed(crop)).whole),
  )
  const alike = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0)
  expect(alike(one!, one!)).toBeCloseTo(1, 5)
  expect(alike(one!, again!)).toBeGreaterThan(0.99)
  expect(alike(one!, other!)).toBeLessThan(0.9)
})

it('[TK17] a pack that knows places keeps those that tell most, a byte a number, each with how much it tells', async () => {
  choose({ active: 'tiny', identity: 'names' })
  writeIdentity(folder.path, 'names', withPlaces)
  const identity = await opened()
  expect(identity.places).toMatchObject({ size: 3, share: 0.8 })
  const { places } = await identity.embed(
    await drawnCrop(identitySide, { colour: [250, 20, 20], from: 0, to: 0.4 }),
  )
  const rows = Array.from({ length: places.length / 4 }, (_, row) => [
    ...places.subarray(row * 4, row * 4 + 4),
  ])
  expect(rows).toHaveLength(5)
  expect(rows[0]![3]).toBe(127)
  // what tells most in this network is what is brightest, so the rest is in falling order
  expect(rows.map((row) => row[3])).toEqual(rows.map((row) => row[3]).toSorted((a, b) => b! - a!))
  for (const row of rows) expect(Math.hypot(...row.slice(0, 3)) / 127).toBeCloseTo(1, 1)
})

it('[TK17] places whose stride does not divide the input are refused in a sentence', async () => {
  choose({ active: 'tiny', identity: 'names' })
  writeIdentity(folder.path, 'names', (manifest) => {
    const { outputs, ...rest } = withPlaces(manifest)
    return { ...rest, outputs: { ...outputs, places: { ...outputs.places, stride: 7 } } }
  })
  expect(await open()).toMatchObject({
    kind: 'refused',
    detail: expect.stringContaining(
      'places has a stride of 7; the input of 32 x 32 must be a multiple of it',
    ),
  })
})

it('[TK12] a crop of another size is refused in a sentence', async () => {
  choose({ active: 'tiny', identity: 'names' })
  await expect((await opened()).embed(new Uint8Array(12))).rejects.toThrow(
    'the crop has 12 bytes; 32 x 32 x 3 are wanted',
  )
})

it('[PK1] where active.json names none, there is none; a manifest’s own path names one', async () => {
  expect(await open()).toEqual({ kind: 'none' })
  const manifest = join(folder.path, 'names.manifest.json')
  expect(await openIdentity(manifest, openSession)).toMatchObject({ kind: 'ready' })
  choose({ active: 'tiny', identity: 'gone' })
  expect(await open()).toMatchObject({
    kind: 'absent',
    detail: expect.stringContaining('gone.manifest.json'),
  })
  choose({ active: 'tiny', identity: '../names' })
  expect(await open()).toMatchObject({ kind: 'refused', model: 'active.json' })
})

it('[PK10] what only tells products apart is never the active pack, and what judges never the identity', async () => {
  choose({ active: 'names' })
  expect(await loadPack(folder.path, 1, openSession)).toMatchObject({
    kind: 'refused',
    detail: expect.stringContaining(
      'failed the check "manifest": task is identity, which finds nothing; name it as "identity" in active.json',
    ),
  })
  choose({ active: 'tiny', identity: 'tiny' })
  expect(await open()).toMatchObject({
    kind: 'refused',
    detail: expect.stringContaining(
      'task is inspect; what active.json names as "identity" must have the task identity',
    ),
  })
})

it('[TK12] [PK3] a pack brings its own way with colours: the numbers its manifest names by hash, as many as it counts', async () => {
  choose({ active: 'tiny', identity: 'names' })
  const numbers = Float32Array.from({ length: 8 + 64 }, (_, i) => i / 8)
  const bytes = Buffer.from(numbers.buffer)
  writeFileSync(join(folder.path, 'names.colours.bin'), bytes)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const steps = { hue: 2, saturation: 2, value: 2, power: 0.5, share: 0.7 }
  const bring = (colours: object) =>
    writeIdentity(folder.path, 'names', (manifest) => ({ ...manifest, colours }))
  bring({ ...steps, file: 'names.colours.bin', sha256 })
  const { colours } = await opened()
  expect(colours).toMatchObject(steps)
  expect([...colours!.mean, ...colours!.white]).toEqual([...numbers])
  const refusedAs = async (detail: string) =>
    expect(await open()).toMatchObject({ kind: 'refused', detail: expect.stringContaining(detail) })
  bring({ ...steps, file: 'names.colours.bin', sha256: 'ab'.repeat(32) })
  await refusedAs('failed the check "sha256": names.colours.bin has the hash')
  bring({ ...steps, hue: 3, file: 'names.colours.bin', sha256 })
  await refusedAs('names.colours.bin has 288 bytes; 624 are wanted for 12 colours')
  bring({ ...steps, file: 'gone.bin', sha256 })
  await refusedAs('gone.bin cannot be read')
  bring({ ...steps, hue: 0, file: 'names.colours.bin', sha256 })
  await refusedAs('"manifest"')
  bytes.writeFloatLE(Number.NaN, 4)
  writeFileSync(join(folder.path, 'names.colours.bin'), bytes)
  const hash = createHash('sha256').update(bytes).digest('hex')
  bring({ ...steps, file: 'names.colours.bin', sha256: hash })
  await refusedAs('holds what is no number')
})

it('[PK6] an identity pack passes the same checks as any other', async () => {
  choose({ active: 'tiny', identity: 'names' })
  writeIdentity(folder.path, 'names', (manifest) => ({ ...manifest, sha256: 'ab'.repeat(32) }))
  expect(await open()).toMatchObject({ kind: 'refused', detail: expect.stringContaining('"sha256"') })
  const size = (manifest: object) => ({ ...manifest, outputs: { embedding: { name: 'embedding', size: 4 } } })
  writeIdentity(folder.path, 'names', size)
  expect(await open()).toMatchObject({
    kind: 'refused',
    detail: expect.stringContaining('embedding is [N, 3]; [N, 4] is wanted'),
  })
})
