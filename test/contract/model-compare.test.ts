import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Frame } from '../../main/kernel/frame.ts'
import { beside } from '../../models/onnx/beside.ts'
import { loadPack, type Pack } from '../../models/onnx/load-pack.ts'
import { look } from '../../models/onnx/look.ts'
import type { ManifestOf } from '../../models/onnx/manifest.ts'
import { pictureOf } from '../../models/onnx/picture.ts'
import { measuredIn } from '../../models/onnx/quality.ts'
import { RecentPictures } from '../../models/onnx/recent-pictures.ts'
import { Runs } from '../../models/onnx/runs.ts'
import { openSession } from '../../models/onnx/session.ts'
import { taskOf } from '../../models/onnx/tasks/tasks.ts'
import { featuresOf } from '../../models/onnx/view-features.ts'
import { patchSteps, rounded } from '../../models/patches.ts'
import { shareOf } from '../../models/picture/mask.ts'
import { stageOf } from '../../models/picture/stage.ts'
import type { BesideView, Patches } from '../../models/port.ts'
import { drawnCrop } from '../rigs/eyes/drawn-crops.ts'
import { drawnFrame, frameOf, red } from '../rigs/eyes/drawn-frames.ts'
import {
  type ComparerWish,
  tinyCompared,
  tinyComparer,
  tinySide,
  writeComparer,
} from '../rigs/eyes/tiny-comparer.ts'
import { modelFolder } from '../rigs/eyes/tiny-pack.ts'
import { views } from './eyes-compare.ts'

let folder: ReturnType<typeof modelFolder>
beforeEach(() => {
  folder = modelFolder()
})
afterEach(() => folder.remove())

type Change = NonNullable<ComparerWish['change']>
type Outputs = ManifestOf<'compare'>['outputs']

async function packOf(wish: ComparerWish = {}): Promise<Pack> {
  writeComparer(folder.path, wish)
  const loaded = await loadPack(folder.path, 1, openSession)
  if (loaded.kind !== 'ready') throw new Error(loaded.detail)
  return loaded.pack
}

async function refusal(wish: ComparerWish): Promise<string> {
  writeComparer(folder.path, wish)
  const loaded = await loadPack(folder.path, 1, openSession)
  return loaded.kind === 'refused' ? loaded.detail : `it is ${loaded.kind}`
}

const outputs =
  (changed: (outputs: Outputs) => Partial<Outputs>): Change =>
  (manifest) => ({ ...manifest, outputs: { ...manifest.outputs, ...changed(manifest.outputs) } })

const plain = drawnCrop(tinySide)
const stained = drawnCrop(tinySide, { colour: red, from: 0.5, to: 0.75 })
const dented = drawnCrop(tinySide, { colour: [0, 0, 255], from: 0, to: 0.25 })

/** What a pack says of crops beside the plain one, in place or not. */
async function compared(pack: Pack, crops: readonly Uint8Array[], inPlace = true) {
  const besides = { runs: new Runs(pack, () => 0), gaveUp: () => false }
  const ask = async (crop: Uint8Array, references: readonly Patches[]) => {
    const view: BesideView = { role: 'top', crop, references, inPlace }
    return views(await beside(pack, [view], besides))[0]!
  }
  const { patches } = await ask(plain, [])
  return Promise.all(crops.map((crop) => ask(crop, [patches])))
}

