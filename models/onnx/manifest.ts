import { z } from 'zod'
import { packName } from '../registry/active-pack.ts'
import { firstProblem } from './first-problem.ts'
import { type Input, inputProblem, inputShape } from './manifest-input.ts'
import { anomalyOutputs, anomalyProblem } from './tasks/anomaly.ts'
import { classifyOutputs, classifyProblem } from './tasks/classify.ts'
import { detectOutputs, detectProblem } from './tasks/detect.ts'
import { inspectOutputs, inspectProblem } from './tasks/inspect.ts'
import { labelsOutputs, labelsProblem } from './tasks/labels.ts'
import { segmentOutputs, segmentProblem } from './tasks/segment.ts'

/** A file beside the manifest: no folders, so a manifest cannot name anything outside its own. */
const besideName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/, 'must be a plain file name')

/** A manifest of one task; the keys in the order they are told. */
function shapeOf<const T extends string, O extends z.ZodType>(task: T, outputs: O) {
  return z.strictObject({
    format: z.literal('regrade-model/1'),
    name: packName,
    version: z.string().regex(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/, 'must be a version such as 1.0.0'),
    task: z.literal(task),
    licence: z.string().min(1),
    file: besideName,
    sha256: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hex digits'),
    opset: z.int().min(7).max(26),
    card: besideName,
    input: inputShape,
    outputs,
    /** What the model must answer on this machine, within `tolerance` (absolute). */
    vectors: z.strictObject({ file: besideName, tolerance: z.number().positive().max(0.01) }),
  })
}

const shapes = {
  inspect: shapeOf('inspect', inspectOutputs),
  detect: shapeOf('detect', detectOutputs),
  segment: shapeOf('segment', segmentOutputs),
  classify: shapeOf('classify', classifyOutputs),
  anomaly: shapeOf('anomaly', anomalyOutputs),
  labels: shapeOf('labels', labelsOutputs),
} as const
type TaskName = keyof typeof shapes

/** What a model pack says of itself; field by field in models/README.md. */
export type Manifest = { [T in TaskName]: z.infer<(typeof shapes)[T]> }[TaskName]
/** The manifest of one task. */
export type ManifestOf<T extends TaskName> = Extract<Manifest, { readonly task: T }>

/** The manifest in `text`, or one sentence with the first thing that is wrong in it. */
export function readManifest(text: string): Manifest | { readonly problem: string } {
  const json = parsed(text)
  if (json === undefined) return { problem: 'the manifest is not JSON' }
  const shape = shapes[taskIn(json) ?? 'inspect']
  const read = shape.safeParse(json, { reportInput: true })
  if (!read.success) {
    const strange = strangeTask(json, read.error.issues[0])
    return { problem: strange ?? firstProblem(read.error.issues, shape) }
  }
  const problem = inputProblem(read.data.input) ?? crossChecked(read.data)
  return problem === undefined ? read.data : { problem }
}

function taskIn(json: unknown): TaskName | undefined {
  const task = typeof json === 'object' && json !== null && 'task' in json ? json.task : undefined
  return typeof task === 'string' && Object.hasOwn(shapes, task) ? (task as TaskName) : undefined
}

/** A task nobody knows, before the keys of another task are held against it; nothing where an earlier key is wrong. */
function strangeTask(json: unknown, first: z.core.$ZodIssue | undefined): string | undefined {
  if (first?.path[0] !== 'task' || first.path.length > 1) return undefined
  const found = typeof json === 'object' && json !== null && 'task' in json ? json.task : undefined
  const names = Object.keys(shapes).join(', ')
  return found === undefined
    ? `task is missing; allowed: ${names}`
    : `task is ${JSON.stringify(found).slice(0, 60)}; allowed: ${names}`
}

/** What no single key can get wrong alone. */
function crossChecked(manifest: Manifest): string | undefined {
  const input: Input = manifest.input
  switch (manifest.task) {
    case 'inspect':
      return inspectProblem(input, manifest.outputs)
    case 'detect':
      return detectProblem(input, manifest.outputs)
    case 'segment':
      return segmentProblem(input, manifest.outputs)
    case 'classify':
      return classifyProblem(input, manifest.outputs)
    case 'anomaly':
      return anomalyProblem(input, manifest.outputs)
    case 'labels':
      return labelsProblem(input, manifest.outputs)
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
