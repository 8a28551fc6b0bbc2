import type { BesideSeen, BesideView, Compared, Patches } from '../port.ts'
import type { Pack } from './load-pack.ts'
import type { Picture } from './picture.ts'
import type { Runs } from './runs.ts'
import { outputsProblem } from './tasks/outputs-problem.ts'
import type { Comparer } from './tasks/task.ts'
import { taskOf } from './tasks/tasks.ts'

/** What comparing needs from the process around it. */
export interface Besides {
  readonly runs: Runs
  /** True once nobody waits for the answer any more. */
  gaveUp(): boolean
}

/** Compares all views of one item with their references, one after the other. Rejects only on a broken runtime. */
export async function beside(
  { manifest, model }: Pack,
  views: readonly BesideView[],
  { runs, gaveUp }: Besides,
): Promise<Compared> {
  const { compares, outputs: wanted } = taskOf(manifest)
  if (!compares) return unsure('cannot_compare', `The model ${model} looks at views alone.`)
  const wrong = views.map((view) => viewProblem(view, compares)).find((one) => one !== undefined)
  if (wrong !== undefined) return unsure('cannot_compare', `${wrong} Model: ${model}.`)
  const seen: BesideSeen[] = []
  let runMs = 0
  for (const view of views) {
    if (gaveUp()) return unsure('timed_out', 'Nobody waits any more.')
    const shelf = view.references.map((one) => one.values)
    const ran = await runs.beside(pictureOf(view, compares), compares.fed(shelf, view.inPlace))
    const problem = outputsProblem(ran.outputs, wanted)
    if (problem) return senseless(model, view, problem.problem)
    seen.push(compares.see(ran.outputs, { role: view.role, references: shelf.length }))
    runMs += ran.runMs
  }
  return { status: 'done', model, views: seen, runMs }
}

/** One sentence on what the model cannot take. */
function viewProblem({ role, crop, references }: BesideView, { takes, size }: Comparer): string | undefined {
  const { side, references: most } = takes
  if (crop.length !== side * side * 3)
    return `The crop "${role}" has ${crop.length} bytes; ${side} x ${side} x 3 are wanted.`
  if (references.length > most)
    return `The crop "${role}" came with ${references.length} references; at most ${most} are allowed.`
  const strange = references.find((one) => !fits(one, size))
  return (
    strange &&
    `A reference of "${role}" is ${shapeIn(strange)}, the model's are ${shapeIn(size)}; make it again from its photograph.`
  )
}

type Grid = Omit<Patches, 'values'>

function fits({ size, down, across, values }: Patches, wanted: Grid): boolean {
  const same = size === wanted.size && down === wanted.down && across === wanted.across
  return same && values.length === size * down * across
}

function shapeIn({ size, down, across }: Grid): string {
  return `${size} x ${down} x ${across}`
}

function pictureOf({ crop }: BesideView, { takes: { side } }: Comparer): Picture {
  return { width: side, height: side, place: { x: 0, y: 0, width: side, height: side }, pixels: crop }
}

function senseless(model: string, { role }: BesideView, problem: string): Compared {
  return unsure(
    'crashed',
    `The model ${model} gave an answer on the crop "${role}" that cannot be used: ${problem}.`,
  )
}

function unsure(why: Extract<Compared, { status: 'unsure' }>['why'], detail: string): Compared {
  return { status: 'unsure', why, detail }
}
