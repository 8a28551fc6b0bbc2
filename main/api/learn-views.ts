import type { LearningReport } from '../kernel/learning-report.ts'
import type { Asker } from './desk.ts'

/** A head learnt at this station. */
export interface HeadView {
  readonly name: string
  /** When it was learnt, ms since 1970. */
  readonly at: number
  readonly report: LearningReport
}

/** The head in use, and whether it speaks: `outdated` was learnt from what another model saw, or from photographs taken another way. */
export interface ActiveHeadView {
  readonly name: string
  readonly state: 'speaks' | 'silent' | 'outdated' | 'refused' | 'unknown'
  /** The check it failed; empty unless refused. */
  readonly detail: string
  /** Absent where its report cannot be read. */
  readonly at?: number
  readonly report?: LearningReport
}

/** The head that ships: its word is a hint, until this station has learnt its own. */
export interface StartingHeadView {
  readonly state: 'hints' | 'silent' | 'outdated' | 'refused'
  /** The check it failed; empty unless refused. */
  readonly detail: string
  /** Absent where its report cannot be read. */
  readonly report?: LearningReport
}

/** Everything the learning page draws. */
export interface LearnView {
  /** What can be learnt from now, and what is needed before a head may speak. */
  readonly stock: {
    readonly decisions: number
    readonly sessions: number
    /** Confirmed decisions of A to E. */
    readonly perGrade: readonly number[]
  }
  readonly needs: { readonly decisions: number; readonly sessions: number; readonly ofAGrade: number }
  /** Confirmed decisions that cannot be learnt from: another model saw them, or they were photographed another way. */
  readonly unusable: number
  /** Model whose view of the photographs is learnt from; absent while none is ready. */
  readonly model?: string
  readonly active?: ActiveHeadView
  /** What stands in while nothing learnt here is in use; absent where no such head ships with the model. */
  readonly starting?: StartingHeadView
  /** Heads that undoing goes back to, the next one first. */
  readonly before: readonly HeadView[]
  /** Learning goes on now. */
  readonly learning?: { readonly since: number; readonly done: number; readonly of: number }
  /** In one sentence, why the last learning failed. */
  readonly failed?: string
  /** Nothing is learnt at night since somebody undid a head. */
  readonly paused: boolean
}

/** What a supervisor may do with what the station learns. */
export interface LearnDesk {
  view(): Promise<LearnView>
  /** Starts learning; NOT_NOW while it goes on already. */
  now(asker: Asker): void
  /** Goes back one step; NOT_FOUND where there is no head, NOT_NOW while learning. */
  undo(asker: Asker): void
}
