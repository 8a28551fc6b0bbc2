import { describe, expect, it } from 'vitest'
import type { Frame } from '../../../main/kernel/frame.ts'
import { closenessOf } from '../../../models/onnx/closeness.ts'
import type { Pack } from '../../../models/onnx/load-pack.ts'
import { look } from '../../../models/onnx/look.ts'
import { RecentPictures } from '../../../models/onnx/recent-pictures.ts'
import { Runs } from '../../../models/onnx/runs.ts'
import { together } from '../../../models/onnx/together.ts'
import { stageOf } from '../../../models/picture/stage.ts'
import { drawn, drawnFrame, frameOf, red } from '../../rigs/eyes/drawn-frames.ts'
import { tinyManifest } from '../../rigs/eyes/tiny-pack.ts'

const manifest = tinyManifest(new Uint8Array())
const bench = { width: 1920, height: 1080, item: false }
const spot = { x: 0.3, y: 0.3, width: 0.03, height: 0.05, colour: red }

/** A pack whose network calls every cell superficial damage that is red all over. */
function redSeer(tiles: number) {
  const ran = { count: 0 }
  const run: Pack['session']['run'] = async ({ data }) => {
    ran.count++
    const defects = new Float32Array(7 * 1600)
    for (let cell = 0; cell < 1600; cell++) {
      const at = (Math.floor(cell / 40) * 8 + 4) * 320 + (cell % 40) * 8 + 4
      if (data[at]! > 1 && data[102_400 + at]! < -1) defects[5 * 1600 + cell] = 0.9
    }
    return {
      defects,
      severity: Float32Array.of(2, 1, 0),
      category: Float32Array.of(0, 1, 0),
      embedding: new Float32Array(128),
    }
  }
  const input = { ...manifest.input, tiles }
  const pack: Pack = {
    manifest: { ...manifest, input },
    model: 'red@1.0.0',
    session: { inputs: [], outputs: [], run },
  }
  return { pack, ran }
}

async function judged(frames: readonly Frame[], tiles = 9) {
  const { pack, ran } = redSeer(tiles)
  const looking = { recent: new RecentPictures(), ticks: () => 0, gaveUp: () => false }
  const inference = await look(pack, frames, { ...looking, runs: new Runs(pack, () => 0) })
  const findings = inference.status === 'done' ? inference.findings : []
  return { inference, findings, runs: ran.count }
}

async function onStage(frame: Frame): Promise<Frame> {
  const stage = await stageOf((await drawnFrame(bench)).bytes)
  return stage ? { ...frame, stage } : frame
}

/** Two plain things, apart. */
const two = [
  { x: 0.1, y: 0.3, width: 0.2, height: 0.4, colour: red },
  { x: 0.6, y: 0.3, width: 0.2, height: 0.4, colour: [0, 0, 200] as const },
]

