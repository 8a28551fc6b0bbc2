import type { Patches } from '../../port.ts'
import type { View } from './task.ts'

/** A network's patches as it says them. */
interface Plain extends Omit<Patches, 'values'> {
  readonly values: Float32Array
}

/** Mean and maximum of each of a patch's numbers over the cells that are item; over all cells where none is told. */
export function pooledOver({ size, down, across, values }: Plain, view: View): Float32Array {
  const cells = itemCells(view, across, down)
  const pooled = new Float32Array(2 * size)
  for (let each = 0; each < size; each++) {
    let [sum, most] = [0, Number.NEGATIVE_INFINITY]
    for (let i = 0; i < cells.length; i++) {
      const value = values[each * down * across + cells[i]!]!
      sum += value
      if (value > most) most = value
    }
    pooled[each] = sum / cells.length
    pooled[size + each] = most
  }
  return pooled
}

/** Cells whose middle is item; every cell where the item was not told, or lies between all middles. */
function itemCells({ place, box, item }: View, across: number, down: number): Int32Array {
  const all = Int32Array.from({ length: across * down }, (_, cell) => cell)
  if (!item) return all
  const isItem = (cell: number) => {
    const x = ((((cell % across) + 0.5) * box.width) / across - place.x) / place.width
    const y = (((Math.floor(cell / across) + 0.5) * box.height) / down - place.y) / place.height
    if (x < 0 || y < 0 || x >= 1 || y >= 1) return false
    return item.bits[Math.floor(y * item.height) * item.width + Math.floor(x * item.width)] === 1
  }
  const cells = all.filter(isItem)
  return cells.length > 0 ? cells : all
}
