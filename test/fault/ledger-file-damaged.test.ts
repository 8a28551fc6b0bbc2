import { cpSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { backup } from '../../sync/ledger/backup.ts'
import { faultOf } from '../rigs/fault-of.ts'
import { freshFolder } from '../rigs/fresh-folder.ts'
import { ledgerRig } from '../rigs/ledger-rig.ts'
import { recordOf, recordsOf } from '../rigs/records.ts'

/** A ledger file with 40 records, closed in order. */
function ledgerFile(): string {
  const file = join(freshFolder(), 'ledger.sqlite')
  const { ledger } = ledgerRig(file)
  for (const record of recordsOf(40)) ledger.record(record)
  ledger.close()
  return file
}

const pageSize = 4096
const damages: Record<string, (file: string) => void> = {
  'its header is overwritten': (file) => overwrite(file, 0, 100),
  'a page in the middle is overwritten': (file) => overwrite(file, pageSize * 20, pageSize),
  'a few bytes of an index page flipped': (file) => overwrite(file, pageSize * 9, 60),
  'its end is cut off': (file) => truncateSync(file, pageSize * 15),
  'it is cut within a page': (file) => truncateSync(file, pageSize * 15 + 77),
  'it is emptied': (file) => truncateSync(file, 0),
}

function overwrite(file: string, from: number, length: number): void {
  const bytes = readFileSync(file)
  bytes.fill(0xa5, from, from + length)
  writeFileSync(file, bytes)
}

it.each(Object.keys(damages))(
  '[LG7] %s: refused by name, left as it is, with the way back',
  async (damage) => {
    const file = ledgerFile()
    damages[damage]?.(file)
    const before = readFileSync(file)
    const fault = await faultOf(() => ledgerRig(file))
    expect([fault.code, fault.remedy]).toEqual(['LEDGER_CORRUPT', 'stop-lane'])
    expect(fault.detail).toContain(`move ${file}, ${file}-wal and ${file}-shm aside`)
    expect(fault.detail).toContain(`copy the newest backup to ${file}`)
    expect(readFileSync(file).equals(before)).toBe(true)
    // A second start says the same: nothing was mended, made anew or moved.
    expect((await faultOf(() => ledgerRig(file))).code).toBe('LEDGER_CORRUPT')
    expect(readFileSync(file).equals(before)).toBe(true)
  },
)

it('[LG7] [LG15] doing what the sentence says brings the ledger back', async () => {
  const file = ledgerFile()
  await backup(file, `${file}.backup`)
  damages['a page in the middle is overwritten']?.(file)
  expect((await faultOf(() => ledgerRig(file))).code).toBe('LEDGER_CORRUPT')
  renameSync(file, `${file}.damaged`)
  for (const end of ['-wal', '-shm']) rmSync(file + end, { force: true })
  cpSync(`${file}.backup`, file)
  const { ledger } = ledgerRig(file, 2)
  expect(ledger.list({}, 99)).toHaveLength(40)
  expect(ledger.verifyAudit()).toEqual({ ok: true, entries: 40 })
  expect(ledger.record(recordOf(41)).seq).toBe(41)
})

it('[LG11] a ledger from an old backup is told so by what central has', async () => {
  const file = ledgerFile()
  await backup(file, `${file}.backup`)
  const { ledger } = ledgerRig(file, 2)
  const { seq } = ledger.record(recordOf(41))
  ledger.acknowledge(seq)
  const restored = ledgerRig(`${file}.backup`).ledger
  const fault = await faultOf(() => restored.acknowledge(seq))
  expect([fault.code, restored.acknowledged()]).toEqual(['LEDGER_BEHIND', 0])
})
