import type { InspectionRecord } from '../../main/inspection/record.ts'
import { learntGrades } from '../../main/kernel/learnt.ts'
import type { Source } from '../../main/station/learn-source.ts'
import { diceOf } from '../../models/learning/measures.ts'
import type { Ledger } from '../../sync/ledger/port.ts'
import { correctionOf, recordOf } from './records.ts'

const day = 24 * 3600_000

export interface Taught {
  readonly source: Source
  readonly count: number
  /** Days the items are spread over: each is a recording session. */
  readonly days: number
  /** How strongly the features follow the grade; 0 is not at all. */
  readonly truth: number
  /** Numbers of a vector. */
  readonly size?: number
  /** The vector of a real item they are all like; its length is theirs. */
  readonly around?: Float32Array
  /** Number of the first record. */
  readonly first?: number
}

/** Records items with features and a grade that a supervisor confirmed. */
export function teachLedger(
  ledger: Pick<Ledger, 'record' | 'keepFeatures' | 'correct'>,
  { source, count, days, truth, size = 12, around = new Float32Array(size), first = 1 }: Taught,
): void {
  const dice = diceOf(5)
  for (let i = 0; i < count; i++) {
    const grade = Math.floor(dice() * 5)
    const record = onDay(recordOf(first + i), Math.floor((i * days) / count))
    ledger.record(record)
    const values = around.map((value) => value + truth * grade + dice() - 0.5)
    ledger.keepFeatures(record.id, { ...source, values })
    ledger.correct({
      ...correctionOf(record),
      id: `c${first + i}`,
      kind: 'confirmed',
      grade: learntGrades[grade]!,
    })
  }
}

function onDay(record: InspectionRecord, of: number): InspectionRecord {
  return { ...record, decision: { ...record.decision, at: record.decision.at + of * day } }
}
