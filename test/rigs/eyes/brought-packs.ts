import { createHash } from 'node:crypto'
import { type PlainVector, vectorInput } from '../../../models/onnx/golden-vectors.ts'
import type { Manifest, ManifestOf } from '../../../models/onnx/manifest.ts'
import { type Graph, type Operator, onnxModel, type Weights } from '../../../models/onnx-file/onnx-model.ts'
import { tinyName, writePack } from './tiny-pack.ts'

/** The input of every brought network: a square of 64 pixels, as Ultralytics fills it. */
export const broughtInput: Manifest['input'] = {
  name: 'images',
  layout: 'NCHW',
  width: 64,
  height: 64,
  colour: 'RGB',
  range: [0, 1],
  mean: [0, 0, 0],
  std: [1, 1, 1],
  fit: 'contain',
  kernel: 'linear',
  pad: [114, 114, 114],
}

/** A network as somebody else would bring it: its task, outputs, graph, and what it answers. */
export interface Brought {
  readonly task: Manifest['task']
  readonly outputs: Manifest['outputs']
  readonly graph: Graph
  readonly answers: (input: Float32Array) => Readonly<Record<string, Float32Array>>
}

/** An output that is the same whatever the picture: its shape after the batch, and its numbers. */
export interface Fixed {
  readonly name: string
  readonly shape: readonly number[]
  readonly values: readonly number[]
}

/** A graph that answers with fixed numbers; a nought made of the picture is added, so that the picture is asked for. */
export function fixedGraph(fixed: readonly Fixed[], changed: Partial<Graph> = {}): Graph {
  const weights: Weights[] = [
    { name: 'none', shape: [1, 3, 1, 1], values: [0, 0, 0] },
    ...fixed.map(({ name, shape, values }) => ({ name: `${name}_c`, shape: [1, ...shape], values })),
  ]
  const operators: Operator[] = [
    { type: 'GlobalAveragePool', inputs: ['images'], output: 'pooled' },
    { type: 'Conv', inputs: ['pooled', 'none'], output: 'nought4', attributes: { kernel_shape: [1, 1] } },
    {
      type: 'ReduceSum',
      inputs: ['nought4'],
      output: 'nought',
      attributes: { axes: [1, 2, 3], keepdims: 0 },
    },
    ...fixed.map(({ name }) => ({ type: 'Add', inputs: [`${name}_c`, 'nought'], output: name })),
  ]
  return {
    opset: 11,
    inputs: [{ name: 'images', shape: [1, 3, 64, 64] }],
    outputs: fixed.map(({ name, shape }) => ({ name, shape: [1, ...shape] })),
    weights,
    operators,
    ...changed,
  }
}

/** A network of fixed answers for a task. */
export function fixedNetwork<T extends Manifest['task']>(
  task: T,
  outputs: ManifestOf<T>['outputs'],
  fixed: readonly Fixed[],
): Brought {
  const answers = Object.fromEntries(fixed.map((one) => [one.name, Float32Array.from(one.values)]))
  return { task, outputs, graph: fixedGraph(fixed), answers: () => answers }
}

/** anomalib's shape: a map that is bright where the picture is red, and its highest value as the score. */
export function rednessNetwork(outputs: ManifestOf<'anomaly'>['outputs']): Brought {
  const [weight, bias] = [[8, -4, -4], -4]
  const answers = (input: Float32Array) => {
    const map = Float32Array.from({ length: 64 * 64 }, (_, i) => {
      const sum = weight.reduce((all, one, channel) => all + one * input[channel * 64 * 64 + i]!, bias)
      return 1 / (1 + Math.exp(-sum))
    })
    return { anomaly_map: map, pred_score: Float32Array.of(Math.max(...map)) }
  }
  const graph: Graph = {
    opset: 11,
    inputs: [{ name: 'images', shape: ['N', 3, 64, 64] }],
    outputs: [
      { name: 'anomaly_map', shape: ['N', 1, 64, 64] },
      { name: 'pred_score', shape: ['N'] },
    ],
    weights: [
      { name: 'weight', shape: [1, 3, 1, 1], values: weight },
      { name: 'bias', shape: [1], values: [bias] },
    ],
    operators: [
      {
        type: 'Conv',
        inputs: ['images', 'weight', 'bias'],
        output: 'raw',
        attributes: { kernel_shape: [1, 1] },
      },
      { type: 'Sigmoid', inputs: ['raw'], output: 'anomaly_map' },
      {
        type: 'ReduceMax',
        inputs: ['anomaly_map'],
        output: 'pred_score',
        attributes: { axes: [1, 2, 3], keepdims: 0 },
      },
    ],
  }
  return { task: 'anomaly', outputs, graph, answers }
}

/** Writes the pack of a brought network into a folder as the active one. */
export function writeBrought(
  folder: string,
  { task, outputs, graph, answers }: Brought,
  change: (manifest: Manifest) => object = (manifest) => manifest,
): void {
  const network = onnxModel(graph)
  const manifest = {
    format: 'regrade-model/1',
    name: tinyName,
    version: '1.2.3',
    task,
    licence: 'Apache-2.0',
    file: `${tinyName}.onnx`,
    sha256: createHash('sha256').update(network).digest('hex'),
    opset: graph.opset,
    card: 'MODEL_CARD.md',
    input: broughtInput,
    outputs,
    vectors: { file: `${tinyName}.vectors.json`, tolerance: 0.001 },
  } as Manifest
  const vectors = [1, 2].map((seed) => plainVector(seed, answers(vectorInput(seed, 3 * 64 * 64))))
  writePack(folder, { network, vectors, change: () => change(manifest) })
}

/** What a trainer writes down of a network's answers: each output's mean and a few of its numbers. */
export function plainVector(seed: number, answers: Readonly<Record<string, Float32Array>>): PlainVector {
  const outputs = Object.entries(answers).map(([name, values]) => {
    const samples = [0, Math.floor(values.length / 2), values.length - 1].map((at): [number, number] => [
      at,
      values[at]!,
    ])
    return [name, { mean: values.reduce((sum, one) => sum + one, 0) / values.length, samples }] as const
  })
  return { seed, outputs: Object.fromEntries(outputs) }
}
