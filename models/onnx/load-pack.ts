import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { activePack, type FoundPack } from '../registry/active-pack.ts'
import { readVectors, vectorsDisagree } from './golden-vectors.ts'
import { kindOf, type Manifest, readManifest } from './manifest.ts'
import { shapeOf } from './manifest-input.ts'
import { metadataDiffers, metadataOf } from './onnx-metadata.ts'
import { opsetOf } from './opset.ts'
import type { openSession, Port, Session } from './session.ts'
import type { Kind } from './tasks/kind.ts'
import type { Dimension, Wanted } from './tasks/task.ts'
import { taskOf } from './tasks/tasks.ts'

/** A pack that passed every check. */
export interface Pack {
  readonly manifest: Manifest
  readonly session: Session
  /** `name@version`. */
  readonly model: string
}

/** The checks a pack passes before it may judge anything, in order (models/SPEC.md, PK). */
export type PackCheck =
  | 'manifest'
  | 'sha256'
  | 'opset'
  | 'metadata'
  | 'load'
  | 'input'
  | 'outputs'
  | 'vectors'

export type Loaded =
  | { readonly kind: 'ready'; readonly pack: Pack }
  | { readonly kind: 'absent'; readonly detail: string }
  | { readonly kind: 'refused'; readonly model: string; readonly detail: string }

/** Loads the active pack of a folder; never rejects: what fails a check is refused, with its name and the check's. */
export async function loadPack(folder: string, threads: number, open: typeof openSession): Promise<Loaded> {
  const active = activePack(folder)
  return active.kind === 'found' ? loadPackAt(active, 'look', (model) => open(model, threads)) : active
}

/** Loads a pack that was found, to be used as `use` says; never rejects. */
export async function loadPackAt(
  active: FoundPack,
  use: Kind['use'],
  open: (model: Uint8Array) => Promise<Session>,
): Promise<Loaded> {
  const manifest = readManifest(textOf(active.manifestFile))
  if ('problem' in manifest) return refused(active.name, 'manifest', manifest.problem)
  if (manifest.name !== active.name)
    return refused(
      active.name,
      'manifest',
      `name is "${manifest.name}", the file is named ${active.name}.manifest.json`,
    )
  const misused = useProblem(manifest.task, use)
  if (misused !== undefined) return refused(active.name, 'manifest', misused)
  const beside = dirname(active.manifestFile)
  if (!existsSync(join(beside, manifest.file)))
    return { kind: 'absent', detail: `There is no ${manifest.file} in ${beside}; install the model there.` }
  const checked = await checkFiles(beside, manifest, open)
  const model = `${manifest.name}@${manifest.version}`
  return 'check' in checked
    ? refused(model, checked.check, checked.problem)
    : { kind: 'ready', pack: { manifest, session: checked, model } }
}

/** Half a sentence where a pack that only tells products apart is to judge, or the other way round. */
function useProblem(task: Manifest['task'], use: Kind['use']): string | undefined {
  if (kindOf(task).use === use) return undefined
  return use === 'look'
    ? `task is ${task}, which finds nothing; name it as "identity" in active.json, beside an active pack that looks`
    : `task is ${task}; what active.json names as "identity" must have the task identity`
}

interface Failed {
  readonly check: PackCheck
  readonly problem: string
}

async function checkFiles(
  folder: string,
  manifest: Manifest,
  open: (model: Uint8Array) => Promise<Session>,
): Promise<Session | Failed> {
  const bytes = bytesOf(join(folder, manifest.file))
  if (!bytes) return { check: 'load', problem: `${manifest.file} cannot be read` }
  const before = hashDiffers(bytes, manifest) ?? opsetDiffers(bytes, manifest) ?? wordDiffers(bytes, manifest)
  if (before) return before
  const session = await open(bytes).catch((error: unknown) => oneLine(error))
  if (typeof session === 'string') return { check: 'load', problem: `the runtime says: ${session}` }
  const after = inputDiffers(session, manifest) ?? outputsDiffer(session, manifest)
  return after ?? (await vectorsFail(folder, manifest, session)) ?? session
}

