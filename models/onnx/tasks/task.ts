import type { Finding, SeverityOdds } from '../../../main/kernel/finding.ts'
import type { CameraRole } from '../../../main/kernel/frame.ts'
import type { Mask } from '../../picture/mask.ts'
import type { BesideSeen, Comparing, Patches } from '../../port.ts'
import type { Place } from '../picture.ts'
import type { Fed, Outputs } from '../session.ts'

/** A number a dimension must be, `any` where the network decides, `free` where it must leave it to the run. */
export type Dimension = number | 'any' | 'free'

/** An output a task reads or an input it feeds: its name, and the shapes after the batch that are right; the first is the one told. */
export interface Wanted {
  readonly name: string
  readonly shapes: readonly (readonly Dimension[])[]
}

/** The view an output speaks of, and the input it was fitted into, in pixels. */
export interface View {
  readonly role: CameraRole
  readonly place: Place
  readonly box: { readonly width: number; readonly height: number }
  /** Where the item is in what is shown, at any size; absent where it was not told from the bench. */
  readonly item?: Mask
}

/** What the network said of one view; severity and category are absent where the task has no word on them. */
export interface ViewSeen {
  readonly findings: readonly Finding[]
  readonly severity?: SeverityOdds
  /** Probabilities in the order of `Task.categories`. */
  readonly category?: readonly number[]
  /** What the network says of the view as a whole, for those who learn from it; always of one length. */
  readonly embedding?: Float32Array
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
  /** Absent for a network that looks at views alone. */
  readonly compares?: Comparer
}

/** How a network that compares is asked. It has inputs besides the picture, fed at every run. */
export interface Comparer {
  readonly takes: Comparing
  /** What patches of this network are. */
  readonly size: Omit<Patches, 'values'>
  readonly inputs: readonly Wanted[]
  /** The inputs besides the picture; without references the network looks at the picture alone. Numbers of one's own. */
  fed(references: readonly (Float32Array | Int8Array)[], inPlace: boolean): readonly Fed[]
  /** Its patches as it says them, not rounded. */
  numbers(outputs: Outputs): Float32Array
  /** What the network said of a view beside so many references; places in fractions of the picture. */
  see(outputs: Outputs, view: { readonly role: CameraRole; readonly references: number }): BesideSeen
}
