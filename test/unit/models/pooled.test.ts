import { expect, it } from 'vitest'
import { pooledOver } from '../../../models/onnx/tasks/pooled.ts'

/** Two numbers a cell, four cells a side; the first number is the cell's own, the second its opposite. */
const own = Array.from({ length: 16 }, (_, cell) => cell)
const patches = {
  size: 2,
  down: 4,
  across: 4,
  values: Float32Array.from([...own, ...own.map((one) => 0 - one)]),
}
const box = { width: 32, height: 32 }
const whole = { x: 0, y: 0, width: 32, height: 32 }

it('[TK11] patches are pooled over the cells whose middle is item: their means, then their highest', () => {
  // the right half of the picture
  const item = { width: 2, height: 1, bits: Uint8Array.of(0, 1) }
  expect([...pooledOver(patches, { role: 'top', place: whole, box, item })]).toEqual([8.5, -8.5, 15, -2])
})

it('[TK11] cells on the padding are no item', () => {
  const place = { x: 0, y: 8, width: 32, height: 16 }
  const item = { width: 1, height: 1, bits: Uint8Array.of(1) }
  expect([...pooledOver(patches, { role: 'top', place, box, item })]).toEqual([7.5, -7.5, 11, -4])
})

it('[TK11] where the item was not told, or is smaller than a cell, all cells count', () => {
  const all = [7.5, -7.5, 15, 0]
  expect([...pooledOver(patches, { role: 'top', place: whole, box })]).toEqual(all)
  const speck = { width: 32, height: 32, bits: new Uint8Array(1024) }
  expect([...pooledOver(patches, { role: 'top', place: whole, box, item: speck })]).toEqual(all)
})
