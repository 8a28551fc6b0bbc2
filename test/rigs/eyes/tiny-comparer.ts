import { createHash } from 'node:crypto'
import { findingTypes } from '../../../main/kernel/finding.ts'
import { vectorInput } from '../../../models/onnx/golden-vectors.ts'
import type { ManifestOf } from '../../../models/onnx/manifest.ts'
import { type Graph, type Operator, onnxModel } from '../../../models/onnx-file/onnx-model.ts'
import { plainVector } from './brought-packs.ts'
import { tinyName, writePack } from './tiny-pack.ts'

/** Pixels a side of its crops unless another is asked for, cells a side of its maps, numbers of a cell. */
export const tinySide = 64
const cells = 8
const size = 4

/** What makes a cell of a type: weights of its normalised red, green, blue and brightness; no other type is ever told. */
const weightsOf: Readonly<Record<string, readonly number[]>> = {
  superficial: [4, -4, -4, 0],
  penetration: [-4, -4, 4, 0],
}
const never = -40
const severityWeights = [-2, 0, 1]
const constants = { one: 1, four: 4, steep: 200, lazy: 0.05, lowest: -8, highest: 2 }

/** The mean colour of each cell. */
const cellsOf = (width: number): Operator => ({
  type: 'Conv',
  inputs: ['image', 'kernel', 'kernelBias'],
  output: 'raw',
  attributes: { kernel_shape: [width, width], strides: [width, width] },
})

const compares: readonly Operator[] = [
  { type: 'LpNormalization', inputs: ['raw'], output: 'patches', attributes: { axis: 1, p: 2 } },
  { type: 'Unsqueeze', inputs: ['patches'], output: 'own', attributes: { axes: [1] } },
  { type: 'Mul', inputs: ['own', 'references'], output: 'products' },
  { type: 'ReduceSum', inputs: ['products'], output: 'alike', attributes: { axes: [2], keepdims: 0 } },
  { type: 'Sub', inputs: ['one', 'known'], output: 'missing' },
  { type: 'Mul', inputs: ['missing', 'four'], output: 'far' },
  { type: 'Unsqueeze', inputs: ['far'], output: 'farther', attributes: { axes: [2, 3] } },
  { type: 'Sub', inputs: ['alike', 'farther'], output: 'held' },
  { type: 'ReduceMax', inputs: ['held'], output: 'best', attributes: { axes: [1], keepdims: 1 } },
  { type: 'Sub', inputs: ['one', 'best'], output: 'gap' },
  { type: 'Mul', inputs: ['gap', 'steep'], output: 'steeper' },
  { type: 'Mul', inputs: ['radius', 'lazy'], output: 'lenient' },
  { type: 'Sub', inputs: ['steeper', 'lenient'], output: 'rather' },
  { type: 'Sub', inputs: ['rather', 'four'], output: 'low' },
  { type: 'Clip', inputs: ['low', 'lowest', 'highest'], output: 'beside' },
  { type: 'ReduceMax', inputs: ['known'], output: 'some', attributes: { axes: [1], keepdims: 1 } },
  { type: 'Unsqueeze', inputs: ['some'], output: 'any', attributes: { axes: [2, 3] } },
  { type: 'Mul', inputs: ['beside', 'any'], output: 'counted' },
  { type: 'Sub', inputs: ['one', 'any'], output: 'alone' },
  { type: 'Mul', inputs: ['alone', 'four'], output: 'loud' },
  { type: 'Add', inputs: ['counted', 'loud'], output: 'logits' },
  { type: 'Sigmoid', inputs: ['logits'], output: 'difference' },
  {
    type: 'Conv',
    inputs: ['patches', 'typeWeights', 'typeBias'],
    output: 'colours',
    attributes: { kernel_shape: [1, 1] },
  },
  { type: 'Add', inputs: ['colours', 'logits'], output: 'typed' },
  { type: 'Sigmoid', inputs: ['typed'], output: 'defects' },
  { type: 'GlobalMaxPool', inputs: ['logits'], output: 'worst' },
  { type: 'Flatten', inputs: ['worst'], output: 'flat' },
  { type: 'Gemm', inputs: ['flat', 'ws'], output: 'severity', attributes: { transB: 1 } },
]

/** The same with a severity that is no number where anything in the picture is black. */
export const withoutBlack: Partial<Graph> = {
  operators: [
    cellsOf(tinySide / cells),
    ...compares.map((one) => (one.output === 'severity' ? { ...one, output: 'odds' } : one)),
    {
      type: 'ReduceMin',
      inputs: ['image'],
      output: 'darkest',
      attributes: { axes: [1, 2, 3], keepdims: 0 },
    },
    { type: 'Unsqueeze', inputs: ['darkest'], output: 'dark', attributes: { axes: [1] } },
    { type: 'Div', inputs: ['dark', 'dark'], output: 'lit' },
    { type: 'Mul', inputs: ['odds', 'lit'], output: 'severity' },
  ],
}

/**
 * A network that compares as a real one does, and that anybody can compute by hand: a cell is its mean colour, differs where no
 * reference has that colour at its place, and is then `superficial` when red, `penetration` when blue. Alone it calls everything
 * damaged.
 */
