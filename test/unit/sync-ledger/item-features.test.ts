import { expect, it } from 'vitest'
import { openLedger } from '../../../sync/ledger/ledger.ts'
import { handClock } from '../../rigs/hand-clock.ts'
import { correctionOf, recordOf } from '../../rigs/records.ts'
import { idsOf } from '../../rigs/seeded.ts'

const made = { pack: 'eyes@1.0.0', layout: 'pooled-1' }

it('[LG18] features come back to the bit once a supervisor gave the grade, of each the last ones kept', () => {
  const ledger = openLedger({ file: ':memory:', clock: handClock(), newId: idsOf(1) })
  const record = recordOf(1)
  ledger.keepFeatures(record.id, { ...made, values: Float32Array.of(9, 9) })
  ledger.keepFeatures(record.id, { ...made, values: Float32Array.of(Math.PI, -1e-20) })
  ledger.record(record)
  expect(ledger.confirmedFeatures(made.pack, made.layout)).toEqual([])
  ledger.correct({ ...correctionOf(record), id: 'c1', kind: 'confirmed', grade: 'C' })
  ledger.correct({ ...correctionOf(record), id: 'c2', kind: 'reprinted', grade: 'A' })
  expect(ledger.confirmedFeatures(made.pack, made.layout)).toEqual([
    { record, grade: 'C', values: Float32Array.of(Math.PI, -1e-20) },
  ])
  expect(ledger.confirmedFeatures('eyes@2.0.0', made.layout)).toEqual([])
  expect(ledger.confirmedFeatures(made.pack, 'pooled-2')).toEqual([])
  ledger.correct({ ...correctionOf(record), id: 'c3', kind: 'overridden', grade: 'U' })
  expect(ledger.confirmedFeatures(made.pack, made.layout)).toEqual([])
  ledger.close()
})
