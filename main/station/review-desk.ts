import type { Correction, Ledger, LedgerFilter, LedgerRow } from '../../sync/ledger/port.ts'
import type { Asker, ReviewDesk, ReviewFilter, ReviewInput } from '../api/desk.ts'
import type { ReviewItem, ReviewRow } from '../api/views.ts'
import { renderLabel } from '../inspection/label.ts'
import type { Policy } from '../inspection/policy.ts'
import { type Decided, findingsOf } from '../inspection/record.ts'
import { isVoided } from '../inspection/voided.ts'
import type { Clock } from '../kernel/clock.ts'
import { Fault } from '../kernel/fault.ts'
import type { NewId } from '../kernel/ids.ts'

export interface ReviewPorts {
  readonly ledger: Ledger
  readonly clock: Clock
  readonly newId: NewId
  readonly policy: Policy
  readonly stationName: string
  /** A correction was appended: its label and its event may go. */
  kick(): void
  nameOf(staff: string): string
  /** Told of every word on an inspection, with what was known before; must return at once. */
  reviewed(row: LedgerRow, said: Correction): void
}

/** Supervisors' work: nothing is edited, each decision is an appended correction with a new label where one is needed. */
export function reviewDesk(ports: ReviewPorts): ReviewDesk {
  return {
    list: (filter) => list(ports, filter),
    item: (id) => itemOf(ports, rowOf(ports.ledger, id)),
    decide: (input, asker) => decide(ports, input, asker),
    reprint: (id, reason, asker) => reprint(ports, { id, reason }, asker),
    voidLabel: (id, reason, asker) => voidLabel(ports, { id, reason }, asker),
  }
}

function list(ports: ReviewPorts, filter: ReviewFilter): ReturnType<ReviewDesk['list']> {
  const { which, limit, after, ...rest } = filter
  const wanted: LedgerFilter = { ...rest, ...(which === 'open' ? { open: true } : {}) }
  const rows = ports.ledger.list(wanted, limit, after)
  const last = rows.at(-1)
  return {
    rows: rows.map((row) => reviewRow(ports, row)),
    open: ports.ledger.counts().open,
    ...(last && rows.length === limit ? { next: last.record.id } : {}),
  }
}

function reviewRow(ports: ReviewPorts, { record, corrections, open }: LedgerRow): ReviewRow {
  const { item, decision, proposal } = record
  const newest = lastWord({ record, corrections })
  const sku = 'sku' in item ? item.sku : undefined
  const thumbnail = record.shots[0]?.sha256
  return {
    id: record.id,
    plate: record.plate,
    at: decision.at,
    title: sku?.title ?? record.reading.display,
    category: sku?.category ?? ('category' in item ? item.category : 'other'),
    grade: newest.grade,
    disposition: newest.disposition,
    held: decision.held,
    open,
    voided: isVoided(corrections),
    operator: ports.nameOf(record.operator),
    why: proposal.reasons[0]?.text ?? '',
    ...(sku ? { sku: sku.sku } : {}),
    ...(thumbnail ? { thumbnail } : {}),
  }
}

function itemOf(ports: ReviewPorts, row: LedgerRow): ReviewItem {
  const { record, corrections, open, printed } = row
  return {
    record,
    open,
    printed,
    findings: findingsOf(record),
    corrections: corrections.map((each) => ({ ...each, by: ports.nameOf(each.by) })),
  }
}

function rowOf(ledger: Ledger, id: string): LedgerRow {
  const row = ledger.find(id)
  if (!row) throw new Fault('NOT_FOUND', `no inspection ${id} in the ledger`)
  return row
}

function decide(ports: ReviewPorts, input: ReviewInput, asker: Asker): void {
  const row = rowOf(ports.ledger, input.id)
  const { record, corrections } = row
  if (input.kind === 'overridden' && !input.reasonCode) {
    throw new Fault('BAD_INPUT', 'reasonCode: an override needs a reason')
  }
  const at = ports.clock.now()
  const { id: inspection, ...said } = input
  const decision = {
    ...record.decision,
    disposition: input.disposition,
    grade: input.grade,
    by: asker.id,
    held: false,
    at,
  }
  const changed = input.disposition !== record.decision.disposition || input.grade !== record.decision.grade
  const label =
    changed || isVoided(corrections)
      ? { zpl: zplOf(ports, { ...record, decision }, 2), reason: 'reviewed' }
      : undefined
  const correction = { id: ports.newId(), inspection, by: asker.id, at, ...said }
  ports.ledger.correct(correction, label)
  ports.kick()
  ports.reviewed(row, correction)
}

interface LabelWish {
  readonly id: string
  readonly reason: string
}

function reprint(ports: ReviewPorts, { id, reason }: LabelWish, asker: Asker): void {
  const { record, corrections } = rowOf(ports.ledger, id)
  if (isVoided(corrections)) throw new Fault('NOT_NOW', voidedAlready(record.plate))
  const now = lastWord({ record, corrections })
  const { disposition, grade } = now
  const held = record.decision.held && now === record.decision
  const decision = { ...record.decision, disposition, grade, held }
  const copy = corrections.filter((each) => each.kind === 'reprinted').length + 2
  const zpl = zplOf(ports, { ...record, decision }, copy)
  ports.ledger.correct(
    { ...aboutLabel(ports, { id, reason }, asker), kind: 'reprinted', disposition, grade },
    { zpl, reason },
  )
  ports.kick()
}

/** The item keeps its decision; the label on it counts no more, and none is printed before the item is decided again. */
function voidLabel(ports: ReviewPorts, { id, reason }: LabelWish, asker: Asker): void {
  const row = rowOf(ports.ledger, id)
  const { plate } = row.record
  if (row.open) throw new Fault('NOT_NOW', `the item of label ${plate} is not decided yet: decide it instead`)
  if (isVoided(row.corrections)) throw new Fault('NOT_NOW', voidedAlready(plate))
  const { disposition, grade } = lastWord(row)
  const about = aboutLabel(ports, { id, reason }, asker)
  const correction: Correction = { ...about, kind: 'voided', disposition, grade }
  ports.ledger.correct(correction)
  ports.kick()
  ports.reviewed(row, correction)
}

function voidedAlready(plate: string): string {
  return `label ${plate} was voided; decide the item again, which prints a new one`
}

/** What a person last said of the item, else its decision. */
function lastWord({ record, corrections }: Pick<LedgerRow, 'record' | 'corrections'>) {
  return (
    corrections.findLast((each) => each.kind === 'confirmed' || each.kind === 'overridden') ?? record.decision
  )
}

/** A correction that says nothing of the item's grade. */
function aboutLabel({ newId, clock }: ReviewPorts, { id, reason }: LabelWish, asker: Asker) {
  const said = { by: asker.id, at: clock.now(), reasonCode: reason, note: '' }
  return { id: newId(), inspection: id, rejectedFindings: [], ...said }
}

function zplOf(ports: ReviewPorts, decided: Decided, copy: number): string {
  return renderLabel(decided, { ...ports.policy.label, copy }, ports.stationName).zpl
}
