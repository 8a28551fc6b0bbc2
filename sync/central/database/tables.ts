import type { ColumnType, Generated } from 'kysely'
import type { Disposition, Grade } from '../../wire/words.ts'

/** bigint columns come back as numbers (see postgres.ts and pglite.ts): nothing here passes 2^53. */
type Whole = number

export interface StationRow {
  readonly id: string
  name: string
  site: string
  public_key: string
  enabled: Generated<boolean>
  /** Every seq up to this is stored. */
  acknowledged: Whole
  enrolled_at: Date
  last_seen_at: Date | null
}

export interface EnrolmentRow {
  readonly code_hash: string
  readonly created_at: Date
  readonly expires_at: Date
  /** Set when the code re-enrols a station under a new key. */
  readonly for_station: string | null
  used_at: Date | null
  station: string | null
  public_key: string | null
}

export interface EventRow {
  readonly station: string
  readonly seq: Whole
  readonly id: string
  readonly type: string
  readonly subject: string
  readonly at: Date
  readonly received_at: Date
  /** JSON text, not jsonb: a barcode may hold NUL, which jsonb refuses. */
  readonly data: string
}

export interface InspectionRow {
  readonly id: string
  readonly station: string
  readonly seq: Whole
  readonly site: string
  readonly at: Date
  readonly day: ColumnType<string, string, never>
  readonly plate: string
  readonly sku: string
  readonly title: string
  readonly category: string
  readonly rma: string
  readonly grade: Grade
  readonly disposition: Disposition
  readonly held: boolean
  readonly decided_by: string
  /** Empty without a price, so that it can be grouped by. */
  readonly currency: string
  readonly price: Whole | null
  /** Expected recovery by disposition, in minor units. */
  readonly expected: ColumnType<Record<string, number>, string, never>
  // What holds after the newest correction; written by SQL in correct.ts.
  now_grade: Grade
  now_disposition: Disposition
  now_expected: Whole | null
  corrected_seq: Whole | null
  voided: Generated<boolean>
}

export interface CorrectionRow {
  readonly station: string
  readonly seq: Whole
  readonly id: string
  readonly inspection: string
  readonly kind: string
  readonly grade: Grade
  readonly disposition: Disposition
  readonly data: string
}

export interface PrintedRow {
  readonly station: string
  readonly seq: Whole
  readonly job: string
  readonly inspection: string
  readonly at: Date
}

/** A SKU or a return line as JSON text; null where it was removed, so that stations hear of that too. */
export interface CatalogueRow {
  readonly key: string
  cursor: Whole
  data: string | null
}

export interface Tables {
  station: StationRow
  enrolment: EnrolmentRow
  event: EventRow
  inspection: InspectionRow
  correction: CorrectionRow
  printed: PrintedRow
  catalogue_sku: CatalogueRow
  catalogue_line: CatalogueRow
  catalogue_cursor: { single: Generated<boolean>; value: Whole }
}