describe('compare', () => {
  it('[TK10] places over the threshold of their type are differences, with what they cover of the crop', async () => {
    const [stain, dent] = await compared(await packOf(), [stained, dented])
    expect(stain?.differences).toMatchObject([
      {
        ...{ type: 'superficial', severity: 'major', share: 4 / 64 },
        region: { x: 0.5, y: 0.5, width: 0.25, height: 0.25 },
      },
    ])
    expect(dent?.differences).toMatchObject([{ type: 'penetration', region: { x: 0, y: 0 } }])
  })

  it('[TK10] its scores, odds and map are the network’s own numbers', async () => {
    const pack = await packOf()
    const [said] = await compared(pack, [stained])
    const planes = (crop: Uint8Array) =>
      Float32Array.from({ length: crop.length }, (_, i) => {
        const [channel, at] = [Math.floor(i / tinySide ** 2), i % tinySide ** 2]
        return crop[at * 3 + channel]! / 255
      })
    // whole units are kept in steps
    const unit = Float32Array.from(rounded(tinyCompared(planes(plain)).patches), (step) => step / patchSteps)
    const wanted = tinyCompared(planes(stained), unit)
    expect(said?.differences[0]?.score).toBeCloseTo(Math.max(...wanted.defects), 4)
    const [none = 0, minor = 0, major = 0] = [...wanted.severity].map(Math.exp)
    expect(said?.severity?.major).toBeCloseTo(major / (none + minor + major), 4)
    for (const [cell, value] of wanted.difference.entries())
      expect(said?.difference[cell]).toBeCloseTo(value, 4)
  })

  it('[TK10] a score is made the chance that the manifest calibrates it to; what counts stays the same', async () => {
    const [raw] = await compared(await packOf(), [stained])
    const calibrated = outputs(({ defects }) => ({
      defects: { ...defects, calibration: { superficial: [0.5, -1] } },
    }))
    const [told] = await compared(await packOf({ change: calibrated }), [stained])
    const peak = raw!.differences[0]!.score
    const logit = 0.5 * Math.log(peak / (1 - peak)) - 1
    expect(told?.differences).toMatchObject([{ score: expect.closeTo(1 / (1 + Math.exp(-logit)), 5) }])
    expect(told?.differences[0]?.region).toEqual(raw?.differences[0]?.region)
    const turned = outputs(({ defects }) => ({
      defects: { ...defects, calibration: { superficial: [-1, 0] } },
    }))
    expect(await refusal({ change: turned })).toContain('outputs.defects.calibration.superficial.0 is -1')
  })

  it('[TK10] a silent type is never told, nor one under its threshold', async () => {
    const silent = outputs(({ defects }) => ({ defects: { ...defects, silent: ['superficial'] } }))
    const [stain, dent] = await compared(await packOf({ change: silent }), [stained, dented])
    expect([stain?.differences, dent?.differences.length]).toEqual([[], 1])
    const strict = outputs(({ defects }) => ({
      defects: { ...defects, thresholds: { ...defects.thresholds, superficial: 0.999 } },
    }))
    expect((await compared(await packOf({ change: strict }), [stained]))[0]?.differences).toEqual([])
  })

  it('[TK10] odds are told at their temperature; a silent head tells none, and every difference is minor', async () => {
    const [sure] = await compared(await packOf(), [stained])
    const warm = outputs(({ severity }) => ({ severity: { ...severity, temperature: 4 } }))
    const [mild] = await compared(await packOf({ change: warm }), [stained])
    expect(mild?.severity?.major).toBeLessThan(sure?.severity?.major ?? 0)
    const quiet = outputs(({ severity }) => ({ severity: { ...severity, silent: true } }))
    const [mute] = await compared(await packOf({ change: quiet }), [stained])
    expect(mute).not.toHaveProperty('severity')
    expect(mute?.differences).toMatchObject([{ type: 'superficial', severity: 'minor' }])
  })

  it('[TK10] the network is told how far to look: another radius where the crop does not lie over its references', async () => {
    const pack = await packOf()
    const [inPlace] = await compared(pack, [stained], true)
    const [anywhere] = await compared(pack, [stained], false)
    // the drawn network is the more lenient the farther it may look
    expect(anywhere?.difference[0]).toBeLessThan(inPlace?.difference[0] ?? 0)
  })

  it('[TK11] of photographs alone nothing is found, whatever the network says of them', async () => {
    const pack = await packOf()
    const spots = [{ x: 0.4, y: 0.4, width: 0.2, height: 0.2, colour: red }]
    const frames = [await drawnFrame({ spots }), await drawnFrame({ seed: 2 }, 'left')]
    const answer = await look(pack, frames, looking(pack))
    expect(answer).toMatchObject({ status: 'done', findings: [], category: [], model: 'tiny@1.2.3' })
    expect(answer).not.toHaveProperty('severity')
  })

  it('[PI7] a photograph that was measured is not decoded again to be shown to a smaller network', async () => {
    const pack = await packOf()
    const at = looking(pack)
    // bytes nobody could decode: judging them can only mean that the kept picture was taken
    const frame = frameOf(new TextEncoder().encode('no photograph'))
    const place = { x: 0, y: 0, width: 320, height: 320 }
    const pixels = Uint8Array.from({ length: 320 * 320 * 3 }, (_, i) => (i * 7) % 256)
    at.recent.keep(frame.bytes, measuredIn, { width: 500, height: 500, place, pixels })
    expect(await look(pack, [frame], at)).toMatchObject({ status: 'done' })
  })

  it('[TK11] the network sees the item’s crop where the empty stage is known, else the view, and where the item is in it', async () => {
    const pack = await packOf()
    const frame = await drawnFrame({ width: 1280, height: 720 })
    const stage = (await stageOf((await drawnFrame({ width: 1280, height: 720, item: false })).bytes))!
    const shown = async (seen: Frame) => {
      const size = { width: 1280, height: 720 }
      const picture = await pictureOf(seen.bytes, size, measuredIn)
      if ('kind' in picture) throw new Error(picture.kind)
      const glances = await new Runs(pack, () => 0).glancing.of(seen, picture)
      return glances.kind === 'glances' ? glances.list : []
    }
    const [crop, ...more] = await shown({ ...frame, stage })
    expect(more).toEqual([])
    expect([crop?.picture.place.width, crop?.picture.place.height]).toContain(tinySide)
    expect(crop?.part.width).toBeLessThan(0.8)
    expect(shareOf(crop!.item!)).toBeGreaterThan(0.6)
    const [view] = await shown(frame)
    expect(view?.picture.place).toEqual({ x: 0, y: 14, width: 64, height: 36 })
    expect(view?.part).toEqual({ x: 0, y: 0, width: 1, height: 1 })
  })

  it('[TK13] a photograph that will be held against units is not run alone, but checked and cut out', async () => {
    const pack = await packOf()
    let runs = 0
    const counting: Pack = {
      ...pack,
      session: { ...pack.session, run: (...fed) => pack.session.run(...fed).finally(() => runs++) },
    }
    const frame: Frame = { ...(await drawnFrame()), beside: true }
    const alone = await look(counting, [frame], looking(counting))
    expect(alone).toMatchObject({ status: 'done', findings: [], timings: { runMs: 0 } })
    expect(runs).toBe(0)
    expect(await featuresOf(counting, [frame], looking(counting))).toEqual(
      await featuresOf(pack, [await drawnFrame()], looking(pack)),
    )
    expect(runs).toBe(1)
    const torn = { ...frame, bytes: frame.bytes.subarray(0, 900) }
    expect(await look(counting, [torn], looking(counting))).toMatchObject({ why: 'unreadable_photo' })
  })

  it('[TK14] the manifest says how many quarters of an item are looked at once more; one where it does not', async () => {
    const takes = async (tiles?: number) => {
      const input = (manifest: ManifestOf<'compare'>) => ({
        ...manifest.input,
        ...(tiles === undefined ? {} : { tiles }),
      })
      const pack = await packOf({ change: (manifest) => ({ ...manifest, input: input(manifest) }) })
      return taskOf(pack.manifest).compares?.takes
    }
    expect(await takes()).toEqual({ side: tinySide, references: 4, closer: 1 })
    expect(await takes(0)).toMatchObject({ closer: 0 })
    expect(await takes(9)).toMatchObject({ closer: 9 })
  })

  it('[TK11] photographs are checked as for any other network', async () => {
    const pack = await packOf()
    const bench = await drawnFrame({ item: false })
    const stage = (await stageOf(bench.bytes))!
    const sees = (frame: Parameters<typeof look>[1][number]) => look(pack, [frame], looking(pack))
    expect(await sees({ ...(await drawnFrame({ item: false, seed: 3 })), stage })).toMatchObject({
      why: 'empty_stage',
    })
    const two = [0.1, 0.6].map((x) => ({ x, y: 0.3, width: 0.2, height: 0.4, colour: red }))
    const both = await drawnFrame({ item: false, spots: two })
    expect(await sees({ ...both, stage })).toMatchObject({ why: 'two_items' })
  })
})

