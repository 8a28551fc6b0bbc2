import type { Outputs } from '../session.ts'
import type { Unread, Wanted } from './task.ts'

/** Half a sentence when an output is missing, of a length no allowed shape has, or holds what is no finite number. */
export function outputsProblem(outputs: Outputs, wanted: readonly Wanted[]): Unread | undefined {
  for (const one of wanted) {
    const values = outputs[one.name]
    if (!values) return { problem: `it has no output ${one.name}` }
    if (!one.shapes.some((shape) => couldBe(values.length, shape))) {
      const allowed = one.shapes.map((shape) => `[1, ${shape.join(', ')}]`).join(' or ')
      return { problem: `the output ${one.name} has ${values.length} numbers; ${allowed} is wanted` }
    }
    const at = firstOdd(values)
    if (at >= 0) return { problem: `the output ${one.name} holds ${values[at]} at ${at}` }
  }
  return undefined
}

/** Where the first number that is none lies, -1 where all are. By hand: `findIndex` makes an object of every number. */
function firstOdd(values: Float32Array): number {
  for (let at = 0; at < values.length; at++) if (!Number.isFinite(values[at])) return at
  return -1
}

function couldBe(length: number, shape: Wanted['shapes'][number]): boolean {
  const sides = shape.filter((one) => typeof one === 'number')
  const known = sides.reduce((product, one) => product * one, 1)
  return sides.length < shape.length ? length % known === 0 : length === known
}
