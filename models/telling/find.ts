import { joined } from '../../main/kernel/joined.ts'
import type { Identity } from '../onnx/identity.ts'
import { unpacked } from '../onnx/places.ts'
import type { openSession } from '../onnx/session.ts'
import { onnxModel } from '../onnx-file/onnx-model.ts'

/** Finds the places of a view in those of groups of views: a number a group, the more the better they are found. */
export type Find = (
  places: Int8Array,
  groups: readonly (readonly Int8Array[])[],
) => Promise<readonly number[]>

/** For each place asked for, how alike the likest of a shelf is: a product of matrices, which the runtime does best. */
const likest = onnxModel({
  opset: 11,
  inputs: [
    { name: 'shelf', shape: ['places', 'size'] },
    { name: 'asked', shape: ['asked', 'size'] },
  ],
  outputs: [{ name: 'likest', shape: ['asked'] }],
  weights: [],
  operators: [
    { type: 'Transpose', inputs: ['asked'], output: 'upright', attributes: { perm: [1, 0] } },
    { type: 'MatMul', inputs: ['shelf', 'upright'], output: 'alike' },
    { type: 'ReduceMax', inputs: ['alike'], output: 'likest', attributes: { axes: [0], keepdims: 0 } },
  ],
})

/** Opens what finds places, for packs that know some; a place counts as much as it tells of its view. */
export async function openFind(
  { places }: Pick<Identity, 'places'>,
  open: typeof openSession,
): Promise<Find> {
  const size = places?.size ?? 0
  if (size === 0) return async (_asked, groups) => groups.map(() => 0)
  const session = await open(likest, 1)
  const matrix = (name: string, data: Float32Array) => ({ name, data, shape: [data.length / size, size] })
  return async (asked, groups) => {
    const { vectors, shares } = unpacked(asked, size)
    const found: number[] = []
    for (const group of groups) {
      const shelf = joined(group.map((each) => unpacked(each, size).vectors))
      const alike =
        shelf.length > 0 && shares.length > 0
          ? (await session.run(matrix('shelf', shelf), matrix('asked', vectors))).likest!
          : new Float32Array(shares.length)
      found.push(alike.reduce((sum, each, i) => sum + each * shares[i]!, 0))
    }
    return found
  }
}
