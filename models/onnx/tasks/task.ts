import type { Finding, SeverityOdds } from '../../../main/kernel/finding.ts'
import type { CameraRole } from '../../../main/kernel/frame.ts'
import type { Place } from '../picture.ts'
import type { Outputs } from '../session.ts'

/** A number a dimension must be, or `any` where the network decides. */
export type Dimension = number | 'any'

/** One output a task reads: its name, and the shapes after the batch that are right; the first is the one told. */
export interface Wanted {
  readonly name: string
  readonly shapes: readonly (readonly Dimension[])[]
}

/** The view an output speaks of, and the input it was fitted into, in pixels. */
export interface View {
  readonly role: CameraRole
  readonly place: Place
  readonly box: { readonly width: number; readonly height: number }
}

/** What the network said of one view; severity and category are absent where the task has no word on them. */
export interface ViewSeen {
  readonly findings: readonly Finding[]
  readonly severity?: SeverityOdds
  /** Probabilities in the order of `Task.categories`. */
  readonly category?: readonly number[]
}

/** Why an output cannot be read, as half a sentence: the item is then `unsure`. */
export interface Unread {
  readonly problem: string
}

/**
 * What a kind of network answers. Implementers hold to these rules (models/SPEC.md, TK):
 *  TK1  `outputs` are all the task reads; the pack is refused where one is missing or of another shape;
 *       `see` gets finite numbers of those outputs, as many as a shape allows;
 *  TK3  `see` never throws; numbers that make no sense are `Unread` with what was found and what is allowed.
 */
export interface Task {
  readonly outputs: readonly Wanted[]
  readonly categories: readonly string[]
  see(outputs: Outputs, view: View): ViewSeen | Unread
}
