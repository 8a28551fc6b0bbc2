import { createHash } from 'node:crypto'
import type { LearningReport } from '../../main/kernel/learning-report.ts'
import { type Operator, onnxModel } from '../onnx-file/onnx-model.ts'
import { oddsAt } from './cut-points.ts'
import { headCard } from './head-card.ts'
import type { HeadManifest, HeadVector } from './head-manifest.ts'
import type { GradeHead } from './port.ts'
import { scoreOf } from './ridge.ts'
import { reportFile } from './told-heads.ts'

/** Opset of the shipped packs as well. */
const opset = 15
/** Float32 against the float64 the vectors were computed in. */
const tolerance = 0.001

/** What a head is called, when it was learnt (ms since 1970), and whose features it takes. */
export interface HeadNaming {
  readonly name: string
  readonly version: string
  readonly at: number
  readonly features: { readonly pack: string; readonly layout: string }
  /** True of a head that ships: its word is a hint. */
  readonly hint?: true
}

/** A head as it lies on the disk: file name to content. */
export interface HeadPack {
  readonly manifest: HeadManifest
  readonly files: ReadonlyMap<string, Uint8Array | string>
}

/** Writes a head as a small ONNX file with manifest, golden vectors computed without it, and its card. Pure. */
export function headPack(head: GradeHead, report: LearningReport, naming: HeadNaming): HeadPack {
  const { name, version } = naming
  const { pack, layout } = naming.features
  const onnx = headModel(head)
  const earned = report.silent.length === 0 ? report.promise : undefined
  const manifest: HeadManifest = {
    ...{ format: 'regrade-model/1', task: 'grade', name, version, file: `${name}.onnx`, opset },
    sha256: createHash('sha256').update(onnx).digest('hex'),
    card: `${name}.card.md`,
    features: { pack, layout, size: head.mean.length },
    ...{ decisions: report.decisions, sessions: report.sessions, farthest: head.farthest },
    ...(earned ? { promise: earned } : {}),
    ...(naming.hint ? { hint: true } : {}),
    vectors: { file: `${name}.vectors.json`, tolerance },
  }
  const files = new Map<string, Uint8Array | string>([
    [manifest.file, onnx],
    [manifest.vectors.file, JSON.stringify({ vectors: [1, 2, 3].map((seed) => vectorOf(head, seed)) })],
    [manifest.card, headCard(report, naming)],
    [reportFile(name), JSON.stringify({ name, at: naming.at, pack, layout, report })],
    [`${name}.manifest.json`, JSON.stringify(manifest, null, 2)],
  ])
  return { manifest, files }
}

/** Features around the mean, as far off as a usual item, and the odds the head itself gives. */
function vectorOf(head: GradeHead, seed: number): HeadVector {
  const features = Array.from(head.mean, (mean, i) => {
    const deviation = head.deviation[i]!
    return Math.fround(mean + (Number.isFinite(deviation) ? deviation * Math.sin((i + 1) * seed) : 0))
  })
  return { features, odds: oddsAt(head, scoreOf(head, features)) }
}

/** `features` [N, size] in; `odds` [N, 5] and `distance` [N, 1] (mean squared standardised feature) out. */
function headModel(head: GradeHead): Uint8Array {
  const size = head.mean.length
  const weighed = Array.from(head.weights).flatMap((weight) => head.cuts.map(() => -head.slope * weight))
  return onnxModel({
    name: 'grade',
    opset,
    inputs: [{ name: 'features', shape: ['N', size] }],
    outputs: [
      { name: 'odds', shape: ['N', 5] },
      { name: 'distance', shape: ['N', 1] },
    ],
    weights: [
      { name: 'mean', shape: [1, size], values: [...head.mean] },
      { name: 'scale', shape: [1, size], values: Array.from(head.deviation, (deviation) => 1 / deviation) },
      { name: 'weights', shape: [size, 4], values: weighed },
      { name: 'cuts', shape: [4], values: head.cuts },
      // P(grade = k) = P(≤ k) - P(≤ k - 1); the last is 1 - P(≤ D)
      {
        name: 'steps',
        shape: [4, 5],
        values: [1, -1, 0, 0, 0, 0, 1, -1, 0, 0, 0, 0, 1, -1, 0, 0, 0, 0, 1, -1],
      },
      { name: 'last', shape: [5], values: [0, 0, 0, 0, 1] },
    ],
    operators: headOperators,
  })
}

const headOperators: readonly Operator[] = [
  { type: 'Sub', inputs: ['features', 'mean'], output: 'centred' },
  { type: 'Mul', inputs: ['centred', 'scale'], output: 'standard' },
  { type: 'Gemm', inputs: ['standard', 'weights', 'cuts'], output: 'logits' },
  { type: 'Sigmoid', inputs: ['logits'], output: 'upto' },
  { type: 'Gemm', inputs: ['upto', 'steps', 'last'], output: 'shares' },
  { type: 'Relu', inputs: ['shares'], output: 'odds' },
  { type: 'Mul', inputs: ['standard', 'standard'], output: 'squares' },
  { type: 'ReduceMean', inputs: ['squares'], output: 'distance', attributes: { axes: [1] } },
]
