/** Most arrays kept: what two runs take in. */
const most = 4
/** Shorter ones are made anew in no time. */
const least = 4_096

const kept: Float32Array[] = []

/**
 * Numbers to write a network's input into, whatever is in them: those of a run that is over where there are any. A run takes two
 * megabytes; made anew each time they kept the collector busy.
 */
export function spareNumbers(length: number): Float32Array {
  const at = kept.findIndex((each) => each.length === length)
  const [found] = at < 0 ? [] : kept.splice(at, 1)
  return found ?? new Float32Array(length)
}

/** Numbers that nobody reads any more. */
export function giveBack(numbers: readonly Float32Array[]): void {
  kept.push(...numbers.filter(({ length }) => length >= least))
  kept.splice(0, Math.max(0, kept.length - most))
}
