/** How many numbers a block of a vector has, and how much louder than the others it is heard beforehand. */
export type Block = number | readonly [length: number, louder: number]

/** A feature that moves less than this over all rows says nothing. */
export const still = 1e-9

/** What is known of the features and blocks before their voices are shared out. */
export interface Known {
  /** Whether each feature moves; all of them where absent. */
  readonly moving?: readonly boolean[]
  /** How much each block has told (hearing.ts); all alike where absent. */
  readonly told?: readonly number[]
}

/**
 * How loud each feature is beside the others: every block of a vector (an embedding, a map of colours, what the memory says) speaks
 * as loud as it is beforehand and as it has told, however many of its numbers move. Otherwise four numbers of the memory drown in
 * four hundred of colour where labels are few. The mean square is 1, so that a penalty keeps its meaning.
 */
export function voicesOf(blocks: readonly Block[], { moving, told }: Known = {}): Float64Array {
  const parts = placed(blocks).map(({ from, length, louder }, block) => {
    const at = Array.from({ length }, (_, i) => from + i).filter((i) => moving?.[i] ?? true)
    return { at, power: at.length > 0 ? louder ** 2 * (told?.[block] ?? 1) : 0 }
  })
  const size = blocks.reduce<number>((sum, block) => sum + lengthOf(block), 0)
  const power = parts.reduce((sum, part) => sum + part.power, 0)
  const voices = new Float64Array(size)
  if (power === 0) return voices
  for (const part of parts)
    for (const i of part.at) voices[i] = Math.sqrt((size * part.power) / (power * part.at.length))
  return voices
}

/** Whether each feature moves over the rows. */
export function movingIn(rows: readonly Float64Array[]): boolean[] {
  const first = rows[0] ?? new Float64Array()
  return Array.from(first, (value, i) => rows.some((row) => Math.abs(row[i]! - value) > still))
}

function placed(blocks: readonly Block[]) {
  let from = 0
  return blocks.map((block) => {
    const length = lengthOf(block)
    from += length
    return { from: from - length, length, louder: typeof block === 'number' ? 1 : block[1] }
  })
}

function lengthOf(block: Block): number {
  return typeof block === 'number' ? block : block[0]
}
