import { expect, it } from 'vitest'
import type { Pack } from '../../../models/onnx/load-pack.ts'
import { look } from '../../../models/onnx/look.ts'
import { decodePhotograph } from '../../../models/onnx/measure.ts'
import { measuredIn } from '../../../models/onnx/quality.ts'
import { RecentPictures } from '../../../models/onnx/recent-pictures.ts'
import { Runs } from '../../../models/onnx/runs.ts'
import { decodedFrom } from '../../../models/picture/decoded.ts'
import { drawnFrame, frameOf, red } from '../../rigs/eyes/drawn-frames.ts'
import { tinyManifest } from '../../rigs/eyes/tiny-pack.ts'

const manifest = tinyManifest(new Uint8Array())

/** A pack whose network finds nothing, and counts its runs. */
function blankPack() {
  const runs: number[] = []
  const pack: Pack = {
    manifest,
    model: 'blank@1.0.0',
    session: {
      inputs: [],
      outputs: [],
      run: async ({ data }) => {
        runs.push(data.length)
        return {
          defects: new Float32Array(7 * 40 * 40),
          severity: Float32Array.of(2, 1, 0),
          category: Float32Array.of(0, 1, 0),
          embedding: new Float32Array(128),
        }
      },
    },
  }
  return { pack, runs }
}

const looking = (pack: Pack, changed = {}) => ({
  recent: new RecentPictures(),
  runs: new Runs(pack, () => 0),
  ticks: () => 0,
  gaveUp: () => false,
  ...changed,
})

it('[PI7] a photograph that was measured is not decoded again to be judged', async () => {
  const { pack, runs } = blankPack()
  const recent = new RecentPictures()
  // bytes nobody could decode: judging them can only mean that the kept picture was taken
  const frame = frameOf(new TextEncoder().encode('no photograph'))
  const place = { x: 0, y: 0, width: 320, height: 320 }
  const pixels = Uint8Array.from({ length: 320 * 320 * 3 }, (_, i) => (i * 7) % 256)
  const picture = { width: 500, height: 500, place, pixels }
  expect(await look(pack, [frame], looking(pack, { recent }))).toMatchObject({ why: 'unreadable_photo' })
  recent.keep(frame.bytes, manifest.input, picture)
  expect(await look(pack, [frame], looking(pack, { recent }))).toMatchObject({ status: 'done' })
  expect(runs).toEqual([3 * 320 * 320])
})

it('[EY12] what will be held against units is not cut out again where it was told', async () => {
  const frame = { ...(await drawnFrame({ width: 960, height: 540 })), beside: true }
  const read = await decodePhotograph(frame.bytes)
  if ('kind' in read) throw new Error(read.kind)
  const { glancing } = new Runs(blankPack().pack, () => 0)
  const two = [0.1, 0.6].map((x) => ({ x, y: 0.3, width: 0.2, height: 0.4, colour: red }))
  const other = await decodedFrom((await drawnFrame({ item: false, spots: two })).bytes, 640)
  expect(glancing.unshown(frame, read.picture)).toMatchObject({ kind: 'glances', list: [] })
  expect(glancing.told(read.picture, other.raster)).toMatchObject({ kind: 'two' })
  expect(glancing.unshown(frame, read.picture)).toEqual({ kind: 'two' })
  expect(await glancing.of(frame, read.picture)).toMatchObject({ kind: 'glances' })
})

it('[PI7] a photograph that is decoded to be measured is kept as it is measured', async () => {
  const recent = new RecentPictures()
  const { bytes } = await drawnFrame()
  const read = await decodePhotograph(bytes, recent)
  if ('kind' in read) throw new Error(read.kind)
  expect(recent.find(bytes, measuredIn)).toBe(read.picture)
  // a network of the same size is shown what it was trained with, and not what others were decoded for
  expect(recent.find(bytes, manifest.input)).toBeUndefined()
})

it('[PI7] ten pictures are kept, the oldest goes first, and another box is another picture', () => {
  const recent = new RecentPictures()
  const place = { x: 0, y: 0, width: 1, height: 1 }
  const photos = Array.from({ length: 11 }, (_, photo) => Uint8Array.of(photo))
  const bytes = (photo: number) => photos[photo]!
  const box = manifest.input
  for (let photo = 0; photo <= 10; photo++)
    recent.keep(bytes(photo), box, { width: photo, height: 1, place, pixels: new Uint8Array(3) })
  expect(recent.find(bytes(0), box)).toBeUndefined()
  expect(recent.find(bytes(1), box)?.width).toBe(1)
  expect(recent.find(bytes(10), box)?.width).toBe(10)
  expect(recent.find(bytes(10), { ...box, width: 640 })).toBeUndefined()
})

it('[OW2] judging stops between two views once nobody waits', async () => {
  const { pack, runs } = blankPack()
  const frames = [await drawnFrame({ seed: 1 }), await drawnFrame({ seed: 2 }), await drawnFrame({ seed: 3 })]
  const answer = await look(pack, frames, looking(pack, { gaveUp: () => runs.length === 1 }))
  expect(answer).toMatchObject({ status: 'unsure', why: 'timed_out' })
  expect(runs).toHaveLength(1)
})

it('[FI9] a silent head is run and never reported', async () => {
  const { pack, runs } = blankPack()
  const { outputs } = manifest
  const silent = {
    ...outputs,
    severity: { ...outputs.severity, silent: true },
    category: { ...outputs.category, silent: true },
  }
  const answer = await look(
    { ...pack, manifest: { ...manifest, outputs: silent } },
    [await drawnFrame()],
    looking(pack),
  )
  expect(runs).toHaveLength(1)
  expect(answer).toMatchObject({ status: 'done', category: [] })
  expect(answer).not.toHaveProperty('severity')
  expect(await look(pack, [await drawnFrame()], looking(pack))).toHaveProperty('severity')
})
