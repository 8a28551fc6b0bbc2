import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { defaultPolicy } from '../../../main/inspection/policy.ts'
import { auditPolicy, readPolicy } from '../../../main/station/policy-file.ts'
import { openLedger } from '../../../sync/ledger/ledger.ts'
import { handClock } from '../../rigs/hand-clock.ts'
import { idsOf } from '../../rigs/seeded.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'regrade-policy-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('[CF3] every change of rules is one entry of the audit trail, a start without change is none', () => {
  const ledger = openLedger({ file: ':memory:', clock: handClock(), newId: idsOf(1) })
  auditPolicy(ledger, defaultPolicy)
  auditPolicy(ledger, defaultPolicy)
  auditPolicy(ledger, { ...defaultPolicy, version: 'ours@2' })
  const changes = ledger.auditTrail(10).filter((entry) => entry.action === 'policy.changed')
  expect(changes.map((entry) => entry.subject).sort()).toEqual([defaultPolicy.version, 'ours@2'].sort())
  ledger.close()
})

it('[CF1] a wrong policy names its file and the key', () => {
  const file = join(folder, 'policy.json')
  writeFileSync(file, JSON.stringify({ ...defaultPolicy, colour: 'red' }))
  expect(() => readPolicy(file)).toThrow(/policy\.json: .*colour/)
  writeFileSync(file, '{')
  expect(() => readPolicy(file)).toThrow(/POLICY_WRONG/)
  expect(() => readPolicy(join(folder, 'none.json'))).toThrow(/none\.json/)
  expect(readPolicy(undefined)).toBe(defaultPolicy)
})
