import { z } from 'zod'
import { findingTypes } from '../../main/kernel/finding.ts'
import { packName } from '../registry/active-pack.ts'
import { firstProblem } from './first-problem.ts'

/** A file beside the manifest: no folders, so a manifest cannot name anything outside its own. */
const besideName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/, 'must be a plain file name')
const fraction = z.number().min(0).max(1)
const rgb = z.tuple([z.number(), z.number(), z.number()])
const positiveRgb = z.tuple([z.number().positive(), z.number().positive(), z.number().positive()])
const side = z.int().min(32).max(2048)
const temperature = z.number().positive()
const findingType = z.enum(findingTypes)

const inputShape = z.strictObject({
  name: z.string().min(1),
  layout: z.literal('NCHW'),
  width: side,
  height: side,
  colour: z.literal('RGB'),
  range: z.tuple([z.literal(0), z.literal(1)]),
  mean: rgb,
  std: positiveRgb,
  fit: z.literal('contain'),
  kernel: z.enum(['nearest', 'linear', 'cubic', 'lanczos3']),
  /** The colour around a picture that does not fill the input, 0..255. */
  pad: z.tuple([z.int().min(0).max(255), z.int().min(0).max(255), z.int().min(0).max(255)]),
})

const defectsShape = z.strictObject({
  name: z.string().min(1),
  classes: z.array(findingType).min(1).refine(allDifferent, 'names a class twice'),
  /** Pixels of the input one cell stands for. */
  stride: z.int().min(1).max(64),
  /** Classes the card measured as worthless; never reported. */
  silent: z.array(findingType),
  /** Probability from which a cell counts. */
  thresholds: z.partialRecord(findingType, fraction),
})

/** True for a head that measured no better than its control: it is run, and never reported. */
const silent = z.boolean().exactOptional()

const manifestShape = z.strictObject({
  format: z.literal('regrade-model/1'),
  name: packName,
  version: z.string().regex(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/, 'must be a version such as 1.0.0'),
  task: z.literal('inspect'),
  licence: z.string().min(1),
  file: besideName,
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hex digits'),
  opset: z.int().min(7).max(26),
  card: besideName,
  input: inputShape,
  outputs: z.strictObject({
    defects: defectsShape,
    severity: z.strictObject({
      name: z.string().min(1),
      classes: z.tuple([z.literal('none'), z.literal('minor'), z.literal('major')]),
      temperature,
      silent,
    }),
    category: z.strictObject({
      name: z.string().min(1),
      classes: z.array(z.string().min(1)).min(1).refine(allDifferent, 'names a class twice'),
      temperature,
      silent,
    }),
    embedding: z.strictObject({ name: z.string().min(1), size: z.int().min(1).max(4096) }),
  }),
  /** What the model must answer on this machine, within `tolerance` (absolute). */
  vectors: z.strictObject({ file: besideName, tolerance: z.number().positive().max(0.01) }),
})

/** What a model pack says of itself; field by field in models/README.md. */
export type Manifest = z.infer<typeof manifestShape>

/** The manifest in `text`, or one sentence with the first thing that is wrong in it. */
export function readManifest(text: string): Manifest | { readonly problem: string } {
  const json = parsed(text)
  if (json === undefined) return { problem: 'the manifest is not JSON' }
  const read = manifestShape.safeParse(json, { reportInput: true })
  if (!read.success) return { problem: firstProblem(read.error.issues, manifestShape) }
  const problem = crossChecked(read.data)
  return problem === undefined ? read.data : { problem }
}

/** What no single key can get wrong alone. */
function crossChecked({ input, outputs: { defects } }: Manifest): string | undefined {
  if (input.width % defects.stride || input.height % defects.stride)
    return `outputs.defects.stride is ${defects.stride}, which does not divide input.width and input.height`
  const without = defects.classes.find(
    (type) => !defects.silent.includes(type) && defects.thresholds[type] === undefined,
  )
  return without && `outputs.defects.thresholds.${without} is missing; give it a number or make it silent`
}

function allDifferent(names: readonly string[]): boolean {
  return new Set(names).size === names.length
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
