import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Finding, Inference } from '../../main/kernel/finding.ts'
import type { Frame } from '../../main/kernel/frame.ts'
import { loadPack } from '../../models/onnx/load-pack.ts'
import { look } from '../../models/onnx/look.ts'
import type { ManifestOf } from '../../models/onnx/manifest.ts'
import { shapeOf } from '../../models/onnx/manifest-input.ts'
import { pictureOf } from '../../models/onnx/picture.ts'
import { RecentPictures } from '../../models/onnx/recent-pictures.ts'
import { Runs } from '../../models/onnx/runs.ts'
import { openSession } from '../../models/onnx/session.ts'
import { taskOf } from '../../models/onnx/tasks/tasks.ts'
import { tensorOf } from '../../models/onnx/tensor.ts'
import { type Brought, fixedNetwork, rednessNetwork, writeBrought } from '../rigs/eyes/brought-packs.ts'
import { drawnFrame, red } from '../rigs/eyes/drawn-frames.ts'
import { modelFolder } from '../rigs/eyes/tiny-pack.ts'

let folder: ReturnType<typeof modelFolder>
beforeEach(() => {
  folder = modelFolder()
})
afterEach(() => folder.remove())

/** What a brought pack says of one photograph of 960 x 540 pixels, which lies at y 14 to 50 of its input. */
async function said(brought: Brought, frame?: Frame): Promise<Inference> {
  writeBrought(folder.path, brought)
  const loaded = await loadPack(folder.path, 1, openSession)
  if (loaded.kind !== 'ready') throw new Error(loaded.detail)
  const ticks = () => 0
  const runs = new Runs(loaded.pack, ticks)
  const looking = { recent: new RecentPictures(), runs, ticks, gaveUp: () => false }
  return look(loaded.pack, [frame ?? (await drawnFrame())], looking)
}

async function refusal(brought: Brought, change?: Parameters<typeof writeBrought>[2]): Promise<string> {
  writeBrought(folder.path, brought, change)
  const loaded = await loadPack(folder.path, 1, openSession)
  return loaded.kind === 'refused' ? loaded.detail : `it is ${loaded.kind}`
}

/** What the task itself reads in one run over the whole view, before views and tiles are put together. */
async function findings(brought: Brought, frame?: Frame): Promise<readonly Finding[]> {
  writeBrought(folder.path, brought)
  const loaded = await loadPack(folder.path, 1, openSession)
  if (loaded.kind !== 'ready') throw new Error(loaded.detail)
  const { manifest, session } = loaded.pack
  const { bytes, role } = frame ?? (await drawnFrame())
  const picture = await pictureOf(bytes, { width: 960, height: 540 }, manifest.input)
  if ('kind' in picture) throw new Error(picture.kind)
  const data = tensorOf(picture, manifest.input)
  const outputs = await session.run({ name: manifest.input.name, data, shape: shapeOf(manifest.input) })
  const seen = taskOf(manifest).see(outputs, { role, place: picture.place, box: manifest.input })
  if ('problem' in seen) throw new Error(seen.problem)
  return seen.findings
}

const detectOutputs: ManifestOf<'detect'>['outputs'] = {
  boxes: 'output0',
  form: 'raw',
  classes: ['scratch', 'dent', 'logo'],
  means: {
    scratch: { type: 'superficial', severity: 'minor' },
    dent: { type: 'deformation', severity: 'major' },
    logo: 'none',
  },
  threshold: 0.5,
  overlap: 0.7,
}

/** Centre x, centre y, width, height, class, score. */
type Box = readonly [number, number, number, number, number, number]
const boxes: readonly Box[] = [
  [32, 32, 16, 8, 0, 0.9],
  [32.5, 32, 16, 8, 0, 0.8],
  [10, 20, 8, 8, 1, 0.7],
  [50, 40, 8, 8, 2, 0.95],
  [50, 20, 8, 8, 0, 0.3],
  [32, 5, 8, 4, 1, 0.9],
]

/** Boxes as a raw output: rows of x, y, width, height, a score a class, then `more` rows of 0 but the first, which is 1. */
function raw(rows: readonly Box[], more = 0): { shape: number[]; values: number[] } {
  const values = [0, 1, 2, 3].flatMap((row) => rows.map((box) => box[row]!))
  for (let kind = 0; kind < 3; kind++) values.push(...rows.map((box) => (box[4] === kind ? box[5] : 0.01)))
  for (let one = 0; one < more; one++) values.push(...rows.map(() => (one === 0 ? 1 : 0)))
  return { shape: [7 + more, rows.length], values }
}

function finished(rows: readonly Box[]): { shape: number[]; values: number[] } {
  const values = rows.flatMap(([x, y, w, h, kind, score]) => [
    ...[x - w / 2, y - h / 2, x + w / 2, y + h / 2],
    ...[score, kind],
  ])
  return { shape: [rows.length, 6], values }
}

