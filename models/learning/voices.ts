/** How many numbers a block of a vector has, and how much louder than the others it is heard. */
export type Block = number | readonly [length: number, louder: number]

/**
 * How loud each feature is beside the others before anything is learnt: every block of a vector (an embedding's means, a map of
 * colours, what the memory says) speaks as loud as every other, however many numbers it has. Otherwise four numbers of the
 * memory drown in four hundred of colour where labels are few. The mean square is 1 but for what is louder, so that a penalty
 * keeps its meaning.
 */
export function voicesOf(blocks: readonly Block[]): Float64Array {
  const filled = blocks.map(partsOf).filter(({ length }) => length > 0)
  const size = filled.reduce((sum, { length }) => sum + length, 0)
  const voices = new Float64Array(size)
  let at = 0
  for (const { length, louder } of filled) {
    voices.fill(louder * Math.sqrt(size / (filled.length * length)), at, at + length)
    at += length
  }
  return voices
}

function partsOf(block: Block): { readonly length: number; readonly louder: number } {
  const [length, louder] = typeof block === 'number' ? [block, 1] : block
  return { length, louder }
}
