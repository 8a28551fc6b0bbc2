import type { InspectionRecord } from '../../main/inspection/record.ts'
import { Fault } from '../../main/kernel/fault.ts'
import { eventTypes } from '../wire/event-types.ts'
import { detailOf } from './audit.ts'
import type { LedgerParts } from './parts.ts'
import type { Correction, Ledger } from './port.ts'

/** record() and correct(): a decision with everything that follows from it, in one transaction. */
export function recording(parts: LedgerParts): Pick<Ledger, 'record' | 'correct'> {
  return {
    record: (record) => parts.write(() => recordedBefore(parts, record.id) ?? recordNew(parts, record)),
    correct: (correction, label) =>
      parts.write(() => {
        const seq = parts.corrections.seqOf(correction.id)
        return seq === undefined ? correctNew(parts, correction, label) : { seq }
      }),
  }
}

/** A repeat after a crash or a lost answer gets the first receipt again. */
function recordedBefore({ inspections, jobRows }: LedgerParts, id: string) {
  const receipt = inspections.receiptOf(id)
  return receipt && { seq: receipt.seq, job: jobRows.firstOf(receipt.n) }
}

function recordNew({ inspections, jobs, trail, events }: LedgerParts, record: InspectionRecord) {
  const seq = events.next()
  const json = JSON.stringify(record)
  const n = inspections.add(record, json, seq)
  const job = jobs.add(n)
  const audit = trail.append({
    actor: record.decision.by,
    action: 'inspection.recorded',
    subject: record.id,
    detail: detailOf(json),
  })
  const blobs = record.shots.map((shot) => shot.sha256)
  events.append({ seq, type: eventTypes.recorded, subject: record.id, inspection: n, audit, blobs })
  return { seq, job }
}

function correctNew(parts: LedgerParts, correction: Correction, label: Parameters<Ledger['correct']>[1]) {
  const { inspections, corrections, trail, events } = parts
  const subject = correction.inspection
  const n = inspections.receiptOf(subject)?.n
  if (n === undefined) throw new Fault('NOT_FOUND', `there is no inspection ${subject} to correct`)
  const seq = events.next()
  const json = JSON.stringify(correction)
  const number = corrections.add(correction, json, { n, seq })
  relabel(parts, n, { voided: correction.kind === 'voided', label })
  const action = `inspection.${correction.kind}`
  const audit = trail.append({ actor: correction.by, action, subject, detail: detailOf(json) })
  events.append({ seq, type: eventTypes.corrected, subject, correction: number, audit, blobs: [] })
  return { seq }
}

interface Relabelling {
  readonly voided: boolean
  readonly label: Parameters<Ledger['correct']>[1]
}

/** An old label printed after the new one would send the item the wrong way, so it is not printed any more. */
function relabel({ jobs }: LedgerParts, n: number, { voided, label }: Relabelling): void {
  if (voided || label) jobs.outdate(n)
  if (label) jobs.add(n, label)
}
