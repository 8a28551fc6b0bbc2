import type { NewId } from '../../main/kernel/ids.ts'

/** A source of numbers 0..1 that a seed repeats (mulberry32: 32 bits of state, good enough for test data). */
export type Dice = () => number

/** Dice of a seed; the same seed gives the same throws. */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** One of the choices. */
export function pick<T>(dice: Dice, choices: readonly T[]): T {
  const chosen = choices[Math.floor(dice() * choices.length)]
  if (chosen === undefined) throw new Error('nothing to pick from')
  return chosen
}

/** A whole number from `low` to `high`, both possible. */
export function whole(dice: Dice, low: number, high: number): number {
  return low + Math.floor(dice() * (high - low + 1))
}

/** `length` lower-case hexadecimal digits. */
export function hex(dice: Dice, length: number): string {
  return Array.from({ length }, () => whole(dice, 0, 15).toString(16)).join('')
}

/** `length` decimal digits. */
export function digits(dice: Dice, length: number): string {
  return Array.from({ length }, () => whole(dice, 0, 9)).join('')
}

/** Ids shaped like UUID version 7 that grow by one a call and are the same for the same seed. */
export function idsOf(seed: number, from = 1_767_225_600_000): NewId {
  const dice = diceOf(seed)
  let count = 0
  return () => {
    count += 1
    const time = (from + count).toString(16).padStart(12, '0')
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(dice, 3)}-8${hex(dice, 3)}-${hex(dice, 12)}`
  }
}