describe('what is looked at', () => {
  it('[CU11] a defect that tiles and the crop all see is one finding where it is, in percent of the item', async () => {
    const frame = await onStage(await drawnFrame({ ...bench, item: true, spots: [spot] }))
    const { findings, runs } = await judged([frame])
    expect(runs).toBeGreaterThan(4)
    expect(findings).toHaveLength(1)
    const { x, y, width, height } = findings[0]!.view!.region
    expect(Math.abs(x + width / 2 - 0.315)).toBeLessThan(0.02)
    expect(Math.abs(y + height / 2 - 0.325)).toBeLessThan(0.03)
    expect(findings[0]!.sizePercent).toBeCloseTo((width * height * 100) / 0.42, 0)
    expect(findings[0]).not.toHaveProperty('sizeMm')
  })

  it('[CU12] a defect of eight pixels is lost in the whole view and found in a tile', async () => {
    const small = { ...spot, width: 16 / 1920, height: 16 / 1080 }
    const frame = await onStage(await drawnFrame({ ...bench, item: true, spots: [small] }))
    expect((await judged([frame], 0)).findings).toHaveLength(0)
    expect((await judged([frame])).findings).toHaveLength(1)
  })

  it('[CU13] the empty stage and two items are unsure, each by its name', async () => {
    const empty = await onStage(await drawnFrame(bench))
    expect((await judged([empty])).inference).toMatchObject({ status: 'unsure', why: 'empty_stage' })
    const both = await onStage(await drawnFrame({ ...bench, spots: two }))
    expect((await judged([both])).inference).toMatchObject({ status: 'unsure', why: 'two_items' })
  })

  it('[CU14] on a calibrated rig a finding has its longest side in millimetres', async () => {
    const frame = await onStage(await drawnFrame({ ...bench, item: true, spots: [spot] }))
    const { findings } = await judged([
      { ...frame, measure: { width: 1920, height: 1080, mmPerPixel: 0.25 } },
    ])
    expect(findings[0]!.sizeMm).toBeGreaterThan(0.03 * 1920 * 0.25 * 0.8)
    expect(findings[0]!.sizeMm).toBeLessThan(0.03 * 1920 * 0.25 * 1.6)
  })

  it('[CU15] the same photograph for two roles counts once, another photograph counts again', async () => {
    const { bytes } = await drawnFrame({ ...bench, item: true, spots: [spot] })
    const other = await drawn({ ...bench, item: true, seed: 2, spots: [spot] })
      .png()
      .toBuffer()
    expect(
      (await judged([frameOf(bytes, 'top'), frameOf(Buffer.from(bytes), 'left')])).findings,
    ).toHaveLength(1)
    expect((await judged([frameOf(bytes, 'top'), frameOf(other, 'left')])).findings).toHaveLength(2)
  })

  it('[CU12] a pack that reports no place is not given tiles', () => {
    const silent = { ...manifest.outputs.defects, silent: manifest.outputs.defects.classes }
    expect(closenessOf({ ...manifest, outputs: { ...manifest.outputs, defects: silent } }).tiles).toBe(0)
    const { tiles: _none, ...input } = manifest.input
    expect(closenessOf({ ...manifest, input }).tiles).toBe(4)
  })
})

it('[FI3] types that name one place in different tiles are one finding, the likelier', () => {
  const part = { x: 0, y: 0, width: 1, height: 1 }
  const region = { x: 0.1, y: 0.1, width: 0.2, height: 0.2 }
  const base = { severity: 'minor', source: 'model', view: { role: 'top', region } } as const
  const findings = together(
    [
      { findings: [{ ...base, type: 'superficial', score: 0.6 }], part },
      { findings: [{ ...base, type: 'penetration', score: 0.7 }], part },
    ],
    { role: 'top' },
  )
  expect(findings.map(({ type }) => type)).toEqual(['penetration'])
})

describe('one finding of several glances', () => {
  const part = { x: 0, y: 0, width: 1, height: 1 }
  const at = (x: number, y: number, width: number, height: number) => ({
    ...{ type: 'superficial' as const, severity: 'minor' as const, score: 0.6, source: 'model' as const },
    view: { role: 'top' as const, region: { x, y, width, height } },
  })
  const places = (...glances: ReturnType<typeof at>[][]) =>
    together(
      glances.map((findings) => ({ findings, part })),
      { role: 'top' },
    )
      .map(({ view }) => Object.values(view!.region).map((value) => Math.round(value * 100) / 100))
      .toSorted(([a = 0], [b = 0]) => a - b)

  it('[CU10] what no glance saw touch stays many: a box around some swallows no other', () => {
    // two tiles see the halves of a slanted scratch; a spot lies beside it, within the box around both halves
    const halves = [[at(0.1, 0.1, 0.2, 0.2)], [at(0.3, 0.3, 0.2, 0.2)], [at(0.4, 0.15, 0.05, 0.05)]]
    expect(places(...halves)).toEqual([
      [0.1, 0.1, 0.4, 0.4],
      [0.4, 0.15, 0.05, 0.05],
    ])
  })

  it('[CU10] what one glance told apart by its cells stays two, though the boxes overlap', () => {
    expect(places([at(0.1, 0.1, 0.3, 0.3), at(0.2, 0.1, 0.3, 0.3)])).toHaveLength(2)
    expect(places([at(0.1, 0.1, 0.3, 0.3)], [at(0.2, 0.1, 0.3, 0.3)])).toEqual([[0.1, 0.1, 0.4, 0.3]])
  })
})
