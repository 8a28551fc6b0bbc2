import { z } from 'zod'
import { packName } from '../registry/active-pack.ts'
import { firstProblem } from './first-problem.ts'
import { inputProblem, inputShape } from './manifest-input.ts'
import type { Kind } from './tasks/kind.ts'
import { type Kinds, kinds, type TaskName } from './tasks/kinds.ts'

/** A file beside the manifest: no folders, so a manifest cannot name anything outside its own. */
const besideName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/, 'must be a plain file name')

/** What every manifest has; the keys in the order they are told. */
const common = z.strictObject({
  format: z.literal('regrade-model/1'),
  name: packName,
  version: z.string().regex(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/, 'must be a version such as 1.0.0'),
  task: z.string(),
  licence: z.string().min(1),
  file: besideName,
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hex digits'),
  opset: z.int().min(7).max(26),
  card: besideName,
  input: inputShape,
  outputs: z.unknown(),
  /** What the model must answer on this machine, within `tolerance` (absolute). */
  vectors: z.strictObject({ file: besideName, tolerance: z.number().positive().max(0.01) }),
})
type Common = Omit<z.infer<typeof common>, 'task' | 'input' | 'outputs'>

/** The manifest of one task: what every manifest has, and what its kind is made of. */
export type ManifestOf<T extends TaskName> = {
  [K in T]: Common & { readonly task: K } & Parameters<Kinds[K]['problem']>[0]
}[T]
/** What a model pack says of itself; field by field in models/README.md. */
export type Manifest = ManifestOf<TaskName>

/** The kind of network a manifest of this task is of. */
export function kindOf(task: TaskName): Kind {
  return kinds[task]
}

function shapeOf(task: TaskName) {
  const { outputs, more } = kindOf(task)
  return common.extend({ task: z.literal(task), outputs, ...more })
}

/** The manifest in `text`, or one sentence with the first thing that is wrong in it. */
export function readManifest(text: string): Manifest | { readonly problem: string } {
  const json = parsed(text)
  if (json === undefined) return { problem: 'the manifest is not JSON' }
  const shape = shapeOf(taskIn(json) ?? 'inspect')
  const read = shape.safeParse(json, { reportInput: true })
  if (!read.success) {
    const strange = strangeTask(json, read.error.issues[0])
    return { problem: strange ?? firstProblem(read.error.issues, shape) }
  }
  const manifest = read.data as Manifest
  const problem = inputProblem(manifest.input) ?? kindOf(manifest.task).problem(manifest)
  return problem === undefined ? manifest : { problem }
}

function taskIn(json: unknown): TaskName | undefined {
  const task = typeof json === 'object' && json !== null && 'task' in json ? json.task : undefined
  return typeof task === 'string' && Object.hasOwn(kinds, task) ? (task as TaskName) : undefined
}

/** A task nobody knows, before the keys of another task are held against it; nothing where an earlier key is wrong. */
function strangeTask(json: unknown, first: z.core.$ZodIssue | undefined): string | undefined {
  if (first?.path[0] !== 'task' || first.path.length > 1) return undefined
  const found = typeof json === 'object' && json !== null && 'task' in json ? json.task : undefined
  const names = Object.keys(kinds).join(', ')
  return found === undefined
    ? `task is missing; allowed: ${names}`
    : `task is ${JSON.stringify(found).slice(0, 60)}; allowed: ${names}`
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
