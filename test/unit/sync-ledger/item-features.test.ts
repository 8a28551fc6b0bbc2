import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readFeatures } from '../../../sync/ledger/features-book.ts'
import { openLedger } from '../../../sync/ledger/ledger.ts'
import { freshFolder } from '../../rigs/fresh-folder.ts'
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

it('[LG18] what can be learnt from is counted over all packs, without voided, ungraded and unreviewed items', () => {
  const ledger = openLedger({ file: ':memory:', clock: handClock(), newId: idsOf(1) })
  const values = Float32Array.of(1)
  const records = [1, 2, 3, 4, 5].map((n) => recordOf(n))
  const packs = ['eyes@1.0.0', 'eyes@1.0.0', 'eyes@2.0.0', 'eyes@1.0.0', 'eyes@1.0.0']
  for (const [i, record] of records.entries()) {
    ledger.record(record)
    ledger.keepFeatures(record.id, { pack: packs[i]!, layout: 'item-2', values })
  }
  const said = (i: number, change: object) =>
    ledger.correct({ ...correctionOf(records[i]!), id: `c${i}`, kind: 'overridden', ...change })
  said(0, { grade: 'B' })
  said(1, { grade: 'D', kind: 'voided' })
  said(2, { grade: 'C' })
  said(3, { grade: 'U' })
  const at = (i: number) => records[i]!.decision.at
  expect(ledger.confirmedSources()).toEqual([
    { pack: 'eyes@1.0.0', layout: 'item-2', at: at(0), grade: 'B' },
    { pack: 'eyes@2.0.0', layout: 'item-2', at: at(2), grade: 'C' },
  ])
  ledger.close()
})

it('[LG18] another process reads them while the station works, and finds nothing where there is no ledger', () => {
  const folder = freshFolder()
  const file = join(folder, 'ledger.db')
  expect(readFeatures(file, (read) => read.confirmedSources())).toEqual([])
  const ledger = openLedger({ file, clock: handClock(), newId: idsOf(1) })
  const record = recordOf(1)
  ledger.record(record)
  ledger.keepFeatures(record.id, { ...made, values: Float32Array.of(7) })
  ledger.correct({ ...correctionOf(record), id: 'c1', kind: 'confirmed', grade: 'C' })
  const read = readFeatures(file, (from) => from.confirmedFeatures(made.pack, made.layout))
  expect(read).toEqual(ledger.confirmedFeatures(made.pack, made.layout))
  expect(read).toHaveLength(1)
  ledger.close()
})
