import type { ReviewItem } from '../../main/api/views.ts'
import type { InspectionRecord } from '../../main/inspection/record.ts'
import type { Money } from '../../main/kernel/item.ts'

// What central answers, as this page reads it. The shapes are central's own (sync/central/reports); a test holds the
// two together, because the page may not import central.

/** What a report may be broken down by. */
export const dimensions = ['day', 'site', 'station', 'sku', 'category', 'grade', 'disposition'] as const
export type Dimension = (typeof dimensions)[number]

export interface Figures {
  readonly items: number
  readonly waiting: number
  readonly corrected: number
}

export interface ReportRow extends Figures {
  readonly day?: string | undefined
  readonly site?: string | undefined
  readonly station?: string | undefined
  readonly stationName?: string | undefined
  readonly sku?: string | undefined
  readonly title?: string | undefined
  readonly category?: string | undefined
  readonly grade?: string | undefined
  readonly disposition?: string | undefined
  readonly value: Money | null
  readonly expected: Money | null
}

export interface Report {
  readonly rows: readonly ReportRow[]
  readonly truncated: boolean
  readonly totals: Figures & {
    readonly amounts: readonly { readonly value: Money; readonly expected: Money | null }[]
  }
}

export interface Choices {
  readonly sites: readonly string[]
  readonly stations: readonly { readonly id: string; readonly name: string; readonly site: string }[]
  readonly skus: readonly { readonly sku: string; readonly title: string }[]
  readonly categories: readonly string[]
  readonly grades: readonly string[]
  readonly dispositions: readonly string[]
  readonly days: { readonly first: string; readonly last: string } | null
}

export interface ItemRow {
  readonly id: string
  readonly plate: string
  readonly at: string
  readonly station: string
  readonly site: string
  readonly sku: string
  readonly title: string
  readonly grade: string
  readonly disposition: string
  readonly held: boolean
  readonly corrected: boolean
  readonly value: Money | null
  readonly expected: Money | null
}
export interface ItemPage {
  readonly rows: readonly ItemRow[]
  readonly next: string | null
}

export interface CentralInspection {
  readonly station: { readonly id: string; readonly name: string; readonly site: string }
  readonly receivedAt: string
  readonly record: InspectionRecord
  readonly corrections: ReviewItem['corrections']
  readonly printed: readonly { readonly at: string }[]
  readonly now: { readonly grade: string; readonly disposition: string; readonly voided: boolean }
}
