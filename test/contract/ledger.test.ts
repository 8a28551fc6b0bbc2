import { join } from 'node:path'
import { expect, it } from 'vitest'
import { freshFolder } from '../rigs/fresh-folder.ts'
import { ledgerRig, shownBy } from '../rigs/ledger-rig.ts'
import { correctionOf, heldRecordOf, recordOf, recordsOf, staffOf } from '../rigs/records.ts'
import { ledgerContract } from './ledger.ts'

ledgerContract('in memory', () => ledgerRig())
ledgerContract('in a file', () => ledgerRig(join(freshFolder(), 'ledger.sqlite')))

it('everything is there after closing and opening again', () => {
  const file = join(freshFolder(), 'ledger.sqlite')
  const { ledger } = ledgerRig(file)
  for (const record of recordsOf(5)) ledger.record(record)
  ledger.correct(correctionOf(recordOf(1)))
  ledger.acknowledge(2)
  ledger.saveStaff(staffOf(1), 'setup')
  ledger.saveSetting('locale', 'de', 'staff-1')
  const before = shownBy(ledger)
  ledger.close()
  ledger.close()
  const again = ledgerRig(file).ledger
  expect(shownBy(again)).toEqual(before)
  expect(again.setting('locale')).toBe('de')
  expect(again.verifyAudit()).toMatchObject({ ok: true })
})

it('[LG9] a label taken but not finished waits again after a restart; an outdated one is cancelled', () => {
  const file = join(freshFolder(), 'ledger.sqlite')
  const { ledger } = ledgerRig(file)
  const kept = ledger.record(recordOf(1)).job
  const outdated = ledger.record(heldRecordOf(2)).job
  ledger.takeJob()
  ledger.takeJob()
  ledger.correct(correctionOf(heldRecordOf(2)), { zpl: '^XA^XZ', reason: 'wrong_grade' })
  ledger.close()
  const again = ledgerRig(file).ledger
  expect(again.jobs('sending', 9)).toEqual([])
  expect(again.jobs('waiting', 9)[0]).toMatchObject({ id: kept, attempts: 1 })
  expect(again.jobs('cancelled', 9)).toMatchObject([{ id: outdated }])
})
