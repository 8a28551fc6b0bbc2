/**
 * How loud each feature is beside the others before anything is learnt: every block of a vector (an embedding's means, a map of
 * colours, what the memory says) speaks as loud as every other, however many numbers it has. Otherwise four numbers of the
 * memory drown in four hundred of colour where labels are few. The mean square is 1, so that a penalty keeps its meaning.
 */
export function voicesOf(blocks: readonly number[]): Float64Array {
  const filled = blocks.filter((length) => length > 0)
  const size = filled.reduce((sum, length) => sum + length, 0)
  const voices = new Float64Array(size)
  let at = 0
  for (const length of filled) {
    voices.fill(Math.sqrt(size / (filled.length * length)), at, at + length)
    at += length
  }
  return voices
}
