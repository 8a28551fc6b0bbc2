import { z } from 'zod'
import type { Input } from '../manifest-input.ts'
import { softmax } from '../odds.ts'
import { findingsOfClasses, saidOf, summedOdds } from './classes.ts'
import { classNames, meanings, meaningsProblem } from './meaning.ts'
import type { Task, Unread } from './task.ts'

/** How far probabilities may sum from 1: half precision inside the network leaves this much. */
const sumTolerance = 0.01

/** One class of several, as Ultralytics exports a classifier. */
export const classifyOutputs = z.strictObject({
  scores: z.string().min(1),
  /** probabilities sum to 1; logits still have to be made so, at `temperature`. */
  answer: z.enum(['probabilities', 'logits']),
  temperature: z.number().positive().exactOptional(),
  classes: classNames,
  means: meanings,
  /** Probability from which a class that is a type is a finding. */
  threshold: z.number().min(0).max(1),
})
export type ClassifyOutputs = z.infer<typeof classifyOutputs>

/** Every class has a meaning; probabilities have no temperature. */
export function classifyProblem(_input: Input, outputs: ClassifyOutputs): string | undefined {
  const { answer, temperature, classes, means } = outputs
  if (answer === 'probabilities' && temperature !== undefined)
    return `outputs.temperature is ${temperature}, but outputs.answer is probabilities; temperature is for logits alone`
  return meaningsProblem(classes, means)
}

/** Reads the probabilities: what is likely enough is a finding; where no class is ignored they are the item's odds too. */
export function classifyTask(_input: Input, named: ClassifyOutputs): Task {
  return {
    outputs: [{ name: named.scores, shapes: [[named.classes.length]] }],
    categories: [],
    see(outputs) {
      const given = outputs[named.scores] ?? new Float32Array()
      const probabilities =
        named.answer === 'logits' ? softmax(given, named.temperature ?? 1) : checked(given)
      if ('problem' in probabilities) return probabilities
      const said = saidOf(named.classes, named.means, probabilities)
      const severity = summedOdds(said)
      return { findings: findingsOfClasses(said, named.threshold), ...(severity && { severity }) }
    },
  }
}

function checked(given: Float32Array): Float32Array | Unread {
  const total = given.reduce((sum, value) => sum + value, 0)
  if (given.every((value) => value >= -1e-3) && Math.abs(total - 1) <= sumTolerance) return given
  return {
    problem: `its probabilities sum to ${total.toPrecision(3)}, the least is ${Math.min(...given).toPrecision(3)}; if they are logits, say so in outputs.answer`,
  }
}