const detect = (rows: readonly Box[] = boxes, changed: Partial<typeof detectOutputs> = {}) =>
  fixedNetwork('detect', { ...detectOutputs, ...changed }, [{ name: 'output0', ...raw(rows) }])
const endToEnd = (rows: readonly Box[]) =>
  fixedNetwork('detect', { ...detectOutputs, form: 'end_to_end' }, [{ name: 'output0', ...finished(rows) }])

const close = (value: number) => expect.closeTo(value, 4)
const scratch = {
  type: 'superficial',
  severity: 'minor',
  score: close(0.9),
  source: 'model',
  view: {
    role: 'top',
    region: { x: close(0.375), y: close(14 / 36), width: close(0.25), height: close(8 / 36) },
  },
  sizePercent: close(25 * (8 / 36)),
}
const dent = {
  type: 'deformation',
  severity: 'major',
  score: close(0.7),
  view: { region: { x: close(6 / 64), y: close(2 / 36), width: close(8 / 64), height: close(8 / 36) } },
}

describe('detect', () => {
  it('[TK4] raw boxes: doubles, ignored classes, weak ones and what lies on the padding are left out', async () => {
    const found = await findings(detect())
    expect(found).toMatchObject([scratch, dent])
    expect(found).toHaveLength(2)
  })

  it('[TK4] boxes of one class that overlap less than the manifest says are two, unless one hides the other', async () => {
    const apart: Box[] = [
      [20, 32, 16, 8, 0, 0.9],
      [30, 32, 16, 8, 0, 0.8],
    ]
    expect(await findings(detect(apart))).toHaveLength(2)
    expect(await findings(detect(apart, { overlap: 0.1 }))).toHaveLength(1)
  })

  it('[TK4] finished boxes are read by their corners', async () => {
    expect(await findings(endToEnd(boxes.toSpliced(1, 1)))).toMatchObject([scratch, dent])
  })

  it('[TK3] a class number the manifest does not have makes the item unsure', async () => {
    expect(await said(endToEnd([[32, 32, 8, 8, 93, 0.9]]))).toMatchObject({
      status: 'unsure',
      why: 'crashed',
      detail:
        'The model tiny@1.2.3 gave an answer on the photograph "top" that cannot be used: it names class 93; the manifest has 0 to 2.',
    })
  })

  it('[TK3] a score over 1 makes the item unsure, and says how to export', async () => {
    expect(await said(detect([[32, 32, 8, 8, 0, 7.5]]))).toMatchObject({
      status: 'unsure',
      detail: expect.stringContaining('a score is 7.50; export the model with scores from 0 to 1'),
    })
  })

  it('[TK1] boxes the other way round are refused, with what is wanted', async () => {
    const turned = fixedNetwork('detect', detectOutputs, [
      { name: 'output0', shape: [6, 7], values: raw(boxes).values },
    ])
    expect(await refusal(turned)).toContain('"outputs": output0 is [1, 6, 7]; [N, 7, any] is wanted')
  })

  it('[TK5] a class nobody mapped, and a mapping of no class, are refused by name', async () => {
    const { logo: _, ...means } = detectOutputs.means
    expect(await refusal(detect(boxes, { means }))).toContain('outputs.means has no "logo"')
    const more = { ...detectOutputs.means, rust: 'none' as const }
    expect(await refusal(detect(boxes, { means: more }))).toContain(
      'outputs.means has "rust", which is not among outputs.classes (scratch, dent, logo)',
    )
  })

  it('[TK5] a box cannot be a severity alone', async () => {
    const means = { ...detectOutputs.means, dent: { severity: 'major' } as never }
    expect(await refusal(detect(boxes, { means }))).toMatch(
      /outputs\.means\.dent is .*what has a place is a finding/,
    )
  })
})

describe('segment', () => {
  const outputs: ManifestOf<'segment'>['outputs'] = {
    ...detectOutputs,
    prototypes: 'output1',
    coefficients: 32,
    stride: 4,
  }
  // the first prototype is the left half of the input
  const sheet = Array.from({ length: 32 * 256 }, (_, i) => (i < 256 ? (i % 16 < 8 ? 1 : -1) : 0.5))
  const segment = (rows: readonly Box[]) =>
    fixedNetwork('segment', outputs, [
      { name: 'output0', ...raw(rows, 32) },
      { name: 'output1', shape: [32, 16, 16], values: sheet },
    ])

  it('[TK6] the region is the box of the mask, the size its area; an empty mask is nothing', async () => {
    const found = await findings(segment([boxes[0]!, [50, 32, 16, 8, 1, 0.9]]))
    expect(found).toMatchObject([
      {
        type: 'superficial',
        view: { region: { x: close(0.375), width: close(0.125), y: close(14 / 36), height: close(8 / 36) } },
        sizePercent: close((64 / (64 * 36)) * 100),
      },
    ])
    expect(found).toHaveLength(1)
  })

  it('[TK1] prototypes of another size are refused', async () => {
    const wrong = fixedNetwork('segment', outputs, [
      { name: 'output0', ...raw(boxes, 32) },
      { name: 'output1', shape: [32, 8, 8], values: sheet.slice(0, 32 * 64) },
    ])
    expect(await refusal(wrong)).toContain('output1 is [1, 32, 8, 8]; [N, 32, 16, 16] is wanted')
  })
})