function looking(pack: Pack) {
  const ticks = () => 0
  return { recent: new RecentPictures(), runs: new Runs(pack, ticks), ticks, gaveUp: () => false }
}

describe('a pack that compares is refused', () => {
  const graph = comparerGraph()

  it.each([
    [
      'references of another shape',
      graph.input('references', ['N', 'R', 4, 1, 8]),
      'references is [N, R, 4, 1, 8]; [N, free, 4, 8, 8] is wanted',
    ],
    [
      'a number of references that is not free',
      graph.input('references', ['N', 1, 4, 8, 8]),
      'references is [N, 1, 4, 8, 8]; [N, free, 4, 8, 8] is wanted',
    ],
    ['no radius', { change: renamed('radius', 'reach') }, 'it has no reach; it has image, references'],
    ['another input', graph.more('mask'), 'it has 5 inputs; image, references, known, radius is what is fed'],
  ])('[PK5] with %s', async (_, wish, sentence) => {
    expect(await refusal(wish)).toContain(`failed the check "input": ${sentence}`)
  })

  it.each<[string, Change, string]>([
    [
      'a picture that is no square',
      (manifest) => ({ ...manifest, input: { ...manifest.input, width: 128 } }),
      'input is 128 x 64; a network that compares takes squares',
    ],
    [
      'a picture that is cut to fit',
      (manifest) => ({ ...manifest, input: { ...manifest.input, fit: 'cover' } }),
      'input.fit is cover; a network that compares takes contain',
    ],
    ['nothing said of its references', ({ references: _, ...manifest }) => manifest, 'references is missing'],
    [
      'a key nobody knows',
      (manifest) => ({ ...manifest, references: { ...manifest.references, least: 1 } }),
      'references.least is not a known key; allowed here: name, known, radius, most',
    ],
    [
      'a type without a threshold',
      outputs(({ defects }) => ({ defects: { ...defects, thresholds: {} } })),
      'outputs.defects.thresholds.penetration is missing',
    ],
  ])('[PK2] with %s', async (_, change, sentence) => {
    expect(await refusal({ change })).toContain(`failed the check "manifest": ${sentence}`)
  })

  it('[PK6] when it answers otherwise beside the vector’s reference, and when a vector has none', async () => {
    writeComparer(folder.path)
    const file = join(folder.path, 'tiny.vectors.json')
    const { vectors } = JSON.parse(readFileSync(file, 'utf8')) as { vectors: { reference?: number }[] }
    const put = async (changed: readonly object[]) => {
      writeFileSync(file, JSON.stringify({ vectors: changed }))
      const loaded = await loadPack(folder.path, 1, openSession)
      return loaded.kind === 'refused' ? loaded.detail : loaded.kind
    }
    expect(await put(vectors)).toBe('ready')
    expect(await put(vectors.map((one) => ({ ...one, reference: 99 })))).toMatch(
      /"vectors": for seed 1 the output \w+( \(mean\))? is off by/,
    )
    expect(await put(vectors.map(({ reference: _, ...one }) => one))).toContain('reference is missing')
  })
})

function renamed(key: 'radius', name: string): Change {
  return (manifest) => ({ ...manifest, references: { ...manifest.references, [key]: name } })
}

/** Wishes for a network whose inputs are others than its manifest says. */
function comparerGraph() {
  const inputs = [
    { name: 'image', shape: ['N', 3, tinySide, tinySide] },
    { name: 'references', shape: ['N', 'R', 4, 8, 8] },
    { name: 'known', shape: ['N', 'R'] },
    { name: 'radius', shape: [1] },
  ]
  return {
    input: (name: string, shape: (number | string)[]): ComparerWish => ({
      network: tinyComparer({ inputs: inputs.map((one) => (one.name === name ? { name, shape } : one)) }),
    }),
    more: (name: string): ComparerWish => ({
      network: tinyComparer({ inputs: [...inputs, { name, shape: [1] }] }),
    }),
  }
}
