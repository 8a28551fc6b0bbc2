import { findingTypes } from '../../../main/kernel/finding.ts'
import type { GoldenVector } from '../../../models/onnx/golden-vectors.ts'
import { vectorInput } from '../../../models/onnx/golden-vectors.ts'
import { type Graph, onnxModel } from '../../../models/onnx-file/onnx-model.ts'

const side = 320
const stride = 8
const cells = side / stride
const embeddingSize = 128
export const tinyCategories = ['apparel', 'footwear', 'packaged_goods']

/** Which colour a type stands for, as weights of normalised red, green, blue: red is a stain, blue a hole. */
const colourOf: Readonly<Record<string, readonly number[]>> = {
  superficial: [1, -0.5, -0.5],
  penetration: [-0.5, -0.5, 1],
}
const steepness = 4
const bias = -8

const severityWeights = [0, 0, 0, 0, 0, 0, 60, -30, -30]
const severityBias = [2, 0, -1]
const categoryWeights = [1, 0, 0, 0, 1, 0, 0, 0, 1]
const embeddingWeights = Array.from({ length: embeddingSize * 3 }, (_, i) => Math.sin(i + 1))

const channelsOf = (type: string) => (colourOf[type] ?? [0, 0, 0]).map((weight) => weight * steepness)

/**
 * A network with the outputs of a real one that anybody can compute by hand: a cell is `superficial` where it is red and
 * `penetration` where it is blue, the item is the worse the redder it is, its category the brightest of the three colours.
 */
export function tinyNetwork(changed: Partial<Graph> = {}): Uint8Array {
  const kernel = findingTypes.flatMap((type) =>
    channelsOf(type).flatMap((weight) => Array<number>(stride * stride).fill(weight / stride ** 2)),
  )
  return onnxModel({
    opset: 15,
    inputs: [{ name: 'image', shape: ['N', 3, side, side] }],
    outputs: [
      { name: 'defects', shape: ['N', findingTypes.length, cells, cells] },
      { name: 'severity', shape: ['N', 3] },
      { name: 'category', shape: ['N', 3] },
      { name: 'embedding', shape: ['N', embeddingSize] },
    ],
    weights: [
      { name: 'kernel', shape: [findingTypes.length, 3, stride, stride], values: kernel },
      { name: 'bias', shape: [findingTypes.length], values: findingTypes.map(() => bias) },
      { name: 'ws', shape: [3, 3], values: severityWeights },
      { name: 'bs', shape: [3], values: severityBias },
      { name: 'wc', shape: [3, 3], values: categoryWeights },
      { name: 'we', shape: [embeddingSize, 3], values: embeddingWeights },
    ],
    operators: [
      {
        type: 'Conv',
        inputs: ['image', 'kernel', 'bias'],
        output: 'logits',
        attributes: { kernel_shape: [stride, stride], strides: [stride, stride] },
      },
      { type: 'Sigmoid', inputs: ['logits'], output: 'defects' },
      { type: 'GlobalAveragePool', inputs: ['image'], output: 'pooled' },
      { type: 'Flatten', inputs: ['pooled'], output: 'means' },
      { type: 'Gemm', inputs: ['means', 'ws', 'bs'], output: 'severity', attributes: { transB: 1 } },
      { type: 'Gemm', inputs: ['means', 'wc'], output: 'category', attributes: { transB: 1 } },
      { type: 'Gemm', inputs: ['means', 'we'], output: 'raw', attributes: { transB: 1 } },
      { type: 'LpNormalization', inputs: ['raw'], output: 'embedding', attributes: { axis: 1, p: 2 } },
    ],
    ...changed,
  })
}

/** What the tiny network must answer to a vector's input, computed here by hand. */
export function tinyVector(seed: number): GoldenVector {
  const input = vectorInput(seed, 3 * side * side)
  const means = [0, 1, 2].map((channel) =>
    meanOf(input.subarray(channel * side ** 2, (channel + 1) * side ** 2)),
  )
  const raw = times(embeddingWeights, means)
  const length = Math.hypot(...raw)
  const map = findingTypes.map((type) => cellsOf(input, channelsOf(type)))
  return {
    seed,
    severity: times(severityWeights, means).map((value, i) => value + severityBias[i]!),
    category: times(categoryWeights, means),
    embedding: raw.map((value) => value / length),
    defects: {
      mean: meanOf(map.flat()),
      samples: [
        [5, 3, 7, map[5]![3 * cells + 7]!],
        [0, 39, 0, map[0]![39 * cells]!],
      ],
    },
  }
}

function cellsOf(input: Float32Array, weights: readonly number[]): number[] {
  return Array.from({ length: cells * cells }, (_, cell) => {
    const [top, left] = [Math.floor(cell / cells) * stride, (cell % cells) * stride]
    let sum = 0
    for (let channel = 0; channel < 3; channel++)
      for (let y = top; y < top + stride; y++)
        for (let x = left; x < left + stride; x++)
          sum += weights[channel]! * input[(channel * side + y) * side + x]!
    return 1 / (1 + Math.exp(-(sum / stride ** 2 + bias)))
  })
}

function times(matrix: readonly number[], vector: readonly number[]): number[] {
  const rows = matrix.length / vector.length
  return Array.from({ length: rows }, (_, row) =>
    vector.reduce((sum, value, i) => sum + value * matrix[row * vector.length + i]!, 0),
  )
}

function meanOf(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  return sum / values.length
}
