import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import type { Manifest } from '../../../models/onnx/manifest.ts'
import { pictureOf, sizeOf } from '../../../models/onnx/picture.ts'
import { tensorOf } from '../../../models/onnx/tensor.ts'
import { drawn as drawnItem } from '../../rigs/eyes/drawn-frames.ts'
import { tinyManifest } from '../../rigs/eyes/tiny-pack.ts'

type Input = Manifest['input']

/** What models/training/station_input.py writes of one photograph, by the way it was made an input. */
type Numbers = Readonly<
  Record<string, { readonly length: number; readonly mean: number; readonly samples: readonly number[] }>
>

const own = tinyManifest(new Uint8Array()).input
const cover: Input = {
  ...own,
  ...{ layout: 'NHWC', width: 224, height: 224, colour: 'BGR', fit: 'cover', part: 0.875, kernel: 'linear' },
  mean: [0.406, 0.456, 0.485],
  std: [0.225, 0.224, 0.229],
}
const stretch: Input = {
  ...own,
  ...{ width: 96, height: 64, colour: 'grey', fit: 'stretch', kernel: 'lanczos3', range: [-1, 1] },
  mean: [0],
  std: [1],
}
const ways: Readonly<Record<string, Input>> = { own, cover, stretch }

/** How far a value may be off, in levels of 255, in the middle and at worst: two decoders, and two roundings of a kernel. */
const allowed = { mean: 1, worst: 9 }
const step = 104_729
const folder = import.meta.dirname
const script = join(folder, '../../../models/training/station_input.py')
const python = '/usr/bin/python3'

/** The station's own input of a photograph. */
async function stationInput(bytes: Uint8Array, input: Input): Promise<Float32Array> {
  const size = await sizeOf(bytes)
  if ('kind' in size) throw new Error(size.kind)
  const picture = await pictureOf(bytes, size, input)
  if ('kind' in picture) throw new Error(picture.kind)
  return tensorOf(picture, input)
}

/** How far the station is from what training wrote, in levels of 255. */
async function farOff(bytes: Uint8Array, trained: Numbers) {
  const off: Record<string, { readonly length: number; readonly mean: number; readonly worst: number }> = {}
  for (const [way, input] of Object.entries(ways)) {
    const flat = await stationInput(bytes, input)
    const level = (input.range[1] - input.range[0]) / 255 / Math.min(...input.std)
    const levels = (trained[way]?.samples ?? []).map(
      (value, i) => Math.abs(value - flat[(i * step) % flat.length]!) / level,
    )
    const mean = levels.reduce((sum, one) => sum + one, 0) / levels.length
    off[way] = { length: flat.length - (trained[way]?.length ?? 0), mean, worst: Math.max(...levels) }
  }
  return off
}

function expectNear(off: Awaited<ReturnType<typeof farOff>>): void {
  for (const [way, { length, mean, worst }] of Object.entries(off)) {
    expect(length, way).toBe(0)
    expect(mean, way).toBeLessThanOrEqual(allowed.mean)
    expect(worst, way).toBeLessThanOrEqual(allowed.worst)
  }
}

/** The picture that the Python script draws, by the same whole numbers. */
function drawn(width: number, height: number): Promise<Buffer> {
  const pixels = Buffer.alloc(width * height * 3)
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let channel = 0; channel < 3; channel++, at++) {
        const block = ((x >> 6) ^ (y >> 6)) * 37
        const fine = (((x >> 1) + (y >> 2)) & 7) * 5
        pixels[at] = (block + fine + (x >> 3) + channel * 60) % 256
      }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer()
}

const golden: Readonly<Record<string, Numbers>> = JSON.parse(
  readFileSync(join(folder, 'station-input.json'), 'utf8'),
)

it('[PI9] a drawn picture is to the network what training made of it, in every way a manifest can declare', async () => {
  expectNear(await farOff(await drawn(1111, 700), golden.drawn ?? {}))
})

it('[PI9] so is a JPEG', async () => {
  const file = 'station-input.jpg'
  expectNear(await farOff(readFileSync(join(folder, file)), golden[file] ?? {}))
})

const asked = existsSync(python) && spawnSync(python, ['-c', 'import PIL, numpy']).status === 0
if (asked)
  it('[PI9] training itself, asked now, says the same of photographs of a rig', async () => {
    const into = mkdtempSync(join(tmpdir(), 'regrade-input-'))
    try {
      const photos = [
        await drawnItem({ width: 960, height: 540 }).jpeg({ quality: 92 }).toBuffer(),
        await drawnItem({ width: 480, height: 640, seed: 2 }).blur(2).png().toBuffer(),
      ]
      const files = photos.map((bytes, i) => {
        const file = join(into, `${i}.jpg`)
        writeFileSync(file, bytes)
        return file
      })
      const ran = spawnSync(python, ['-B', script, ...files], { encoding: 'utf8' })
      expect(ran.stderr).toBe('')
      const said: readonly Numbers[] = JSON.parse(ran.stdout)
      for (const [i, bytes] of photos.entries()) expectNear(await farOff(bytes, said[i] ?? {}))
    } finally {
      rmSync(into, { recursive: true })
    }
  })
