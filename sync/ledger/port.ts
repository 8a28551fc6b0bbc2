import type {
  Disposition,
  Grade,
  InspectionRecord,
  StaffId,
  SureGrade,
} from '../../main/inspection/record.ts'
import type { Inference } from '../../main/kernel/finding.ts'
import type { ItemFeatures } from '../../main/kernel/learnt.ts'

/** What a supervisor, or an operator after the fact, said about a recorded inspection. Appended, never edited in. */
export interface Correction {
  readonly id: string
  readonly inspection: string
  readonly kind: 'confirmed' | 'overridden' | 'reprinted' | 'voided'
  readonly by: StaffId
  readonly at: number
  readonly disposition: Disposition
  readonly grade: Grade
  /** Positions in the record's findings that the supervisor called wrong. */
  readonly rejectedFindings: readonly number[]
  readonly reasonCode: string
  readonly note: string
}

export type PrintJobState = 'waiting' | 'sending' | 'printed' | 'cancelled'

export interface PrintJob {
  readonly id: string
  readonly inspection: string
  readonly zpl: string
  readonly state: PrintJobState
  readonly attempts: number
  /** Why it was printed again; absent for the first label. */
  readonly reprintReason?: string
  /** Code of the last fault; absent when none. */
  readonly lastFault?: string
}

/** One event on its way to central; `data` is the JSON text of the CloudEvent's data. */
export interface OutboxEvent {
  readonly seq: number
  readonly id: string
  readonly type: string
  readonly subject: string
  readonly at: number
  readonly data: string
  /** Hashes of evidence the event names, to be sent before it. */
  readonly blobs: readonly string[]
}

/** A line of the audit trail: `hash` covers the line and the hash before it (SHA-256, hex). */
export interface AuditEntry {
  readonly index: number
  readonly at: number
  readonly actor: string
  /** For example inspection.recorded, inspection.overridden, policy.changed, staff.added, login.refused. */
  readonly action: string
  readonly subject: string
  readonly detail: string
  readonly hash: string
}

/** An inspection as lists show it, with its newest correction applied for reading. */
export interface LedgerRow {
  readonly record: InspectionRecord
  readonly corrections: readonly Correction[]
  /** Held and not yet confirmed, overridden or voided. */
  readonly open: boolean
  readonly printed: boolean
}

export interface LedgerFilter {
  readonly open?: boolean
  readonly grade?: Grade
  readonly disposition?: Disposition
  /** Case-insensitive start of plate, SKU, RMA or code. */
  readonly text?: string
  readonly since?: number
}

/** What two models said of the same photographs of one inspection: the active one, and the one in its shadow. */
export interface ShadowAnswers {
  readonly inspection: string
  readonly active: Inference
  readonly shadow: Inference
}

/** The features of a recorded item, and the grade a supervisor confirmed or set. */
export interface ConfirmedFeatures {
  readonly record: InspectionRecord
  readonly grade: SureGrade
  readonly values: Float32Array
}

/** A recorded item whose grade a supervisor gave: whose features it has, when it was decided, and that grade. */
export interface ConfirmedSource {
  readonly pack: string
  readonly layout: string
  readonly at: number
  readonly grade: SureGrade
}

export type Role = 'operator' | 'supervisor' | 'admin'

/** A person who may log in. `secretHash` is argon2id; badges are kept as SHA-256 of their code with the station's salt. */
export interface StaffMember {
  readonly id: StaffId
  readonly name: string
  readonly role: Role
  readonly pinHash: string
  readonly badgeHash?: string
  readonly active: boolean
  readonly locale?: string
}