export function tinyComparer(changed: Partial<Graph> = {}, side = tinySide): Uint8Array {
  const width = side / cells
  const kernel = Array.from({ length: size * 3 * width * width }, (_, i) => {
    const [out, from] = [Math.floor(i / (3 * width * width)), Math.floor(i / width ** 2) % 3]
    return out === from ? 1 / width ** 2 : 0
  })
  return onnxModel({
    opset: 11,
    inputs: [
      { name: 'image', shape: ['N', 3, side, side] },
      { name: 'references', shape: ['N', 'R', size, cells, cells] },
      { name: 'known', shape: ['N', 'R'] },
      { name: 'radius', shape: [1] },
    ],
    outputs: [
      { name: 'defects', shape: ['N', findingTypes.length, cells, cells] },
      { name: 'difference', shape: ['N', 1, cells, cells] },
      { name: 'severity', shape: ['N', 3] },
      { name: 'patches', shape: ['N', size, cells, cells] },
    ],
    weights: [
      { name: 'kernel', shape: [size, 3, width, width], values: kernel },
      { name: 'kernelBias', shape: [size], values: [0, 0, 0, 1] },
      {
        name: 'typeWeights',
        shape: [findingTypes.length, size, 1, 1],
        values: findingTypes.flatMap((type) => weightsOf[type] ?? [0, 0, 0, 0]),
      },
      { name: 'typeBias', shape: [findingTypes.length], values: findingTypes.map(biasOf) },
      { name: 'ws', shape: [3, 1], values: severityWeights },
      ...Object.entries(constants).map(([name, value]) => ({ name, shape: [], values: [value] })),
    ],
    operators: [cellsOf(width), ...compares],
    ...changed,
  })
}

function biasOf(type: string): number {
  return weightsOf[type] ? -1 : never
}

type Answers = Readonly<Record<'defects' | 'difference' | 'severity' | 'patches', Float32Array>>

/** What it must say of one picture beside one reference's patches, or alone, computed here by hand. */
export function tinyCompared(image: Float32Array, reference?: Float32Array, radius = 2): Answers {
  const patches = patchesOf(image)
  const count = cells * cells
  const logits = Float32Array.from({ length: count }, (_, cell) => {
    if (!reference) return constants.four
    let alike = 0
    for (let each = 0; each < size; each++)
      alike += patches[each * count + cell]! * reference[each * count + cell]!
    const { steep, lazy, four, lowest, highest } = constants
    return Math.min(highest, Math.max(lowest, (1 - alike) * steep - radius * lazy - four))
  })
  const defects = findingTypes.flatMap((type) =>
    Array.from(logits, (logit, cell) => {
      const weights = weightsOf[type] ?? [0, 0, 0, 0]
      const colour = weights.reduce((sum, weight, each) => sum + weight * patches[each * count + cell]!, 0)
      return sigmoid(colour + biasOf(type) + logit)
    }),
  )
  return {
    patches,
    difference: logits.map(sigmoid),
    defects: Float32Array.from(defects),
    severity: Float32Array.from(severityWeights, (weight) => weight * Math.max(...logits)),
  }
}

function patchesOf(image: Float32Array): Float32Array {
  const patches = new Float32Array(size * cells * cells)
  for (let cell = 0; cell < cells * cells; cell++) {
    const colour = [0, 1, 2].map((channel) => meanIn(image, channel, cell))
    const length = Math.hypot(...colour, 1)
    for (const [each, value] of [...colour, 1].entries())
      patches[each * cells * cells + cell] = value / length
  }
  return patches
}

function meanIn(image: Float32Array, channel: number, cell: number): number {
  const side = Math.sqrt(image.length / 3)
  const width = side / cells
  const [top, left] = [Math.floor(cell / cells) * width, (cell % cells) * width]
  let sum = 0
  for (let y = top; y < top + width; y++)
    for (let x = left; x < left + width; x++) sum += image[(channel * side + y) * side + x]!
  return sum / width ** 2
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value))
}

/** The manifest of a comparing network's bytes. */
export function comparerManifest(
  network: Uint8Array,
  name = tinyName,
  side = tinySide,
): ManifestOf<'compare'> {
  return {
    format: 'regrade-model/1',
    name,
    version: '1.2.3',
    task: 'compare',
    licence: 'Apache-2.0',
    file: `${name}.onnx`,
    sha256: createHash('sha256').update(network).digest('hex'),
    opset: 11,
    card: 'MODEL_CARD.md',
    input: {
      ...{ name: 'image', layout: 'NCHW', width: side, height: side, colour: 'RGB', range: [0, 1] },
      ...{ mean: [0, 0, 0], std: [1, 1, 1], fit: 'contain', kernel: 'cubic', pad: [128, 128, 128] },
    },
    references: {
      name: 'references',
      known: 'known',
      radius: 'radius',
      most: 4,
      inPlace: 2,
      anywhere: cells,
    },
    outputs: {
      defects: {
        name: 'defects',
        classes: [...findingTypes],
        stride: side / cells,
        silent: [],
        thresholds: Object.fromEntries(findingTypes.map((type) => [type, 0.5])),
      },
      difference: { name: 'difference', threshold: 0.5 },
      severity: { name: 'severity', classes: ['none', 'minor', 'major'], temperature: 1 },
      patches: { name: 'patches', size },
    },
    vectors: { file: `${name}.vectors.json`, tolerance: 0.001 },
  }
}

export interface ComparerWish {
  readonly network?: Uint8Array
  readonly name?: string
  readonly side?: number
  readonly change?: (manifest: ManifestOf<'compare'>) => object
}

/** Writes a whole pack of the comparing network into a folder; `change` may spoil its manifest first. */
export function writeComparer(folder: string, wish: ComparerWish = {}): void {
  const { side = tinySide, name, change = (manifest) => manifest } = wish
  const { network = tinyComparer({}, side) } = wish
  const input = (seed: number) => vectorInput(seed, 3 * side ** 2)
  const vectors = [1, 2].map((seed) => {
    const { patches } = tinyCompared(input(seed + 10))
    return { ...plainVector(seed, { ...tinyCompared(input(seed), patches) }), reference: seed + 10 }
  })
  writePack(folder, {
    network,
    vectors,
    name,
    change: (used) => change(comparerManifest(network, used, side)),
  })
}
