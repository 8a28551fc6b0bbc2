import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import { openIdentity } from '../../models/onnx/identity.ts'
import { openSession } from '../../models/onnx/session.ts'
import { identityPack } from '../../models/registry/active-pack.ts'
import { startBenchChild } from './bench-child.ts'
import { inBenchFolder } from './bench-folder.ts'
import { type Measured, percentile } from './measured.ts'
import { unitPhotos, weights } from './taught.ts'

const place = join(import.meta.dirname, 'peer')
const rounds = 30
const warmUp = 3
const limit = {
  name: 'a photograph’s identity, of the peer’s time',
  unit: '×',
  limit: 1.15,
  must: 'below',
} as const

interface Told {
  readonly ms: number
  readonly vectors: readonly Float32Array[]
}

/** The same photographs and the same weights through this project's identity network and through transformers.js, in turn. */
export async function measurePeer(progress: (line: string) => void): Promise<Measured[]> {
  const why = installed(progress)
  if (why !== undefined) return [{ ...limit, value: Number.NaN, how: `peer not installed: ${why}` }]
  return inBenchFolder(async (folder) => {
    layModel(folder)
    const peer = await startBenchChild(join(place, 'peer.mjs'), [folder])
    try {
      return [await inTurn((photos) => peer.ask(photos) as Promise<Told>)]
    } finally {
      await peer.stop()
    }
  })
}

/** Installs the peer on the bench's first run; half a sentence where that cannot be done. */
function installed(progress: (line: string) => void): string | undefined {
  if (existsSync(join(place, 'node_modules/@huggingface/transformers/package.json'))) return undefined
  progress('installing the peer, @huggingface/transformers, 160 MB, into test/bench/peer …')
  const { status, stderr } = spawnSync('npm', ['ci', '--ignore-scripts'], { cwd: place, encoding: 'utf8' })
  if (status === 0) return undefined
  const said = stderr?.split('\n').find((line) => line.includes('npm error'))
  return said?.trim() ?? 'npm could not be run'
}

/** The weights as the peer wants them, with the numbers of the pack's manifest. */
function layModel(folder: string): void {
  const found = identityPack(weights)
  if (found.kind !== 'found') throw new Error('the shipped models name no identity pack')
  const { file, input } = JSON.parse(readFileSync(found.manifestFile, 'utf8'))
  mkdirSync(join(folder, 'm/onnx'), { recursive: true })
  copyFileSync(join(dirname(found.manifestFile), file), join(folder, 'm/onnx/model.onnx'))
  const { width, height, mean, std } = input
  const picture = {
    ...{ image_processor_type: 'ViTImageProcessor', do_resize: true, size: { width, height }, resample: 3 },
    ...{ do_rescale: true, rescale_factor: 1 / 255, do_normalize: true, image_mean: mean, image_std: std },
  }
  writeFileSync(join(folder, 'm/config.json'), JSON.stringify({ model_type: 'custom' }))
  writeFileSync(join(folder, 'm/preprocessor_config.json'), JSON.stringify(picture))
}

async function inTurn(ask: (photos: readonly Uint8Array[]) => Promise<Told>): Promise<Measured> {
  const own = await openIdentity(weights, openSession)
  if (own.kind !== 'ready') throw new Error('the identity pack cannot be used')
  const [ownMs, peerMs]: [number[], number[]] = [[], []]
  let alike = 1
  for (let round = 0; round < rounds + warmUp; round++) {
    const photos = await unitPhotos(4_000 + round)
    const from = performance.now()
    const vectors: Float32Array[] = []
    for (const photo of photos) vectors.push((await own.embed(await cropOf(photo, own.side))).whole)
    ownMs.push(performance.now() - from)
    const told = await ask(photos)
    peerMs.push(told.ms)
    alike = Math.min(alike, ...vectors.map((each, at) => cosine(each, told.vectors[at]!)))
  }
  // the peer shrinks without averaging, so its vectors are near and not the same; others would be another network's
  if (!(alike > 0.95)) throw new Error(`the peer's vectors are others: cosine ${alike}`)
  const [one, other] = [ownMs, peerMs].map((all) => percentile(all.slice(warmUp), 0.5)) as [number, number]
  const how = `medians of ${rounds} items of four JPEGs in turn, one thread each: ${one.toFixed(0)} ms beside ${other.toFixed(0)} ms; cosine of the vectors at least ${alike.toFixed(3)}`
  return { ...limit, value: one / other, how }
}

function cropOf(photo: Uint8Array, side: number): Promise<Uint8Array> {
  return sharp(photo).resize(side, side, { fit: 'fill', kernel: 'cubic' }).removeAlpha().raw().toBuffer()
}

function cosine(one: Float32Array, other: Float32Array): number {
  const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, each, at) => sum + each * b[at]!, 0)
  return dot(one, other) / Math.sqrt(dot(one, one) * dot(other, other))
}