/**
 * The station's memory: ONE SQLite database. Implementers hold to these rules (test/contract/ledger.ts):
 *  LG1  record() is one transaction: inspection, print job, outbox event and audit link are all there, or none is;
 *  LG2  a callback that returns a promise is a type error and a throw: it could commit before it finished;
 *  LG3  `seq` of the outbox has no gaps and no repeats, also after a crash;
 *  LG4  nothing recorded is ever changed: corrections are appended rows that point at what they correct;
 *  LG5  each audit entry's hash covers the entry before it; verifyAudit() names the first broken index;
 *  LG6  a full disk is Fault DISK_FULL and nothing of the transaction stays;
 *  LG7  a damaged file is Fault LEDGER_CORRUPT and is never overwritten; a newer schema is LEDGER_TOO_NEW;
 *  LG8  recording the same inspection id twice is one inspection, one job, one event;
 *  LG9  acknowledge() is cumulative and never goes back; a job taken but not finished is waiting again after a restart;
 *  LG10 a new label of an inspection, or its voiding, cancels its labels not yet printed: an old one would misroute the item;
 *  LG11 acknowledging a seq never given out is Fault LEDGER_BEHIND and changes nothing;
 *  LG12 order is the order of recording, whatever the clock says;
 *  LG13 a change of people or settings leaves its line in the audit trail, without names, hashes or values.
 *  LG16 what a shadow model said is kept beside the inspection and never changed; only answers about recorded
 *       inspections are read, of each the last one kept.
 *  LG18 features of items are kept as they were made, never changed; those of voided and ungraded items are not read.
 *  LG20 evidence is spent when all inspections that name it are old, acknowledged by central and not open.
 * LG14 (power cuts) and LG15 (backups) are in SPEC.md.
 */
export interface Ledger {
  record(record: InspectionRecord): { readonly seq: number; readonly job: string }
  /** Appends a correction with its outbox event and audit link; `zpl` also queues a label. One transaction. */
  correct(
    correction: Correction,
    label?: { readonly zpl: string; readonly reason: string },
  ): { readonly seq: number }
  find(id: string): LedgerRow | undefined
  /** Newest first; `after` is the last id of the page before. */
  list(filter: LedgerFilter, limit: number, after?: string): readonly LedgerRow[]
  counts(): {
    readonly open: number
    readonly waitingJobs: number
    readonly unsent: number
    readonly today: number
  }

  /** Oldest waiting job, marked as sending (durable) before it is returned. */
  takeJob(): PrintJob | undefined
  /** Marks the job printed and appends `label.printed` to the outbox. One transaction. */
  jobPrinted(job: string): void
  /** Puts the job back to waiting with the fault's code. */
  jobFailed(job: string, fault: string): void
  jobs(state: PrintJobState, limit: number): readonly PrintJob[]

  /** Unacknowledged events in order of seq, from the oldest. */
  unsent(limit: number): readonly OutboxEvent[]
  /**
   * Events above `seq` in order, acknowledged or not: central may have been restored from an older backup and
   * ask again for what it had. So an event stays in the outbox after its acknowledgement.
   */
  eventsAfter(seq: number, limit: number): readonly OutboxEvent[]
  acknowledge(seq: number): void
  acknowledged(): number
  /** Whether any row names this evidence. */
  namesEvidence(sha256: string): boolean
  /**
   * Whether every inspection that rests on this photograph was decided before `before` (milliseconds since the epoch),
   * has been acknowledged by central, and waits for no review. False for a photograph no row names.
   */
  evidenceSpent(sha256: string, before: number): boolean

  /** Keeps both answers; the inspection may be recorded later, or never. */
  keepShadow(answers: ShadowAnswers): void
  /** Of the newest `limit` inspections that have both answers, newest first. */
  shadowAnswers(limit: number): readonly ShadowAnswers[]

  /** Keeps the features of an item; the inspection may be recorded later, or never. */
  keepFeatures(inspection: string, features: ItemFeatures): void
  /** Recorded items with features of that pack and layout whose last review gave a grade, in the order of recording. */
  confirmedFeatures(pack: string, layout: string): readonly ConfirmedFeatures[]
  /** The same items of all packs and layouts without their vectors, read without the records: for a screen's counts. */
  confirmedSources(): readonly ConfirmedSource[]

  audit(entry: {
    readonly actor: string
    readonly action: string
    readonly subject: string
    readonly detail: string
  }): void
  auditTrail(limit: number, before?: number): readonly AuditEntry[]
  verifyAudit():
    | { readonly ok: true; readonly entries: number }
    | { readonly ok: false; readonly index: number }

  staff(): readonly StaffMember[]
  /** Adds or replaces a person; audited with `by`. */
  saveStaff(member: StaffMember, by: StaffId | 'setup'): void
  /** Small station facts (station id, signing key, locale); audited unless the key starts with `_`. */
  setting(key: string): string | undefined
  saveSetting(key: string, value: string, by: StaffId | 'setup'): void
  close(): void
}
