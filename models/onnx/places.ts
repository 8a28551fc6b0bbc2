import type { Outputs } from './session.ts'
import type { Places } from './tasks/identity.ts'

/** Largest number of a byte with a sign: 1 of a vector of length 1, and what the place that tells most of a view tells. */
const whole = 127

/**
 * The places of a view that tell most, a row each, `size + 1` bytes: the vector, of length 127, and last how much it tells,
 * 1 to 127. A byte a number keeps a view at 16 kB; the likeness of two places is off by less than 0.01.
 */
export function placesIn(outputs: Outputs, { name, telling, size, kept }: Places): Int8Array<ArrayBuffer> {
  const [cells = new Float32Array(), tells = new Float32Array()] = [outputs[name], outputs[telling]]
  const count = tells.length
  const order = [...tells.keys()].sort((a, b) => tells[b]! - tells[a]!).slice(0, kept)
  const most = tells[order[0] ?? 0] ?? 0
  const rows = new Int8Array(order.length * (size + 1))
  for (const [row, cell] of order.entries()) {
    const at = row * (size + 1)
    const length = lengthOf(cells, { cell, count, size })
    for (let i = 0; i < size; i++) rows[at + i] = Math.round((cells[i * count + cell]! / length) * whole)
    rows[at + size] = Math.max(1, Math.round((Math.max(0, tells[cell]!) / (most || 1)) * whole))
  }
  return rows
}

function lengthOf(
  cells: Float32Array,
  { cell, count, size }: { readonly cell: number; readonly count: number; readonly size: number },
): number {
  let sum = 0
  for (let i = 0; i < size; i++) sum += cells[i * count + cell]! ** 2
  return Math.sqrt(sum) || 1
}

/** Rows of `placesIn` as the network gave them: vectors of length 1, and shares that are 1 in all. */
export function unpacked(rows: Int8Array, size: number): { vectors: Float32Array; shares: Float32Array } {
  const count = Math.floor(rows.length / (size + 1))
  const vectors = new Float32Array(count * size)
  const shares = new Float32Array(count)
  for (let row = 0; row < count; row++) {
    for (let i = 0; i < size; i++) vectors[row * size + i] = rows[row * (size + 1) + i]! / whole
    shares[row] = rows[row * (size + 1) + size]!
  }
  const sum = shares.reduce((total, share) => total + share, 0)
  return { vectors, shares: shares.map((share) => share / (sum || 1)) }
}