describe('classify', () => {
  const outputs: ManifestOf<'classify'>['outputs'] = {
    scores: 'output0',
    answer: 'probabilities',
    classes: ['whole', 'stained', 'broken'],
    means: {
      whole: { severity: 'none' },
      stained: { type: 'superficial', severity: 'minor' },
      broken: { type: 'deformation', severity: 'major' },
    },
    threshold: 0.5,
  }
  const classify = (values: readonly number[], changed: Partial<typeof outputs> = {}) =>
    fixedNetwork('classify', { ...outputs, ...changed }, [{ name: 'output0', shape: [3], values }])

  it('[TK7] probabilities are the item’s odds, and a likely type is a finding without a size', async () => {
    const answer = await said(classify([0.2, 0.7, 0.1]))
    expect(answer).toMatchObject({
      status: 'done',
      severity: { none: close(0.2), minor: close(0.7), major: close(0.1) },
      findings: [{ type: 'superficial', score: close(0.7) }],
    })
    expect(answer.status === 'done' && answer.findings[0]).not.toHaveProperty('sizePercent')
  })

  it('[TK7] logits become probabilities at their temperature', async () => {
    const answer = await said(classify([0, 4, 0], { answer: 'logits', temperature: 2 }))
    const top = Math.exp(2) / (Math.exp(2) + 2)
    expect(answer).toMatchObject({ severity: { minor: close(top) }, findings: [{ score: close(top) }] })
  })

  it('[TK7] where a class is ignored there are no odds', async () => {
    const means = { ...outputs.means, whole: 'none' as const }
    expect(await said(classify([0.2, 0.7, 0.1], { means }))).not.toHaveProperty('severity')
  })

  it('[TK3] logits given as probabilities make the item unsure, and the sentence says so', async () => {
    expect(await said(classify([3, -1, 0.5]))).toMatchObject({
      status: 'unsure',
      detail: expect.stringContaining(
        'its probabilities sum to 2.50, the least is -1.00; if they are logits',
      ),
    })
  })

  it('[TK3] a number that is none makes the item unsure, and is named', async () => {
    const at = classify([0.2, 0.7, 0.1])
    // the vectors are made from the good answer, so the spoilt one is caught while it runs
    const spoilt = { ...at, answers: () => ({ output0: Float32Array.of(0.2, Number.NaN, 0.1) }) }
    writeBrought(folder.path, at)
    const loaded = await loadPack(folder.path, 1, openSession)
    if (loaded.kind !== 'ready') throw new Error(loaded.detail)
    const pack = { ...loaded.pack, session: { ...loaded.pack.session, run: async () => spoilt.answers() } }
    const ticks = () => 0
    const looking = { recent: new RecentPictures(), runs: new Runs(pack, ticks), ticks, gaveUp: () => false }
    expect(await look(pack, [await drawnFrame()], looking)).toMatchObject({
      status: 'unsure',
      why: 'crashed',
      detail: expect.stringContaining('the output output0 holds NaN at 1'),
    })
  })
})

