import { z } from 'zod'
import { findingTypes } from '../../../main/kernel/finding.ts'
import { findingsOf } from '../findings.ts'
import type { Input } from '../manifest-input.ts'
import { severityOf, softmax } from '../odds.ts'
import type { Task } from './task.ts'

const fraction = z.number().min(0).max(1)
const temperature = z.number().positive()
const findingType = z.enum(findingTypes)
/** True for a head that measured no better than its control: it is run, and never reported. */
const silent = z.boolean().exactOptional()

/** A map of defects by type, as probabilities. */
export const defectsShape = z.strictObject({
  name: z.string().min(1),
  classes: z.array(findingType).min(1).refine(allDifferent, 'names a class twice'),
  /** Pixels of the input one cell stands for. */
  stride: z.int().min(1).max(64),
  /** Classes the card measured as worthless; never reported. */
  silent: z.array(findingType),
  /** Probability from which a cell counts. */
  thresholds: z.partialRecord(findingType, fraction),
  /** Damage fades at its edge: what touches it belongs to it from this part of the threshold on; from the threshold itself where not told. */
  edge: fraction.exactOptional(),
})

/** Logits of how bad the view is at worst. */
export const severityShape = z.strictObject({
  name: z.string().min(1),
  classes: z.tuple([z.literal('none'), z.literal('minor'), z.literal('major')]),
  temperature,
  silent,
})

/** A network that looks at views alone: a map of defects by type, severity, category, embedding. */
export const inspectOutputs = z.strictObject({
  defects: defectsShape,
  severity: severityShape,
  category: z.strictObject({
    name: z.string().min(1),
    classes: z.array(z.string().min(1)).min(1).refine(allDifferent, 'names a class twice'),
    temperature,
    silent,
  }),
  embedding: z.strictObject({ name: z.string().min(1), size: z.int().min(1).max(4096) }),
})
export type InspectOutputs = z.infer<typeof inspectOutputs>

/** What no single key can get wrong alone. */
export function inspectProblem(input: Input, { defects }: InspectOutputs): string | undefined {
  return defectsProblem(input, defects)
}

/** Whether the map's stride fits the input, and every type that may speak has a threshold. */
export function defectsProblem(input: Input, defects: InspectOutputs['defects']): string | undefined {
  if (input.width % defects.stride || input.height % defects.stride)
    return `outputs.defects.stride is ${defects.stride}, which does not divide input.width and input.height`
  const without = defects.classes.find(
    (type) => !defects.silent.includes(type) && defects.thresholds[type] === undefined,
  )
  return without && `outputs.defects.thresholds.${without} is missing; give it a number or make it silent`
}

/** Reads defects, severity and category; a silent head is run and says nothing. */
export function inspectTask(input: Input, named: InspectOutputs): Task {
  const { defects, severity, category, embedding } = named
  const [down, across] = [input.height / defects.stride, input.width / defects.stride]
  const one = (name: string, ...shape: number[]) => ({ name, shapes: [shape] })
  return {
    outputs: [
      one(defects.name, defects.classes.length, down, across),
      one(severity.name, severity.classes.length),
      one(category.name, category.classes.length),
      one(embedding.name, embedding.size),
    ],
    categories: category.silent ? [] : category.classes,
    see(outputs, view) {
      const odds = severityOf(outputs[severity.name] ?? [], severity.temperature)
      const cells = outputs[defects.name] ?? new Float32Array()
      return {
        findings: findingsOf({ ...view, cells, severity: odds }, { input, outputs: named }),
        ...(severity.silent ? {} : { severity: odds }),
        ...(category.silent ? {} : { category: softmax(outputs[category.name] ?? [], category.temperature) }),
        embedding: outputs[embedding.name] ?? new Float32Array(),
      }
    },
  }
}

function allDifferent(names: readonly string[]): boolean {
  return new Set(names).size === names.length
}
