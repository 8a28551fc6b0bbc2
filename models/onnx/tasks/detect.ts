import { z } from 'zod'
import type { Input } from '../manifest-input.ts'
import { type BoxOptions, candidatesOf, findingsOfBoxes, typedOf } from './boxes.ts'
import { classNames, meaningsProblem, placedMeanings } from './meaning.ts'
import type { Dimension, Task } from './task.ts'

const fraction = z.number().min(0).max(1)

/** What every network that answers with boxes says of itself. */
export const boxKeys = {
  /** raw: [4 + classes, anchors], doubles still in it; end_to_end: [boxes, 6], doubles gone. */
  form: z.enum(['raw', 'end_to_end']),
  classes: classNames,
  means: placedMeanings,
  /** Score from which a box counts. */
  threshold: fraction,
  /** Intersection over union above which the weaker of two raw boxes of one class goes. */
  overlap: fraction,
}

/** Boxes as Ultralytics exports them: pixels of the input, one score a class. */
export const detectOutputs = z.strictObject({ boxes: z.string().min(1), ...boxKeys })
export type DetectOutputs = z.infer<typeof detectOutputs>

/** Every class has a meaning, and every meaning a class. */
export function detectProblem(
  _input: Input,
  { classes, means }: Pick<DetectOutputs, 'classes' | 'means'>,
): string | undefined {
  return meaningsProblem(classes, means)
}

/** The shape of the boxes, with `more` numbers behind the classes. */
export function boxesShape(
  { form, classes }: Pick<DetectOutputs, 'form' | 'classes'>,
  more: number,
): readonly Dimension[] {
  return form === 'raw' ? [4 + classes.length + more, 'any'] : ['any', 6 + more]
}

/** Reads boxes, leaves doubles out, and reports each as what the manifest says its class is. */
export function detectTask(_input: Input, named: DetectOutputs): Task {
  const options: BoxOptions = { ...named, more: 0 }
  return {
    outputs: [{ name: named.boxes, shapes: [boxesShape(named, 0)] }],
    categories: [],
    see(outputs, view) {
      const found = candidatesOf(outputs[named.boxes] ?? new Float32Array(), options)
      if ('problem' in found) return found
      const placed = found.flatMap((box) => {
        const meaning = typedOf(named.means[named.classes[box.kind] ?? ''])
        return meaning ? [{ ...box, meaning }] : []
      })
      return { findings: findingsOfBoxes(placed, view) }
    },
  }
}
