/** Lists of numbers behind one another. */
export function joined(parts: readonly ArrayLike<number>[]): Float32Array {
  const values = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    values.set(part, at)
    at += part.length
  }
  return values
}
