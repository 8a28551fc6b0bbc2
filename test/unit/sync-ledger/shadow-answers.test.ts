import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Inference } from '../../../main/kernel/finding.ts'
import { auditBeside } from '../../../sync/ledger/audit-beside.ts'
import { readShadowAnswers } from '../../../sync/ledger/shadow-book.ts'
import { freshFolder } from '../../rigs/fresh-folder.ts'
import { handClock } from '../../rigs/hand-clock.ts'
import { ledgerRig } from '../../rigs/ledger-rig.ts'
import { recordOf } from '../../rigs/records.ts'

const said = (detail: string): Inference => ({ status: 'unsure', why: 'timed_out', detail })

it('[LG16] both answers are kept; only recorded inspections are read, the last answer of each, newest first', () => {
  const file = join(freshFolder(), 'ledger.db')
  const { ledger } = ledgerRig(file)
  const [first, second] = [recordOf(1), recordOf(2)]
  const keep = (inspection: string, word: string) =>
    ledger.keepShadow({ inspection, active: said(`active ${word}`), shadow: said(`shadow ${word}`) })
  keep(first.id, 'before the retake')
  keep(first.id, 'one')
  keep('cancelled', 'of an item that was never recorded')
  expect(ledger.shadowAnswers(9)).toEqual([])
  ledger.record(first)
  ledger.record(second)
  keep(second.id, 'two')
  const both = [
    { inspection: second.id, active: said('active two'), shadow: said('shadow two') },
    { inspection: first.id, active: said('active one'), shadow: said('shadow one') },
  ]
  expect(ledger.shadowAnswers(9)).toEqual(both)
  expect(ledger.shadowAnswers(1)).toEqual(both.slice(0, 1))
  expect(readShadowAnswers(file, 9)).toEqual(both)
})

it('[LG16] no ledger yet is no answers', () => {
  expect(readShadowAnswers(join(freshFolder(), 'ledger.db'), 9)).toEqual([])
})

it('[LG17] a line from beside continues the chain of a ledger that is open, and takes no label back', () => {
  const file = join(freshFolder(), 'ledger.db')
  const { ledger } = ledgerRig(file)
  ledger.record(recordOf(1))
  ledger.takeJob()
  const entry = { actor: 'command line', action: 'model.activated', subject: 'eyes@1.0.0', detail: '' }
  auditBeside(file, handClock(), entry)
  ledger.record(recordOf(2))
  expect(ledger.auditTrail(9).map(({ action }) => action)).toEqual([
    'inspection.recorded',
    'model.activated',
    'inspection.recorded',
  ])
  expect(ledger.verifyAudit()).toEqual({ ok: true, entries: 3 })
  expect(ledger.jobs('sending', 9)).toHaveLength(1)
})
