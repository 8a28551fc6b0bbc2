import { z } from 'zod'
import type { Input } from '../manifest-input.ts'
import { softmax } from '../odds.ts'
import { findingsOfClasses, likeliestOdds, saidOf, summedOdds } from './classes.ts'
import { classNames, meanings, meaningsProblem } from './meaning.ts'
import type { Task } from './task.ts'

/** A plain classifier with a list of labels: its last layer's numbers as they are. */
export const labelsOutputs = z.strictObject({
  scores: z.string().min(1),
  /** one: a single label is right (softmax); each: every label stands for itself (sigmoid). */
  of: z.enum(['one', 'each']),
  temperature: z.number().positive(),
  /** The labels in the order of the file they came in. */
  classes: classNames,
  means: meanings,
  /** Probability from which a label that is a type is a finding. */
  threshold: z.number().min(0).max(1),
})
export type LabelsOutputs = z.infer<typeof labelsOutputs>

/** Every label has a meaning. */
export function labelsProblem(_input: Input, { classes, means }: LabelsOutputs): string | undefined {
  return meaningsProblem(classes, means)
}

/** Reads logits: labels likely enough that are a type are findings, those that are a severity the item's odds. */
export function labelsTask(_input: Input, named: LabelsOutputs): Task {
  const count = named.classes.length
  return {
    outputs: [{ name: named.scores, shapes: [[count], [count, 1, 1]] }],
    categories: [],
    see(outputs) {
      const logits = outputs[named.scores] ?? new Float32Array()
      const each = named.of === 'each'
      const scores = each ? sigmoids(logits, named.temperature) : softmax(logits, named.temperature)
      const said = saidOf(named.classes, named.means, scores)
      const severity = each ? likeliestOdds(said) : summedOdds(said)
      return { findings: findingsOfClasses(said, named.threshold), ...(severity && { severity }) }
    },
  }
}

function sigmoids(logits: Float32Array, temperature: number): number[] {
  return Array.from(logits, (logit) => 1 / (1 + Math.exp(-logit / temperature)))
}