function hashDiffers(bytes: Uint8Array, { file, sha256 }: Manifest): Failed | undefined {
  const found = createHash('sha256').update(bytes).digest('hex')
  if (found === sha256) return undefined
  const [is, says] = [found.slice(0, 12), sha256.slice(0, 12)]
  return { check: 'sha256', problem: `${file} has the hash ${is}..., the manifest says ${says}...` }
}

function opsetDiffers(bytes: Uint8Array, { file, opset }: Manifest): Failed | undefined {
  const found = opsetOf(bytes)
  if (found === opset) return undefined
  return {
    check: 'opset',
    problem: `${file} asks for operator set ${found ?? 'none'}, the manifest says ${opset}`,
  }
}

/** What the file says of itself, against the manifest. */
function wordDiffers(bytes: Uint8Array, { input }: Manifest): Failed | undefined {
  const problem = metadataDiffers(metadataOf(bytes), input)
  return problem === undefined ? undefined : { check: 'metadata', problem }
}

function inputDiffers({ inputs }: Session, manifest: Manifest): Failed | undefined {
  const [, ...shape] = shapeOf(manifest.input)
  const wanted = [
    { name: manifest.input.name, shapes: [shape] },
    ...(taskOf(manifest).compares?.inputs ?? []),
  ]
  for (const one of wanted) {
    const problem = portDiffers(inputs, one)
    if (problem !== undefined) return { check: 'input', problem }
  }
  if (inputs.length === wanted.length) return undefined
  const names = wanted.map((one) => one.name).join(', ')
  return { check: 'input', problem: `it has ${inputs.length} inputs; ${names} is what is fed` }
}

function outputsDiffer({ outputs }: Session, manifest: Manifest): Failed | undefined {
  for (const wanted of taskOf(manifest).outputs) {
    const problem = portDiffers(outputs, wanted)
    if (problem !== undefined) return { check: 'outputs', problem }
  }
  return undefined
}

/** Whether a port is missing, not float32, or of another shape than [1 or free, ...shape]. */
function portDiffers(ports: readonly Port[], { name, shapes }: Wanted): string | undefined {
  const port = ports.find((one) => one.name === name)
  if (!port) return `it has no ${name}; it has ${ports.map((one) => one.name).join(', ')}`
  if (port.type !== 'float32') return `${name} is ${port.type}; float32 is wanted`
  const [batch, ...rest] = port.shape
  const free = isFree(batch) || batch === 1
  if (free && shapes.some((shape) => fits(rest, shape))) return undefined
  const allowed = shapes.map((shape) => `[${['N', ...shape].join(', ')}]`).join(' or ')
  return `${name} is [${port.shape.join(', ')}]; ${allowed} is wanted`
}

/** An exporter may leave a dimension free; the vectors then pin it down. */
function fits(given: Port['shape'], wanted: readonly Dimension[]): boolean {
  if (given.length !== wanted.length) return false
  return wanted.every((dimension, i) => {
    if (dimension === 'free') return isFree(given[i])
    return dimension === 'any' || isFree(given[i]) || given[i] === dimension
  })
}

function isFree(dimension: number | string | undefined): boolean {
  return typeof dimension === 'string' || (dimension !== undefined && dimension < 0)
}

async function vectorsFail(
  folder: string,
  manifest: Manifest,
  session: Session,
): Promise<Failed | undefined> {
  const { file } = manifest.vectors
  const vectors = readVectors(textOf(join(folder, file)), manifest)
  if ('problem' in vectors) return { check: 'vectors', problem: `${file} cannot be used: ${vectors.problem}` }
  const problem = await vectorsDisagree(session, manifest, vectors).catch(oneLine)
  return problem === undefined ? undefined : { check: 'vectors', problem }
}

/** The state of a pack that failed a check, as the screen shows it. */
export function refused(model: string, check: PackCheck, problem: string): Loaded {
  const detail = `The model ${model} failed the check "${check}": ${problem}. Install it again, or an older one.`
  return { kind: 'refused', model, detail }
}

function textOf(file: string): string {
  return bytesOf(file)?.toString('utf8') ?? ''
}

function bytesOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file)
  } catch {
    return undefined
  }
}

function oneLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.replace(/\s+/g, ' ').slice(0, 200)
}