describe('anomaly', () => {
  const outputs: ManifestOf<'anomaly'>['outputs'] = {
    map: 'anomaly_map',
    score: 'pred_score',
    stride: 1,
    threshold: 0.5,
    scoreThreshold: 0.5,
    means: { type: 'superficial', severity: 'minor' },
  }
  const spots = [{ x: 0.4, y: 0.4, width: 0.2, height: 0.2, colour: red }]

  it('[TK8] bright places of the map are findings of the type the manifest gives them', async () => {
    const found = await findings(rednessNetwork(outputs), await drawnFrame({ spots }))
    expect(found).toMatchObject([{ type: 'superficial', severity: 'minor', view: { role: 'top' } }])
    const region = found[0]?.view?.region
    expect(region?.x).toBeCloseTo(0.4, 1)
    expect(region?.y).toBeCloseTo(0.4, 1)
    expect(region?.width).toBeCloseTo(0.2, 1)
    expect(region?.height).toBeCloseTo(0.2, 1)
  })

  it('[TK8] places that no bright cell joins are findings of their own, though the box of one holds most of the other', async () => {
    const slanted = (left: number) => (x: number, y: number) => x - left === y - 20 && y >= 20 && y < 36
    const [one, two] = [slanted(10), slanted(15)]
    const values = Array.from({ length: 64 * 64 }, (_, i) => {
      const [x, y] = [i % 64, Math.floor(i / 64)]
      return one(x, y) || two(x, y) ? 0.9 : 0.1
    })
    const map = { name: 'anomaly_map', shape: [1, 64, 64], values }
    const network = fixedNetwork('anomaly', outputs, [map, { name: 'pred_score', shape: [1], values: [0.8] }])
    expect(await findings(network)).toHaveLength(2)
  })

  it('[TK8] under the score nothing is reported, whatever the map shows', async () => {
    const frame = await drawnFrame({ spots })
    expect(await findings(rednessNetwork({ ...outputs, scoreThreshold: 0.99 }), frame)).toEqual([])
    expect(await findings(rednessNetwork(outputs))).toEqual([])
  })

  it('[TK8] a score without a place is one finding without a place', async () => {
    const map = { name: 'anomaly_map', shape: [1, 64, 64], values: Array<number>(64 * 64).fill(0.1) }
    const high = fixedNetwork('anomaly', outputs, [map, { name: 'pred_score', shape: [1], values: [0.8] }])
    const found = await findings(high)
    expect(found).toMatchObject([{ score: close(0.8) }])
    expect(found[0]).not.toHaveProperty('sizePercent')
  })

  it('[TK3] a map without its normalisation makes the item unsure', async () => {
    const map = { name: 'anomaly_map', shape: [1, 64, 64], values: Array<number>(64 * 64).fill(31.5) }
    const far = fixedNetwork('anomaly', outputs, [map, { name: 'pred_score', shape: [1], values: [0.8] }])
    expect(await said(far)).toMatchObject({
      status: 'unsure',
      detail: expect.stringContaining('the map holds 31.5'),
    })
  })
})

describe('labels', () => {
  const outputs: ManifestOf<'labels'>['outputs'] = {
    scores: 'logits',
    of: 'each',
    temperature: 1,
    classes: ['stain', 'open box', 'heavy damage', 'blue'],
    means: {
      stain: { type: 'superficial', severity: 'minor' },
      'open box': { type: 'actuation', severity: 'minor' },
      'heavy damage': { severity: 'major' },
      blue: 'none',
    },
    threshold: 0.5,
  }
  const labels = (shape: readonly number[], changed: Partial<typeof outputs> = {}) =>
    fixedNetwork('labels', { ...outputs, ...changed }, [{ name: 'logits', shape, values: [2, 1, -1, 5] }])
  const sigmoid = (value: number) => 1 / (1 + Math.exp(-value))

  it.each([[[4]], [[4, 1, 1]]])('[TK9] each label stands for itself, in the shape %j', async (shape) => {
    expect(await said(labels(shape))).toMatchObject({
      findings: [
        { type: 'superficial', score: close(sigmoid(2)) },
        { type: 'actuation', score: close(sigmoid(1)) },
      ],
      severity: { none: close(1 - sigmoid(2)), major: close(sigmoid(-1)) },
    })
  })

  it('[TK9] of labels of which one is right, only a likely one is a finding', async () => {
    expect(await findings(labels([4], { of: 'one' }))).toEqual([])
  })

  it('[TK1] another number of labels than the network has is refused', async () => {
    const fewer = labels([4], { classes: ['stain'], means: { stain: 'none' } })
    expect(await refusal(fewer)).toContain('logits is [1, 4]; [N, 1] or [N, 1, 1, 1] is wanted')
  })
})

describe('any brought pack', () => {
  it('[PK2] a task nobody knows is refused, and the ones there are are named', async () => {
    expect(await refusal(detect(), (manifest) => ({ ...manifest, task: 'pose' }))).toContain(
      'failed the check "manifest": task is "pose"; allowed: inspect, compare, identity, detect, segment, classify, anomaly, labels.',
    )
  })

  it('[PK6] is refused when it answers otherwise than its vectors, and the output is named', async () => {
    const other = { ...detect(), answers: () => ({ output0: new Float32Array(42) }) }
    expect(await refusal(other)).toMatch(/"vectors": for seed 1 the output output0 is off by 32\.0;/)
  })

  it('[PK6] is refused when its vectors leave an output out', async () => {
    const less = { ...detect(), answers: () => ({ else: new Float32Array(3) }) }
    expect(await refusal(less)).toContain('cannot be used: a vector has no numbers of the output output0')
  })

  it('[PK4] is refused when it asks for another operator set than its manifest', async () => {
    expect(await refusal(detect(), (manifest) => ({ ...manifest, opset: 17 }))).toContain(
      '"opset": tiny.onnx asks for operator set 11, the manifest says 17',
    )
  })
})
