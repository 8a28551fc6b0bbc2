import { join } from 'node:path'
import { expect, it } from 'vitest'
import { freshFolder } from '../rigs/fresh-folder.ts'
import { ledgerRig } from '../rigs/ledger-rig.ts'
import { correctionOf, recordOf } from '../rigs/records.ts'

const day = 86_400_000
const jumps = { 'ten years back': -3_650 * day, 'to before 1970': -30_000 * day, 'a year ahead': 365 * day }

it.each(Object.entries(jumps))('[LG12] the clock jumps %s: order, seq and trail go on', (_what, jump) => {
  const file = join(freshFolder(), 'ledger.sqlite')
  const { ledger, clock } = ledgerRig(file)
  const recordNow = (seed: number) => {
    const { decision, ...record } = recordOf(seed)
    ledger.record({ ...record, decision: { ...decision, held: true, at: clock.now() } })
    return record.id
  }
  const ids = [recordNow(1)]
  clock.jump(jump)
  ids.push(recordNow(2))
  ledger.correct(correctionOf(recordOf(1)))
  clock.jump(-jump)
  ids.push(recordNow(3))
  expect(ledger.list({}, 9).map(({ record }) => record.id)).toEqual(ids.toReversed())
  expect(ledger.list({}, 1, ids[2]).map(({ record }) => record.id)).toEqual([ids[1]])
  expect(ledger.unsent(9).map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
  expect(ledger.verifyAudit()).toEqual({ ok: true, entries: 4 })
  expect(ledger.takeJob()?.inspection).toBe(ids[0])
  expect(ledger.counts()).toMatchObject({ open: 2, unsent: 4 })
  ledger.close()
  expect(ledgerRig(file, 2).ledger.verifyAudit()).toEqual({ ok: true, entries: 4 })
})
