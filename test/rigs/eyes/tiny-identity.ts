import { createHash } from 'node:crypto'
import { vectorInput } from '../../../models/onnx/golden-vectors.ts'
import type { ManifestOf } from '../../../models/onnx/manifest.ts'
import { type Graph, onnxModel } from '../../../models/onnx-file/onnx-model.ts'
import { plainVector } from './brought-packs.ts'
import { writePack } from './tiny-pack.ts'

/** Pixels a side of its crops. */
export const identitySide = 32

/** Pixels a side of a cell of its places. */
const stride = 8

/** A network that tells products apart by the direction of their mean colour; its places, by that of each cell. */
export function tinyIdentity(changed: Partial<Graph> = {}): Uint8Array {
  return onnxModel({
    opset: 11,
    inputs: [{ name: 'image', shape: ['N', 3, identitySide, identitySide] }],
    outputs: [
      { name: 'embedding', shape: ['N', 3] },
      { name: 'cells', shape: ['N', 3, identitySide / stride, identitySide / stride] },
      { name: 'telling', shape: ['N', 1, identitySide / stride, identitySide / stride] },
    ],
    weights: [],
    operators: [
      { type: 'GlobalAveragePool', inputs: ['image'], output: 'pooled' },
      { type: 'Flatten', inputs: ['pooled'], output: 'means' },
      { type: 'LpNormalization', inputs: ['means'], output: 'embedding', attributes: { axis: 1, p: 2 } },
      {
        ...{ type: 'AveragePool', inputs: ['image'], output: 'colours' },
        attributes: { kernel_shape: [stride, stride], strides: [stride, stride] },
      },
      { type: 'LpNormalization', inputs: ['colours'], output: 'cells', attributes: { axis: 1, p: 2 } },
      { type: 'ReduceMax', inputs: ['colours'], output: 'telling', attributes: { axes: [1], keepdims: 1 } },
    ],
    ...changed,
  })
}

/** What it must say, computed here by hand. */
export function colourOf(image: Float32Array): Float32Array {
  const plane = identitySide ** 2
  const means = [0, 1, 2].map(
    (channel) =>
      image.subarray(channel * plane, (channel + 1) * plane).reduce((sum, one) => sum + one, 0) / plane,
  )
  return Float32Array.from(means, (mean) => mean / Math.hypot(...means))
}

function saidOf(image: Float32Array): Record<string, Float32Array> {
  const side = identitySide / stride
  const colours = Array.from({ length: side * side }, (_, cell) =>
    [0, 1, 2].map((channel) => cellMean(image, channel, cell)),
  )
  const lengths = colours.map((colour) => Math.hypot(...colour))
  const cells = [0, 1, 2].flatMap((channel) => colours.map((colour, at) => colour[channel]! / lengths[at]!))
  return {
    embedding: colourOf(image),
    cells: Float32Array.from(cells),
    telling: Float32Array.from(colours, (colour) => Math.max(...colour)),
  }
}

/** The mean of one channel over one cell. */
function cellMean(image: Float32Array, channel: number, cell: number): number {
  const across = identitySide / stride
  const [top, left] = [Math.floor(cell / across) * stride, (cell % across) * stride]
  let sum = 0
  for (let y = top; y < top + stride; y++)
    for (let x = left; x < left + stride; x++)
      sum += image[channel * identitySide ** 2 + y * identitySide + x]!
  return sum / stride ** 2
}

function identityManifest(network: Uint8Array, name: string): ManifestOf<'identity'> {
  return {
    ...{ format: 'regrade-model/1', name, version: '1.2.3', task: 'identity', licence: 'Apache-2.0' },
    file: `${name}.onnx`,
    sha256: createHash('sha256').update(network).digest('hex'),
    ...{ opset: 11, card: 'MODEL_CARD.md' },
    input: {
      ...{ name: 'image', layout: 'NCHW', width: identitySide, height: identitySide, colour: 'RGB' },
      ...{ range: [0, 1], mean: [0.5, 0.5, 0.5], std: [0.25, 0.25, 0.25] },
      ...{ fit: 'contain', kernel: 'cubic', pad: [128, 128, 128] },
    },
    outputs: { embedding: { name: 'embedding', size: 3 } },
    vectors: { file: `${name}.vectors.json`, tolerance: 0.001 },
  }
}

/** The same with its places: the five that are brightest. */
export function withPlaces(manifest: ManifestOf<'identity'>) {
  const places = { name: 'cells', telling: 'telling', size: 3, stride, kept: 5, share: 0.8 }
  return { ...manifest, outputs: { ...manifest.outputs, places } }
}

/** Writes a whole identity pack into a folder; `change` may spoil its manifest first. */
export function writeIdentity(
  folder: string,
  name: string,
  change: (manifest: ManifestOf<'identity'>) => object = (manifest) => manifest,
): void {
  const network = tinyIdentity()
  const vectors = [1, 2].map((seed) => plainVector(seed, saidOf(vectorInput(seed, 3 * identitySide ** 2))))
  writePack(folder, { network, vectors, name, change: (used) => change(identityManifest(network, used)) })
}
