import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { backup } from '../../../sync/ledger/backup.ts'
import { faultOf } from '../../rigs/fault-of.ts'
import { freshFolder } from '../../rigs/fresh-folder.ts'
import { ledgerRig, shownBy } from '../../rigs/ledger-rig.ts'
import { recordOf, recordsOf } from '../../rigs/records.ts'

it('[LG15] a backup of a ledger in use is one file that can take its place', async () => {
  const folder = freshFolder()
  const file = join(folder, 'ledger.sqlite')
  const { ledger } = ledgerRig(file)
  for (const record of recordsOf(20)) ledger.record(record)
  const to = join(folder, 'backups', 'monday.sqlite')
  const copying = backup(file, to)
  ledger.record(recordOf(21))
  await copying
  expect(readdirSync(join(folder, 'backups'))).toEqual(['monday.sqlite'])
  if (process.platform !== 'win32') expect(statSync(to).mode & 0o777).toBe(0o600)
  const restored = ledgerRig(to, 2).ledger
  const rows = restored.list({}, 99).length
  expect([20, 21]).toContain(rows)
  expect(restored.verifyAudit()).toEqual({ ok: true, entries: rows })
  expect(restored.record(recordOf(30)).seq).toBe(rows + 1)
  expect(shownBy(ledger).rows).toHaveLength(21)
})

it('[LG15] a backup never overwrites another, and leaves nothing when it fails', async () => {
  const folder = freshFolder()
  const file = join(folder, 'ledger.sqlite')
  ledgerRig(file).ledger.record(recordOf(1))
  const to = join(folder, 'monday.sqlite')
  writeFileSync(to, 'the last good one')
  const fault = await faultOf(() => backup(file, to))
  expect([fault.code, readFileSync(to, 'utf8')]).toEqual(['BAD_INPUT', 'the last good one'])
  expect((await faultOf(() => backup(join(folder, 'none.sqlite'), `${to}.2`))).code).toBe('BAD_INPUT')
  expect(existsSync(`${to}.2`)).toBe(false)
})

it('[LG15] a damaged ledger is said to be so, not copied', async () => {
  const folder = freshFolder()
  const file = join(folder, 'ledger.sqlite')
  const { ledger } = ledgerRig(file)
  for (const record of recordsOf(30)) ledger.record(record)
  ledger.close()
  const bytes = readFileSync(file)
  bytes.fill(0xff, 4096 * 12, 4096 * 12 + 2000)
  writeFileSync(file, bytes)
  const fault = await faultOf(() => backup(file, join(folder, 'copy.sqlite')))
  expect(fault.code).toBe('LEDGER_CORRUPT')
  expect(fault.detail).toContain(file)
  expect(readdirSync(folder).filter((name) => name.startsWith('copy'))).toEqual([])
})

it('[LG15] a place that cannot be written is named', async () => {
  const folder = freshFolder()
  const file = join(folder, 'ledger.sqlite')
  ledgerRig(file)
  mkdirSync(join(folder, 'x'))
  writeFileSync(join(folder, 'x', 'file'), '')
  const fault = await faultOf(() => backup(file, join(folder, 'x', 'file', 'copy.sqlite')))
  expect([fault.code, fault.detail]).toEqual(['DATA_UNWRITABLE', expect.stringContaining(join('x', 'file'))])
})
