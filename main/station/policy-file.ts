import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Ledger } from '../../sync/ledger/port.ts'
import { defaultPolicy, type Policy, parsePolicy } from '../inspection/policy.ts'
import { Fault } from '../kernel/fault.ts'

/** The policy in force: the file of the configuration, or the default; a mistake is Fault POLICY_WRONG with the file's name. */
export function readPolicy(file: string | undefined): Policy {
  if (!file) return defaultPolicy
  try {
    return parsePolicy(JSON.parse(readFileSync(file, 'utf8')))
  } catch (thrown) {
    const why = thrown instanceof Fault ? thrown.detail : (thrown as Error).message
    throw new Fault('POLICY_WRONG', `${file}: ${why}`, thrown)
  }
}

/** Every change of rule is in the audit trail: one entry whenever the policy differs from the last start's. */
export function auditPolicy(ledger: Ledger, policy: Policy): void {
  const hash = createHash('sha256').update(JSON.stringify(policy)).digest('hex')
  const before = ledger.setting('_policy-hash')
  if (before === hash) return
  ledger.audit({
    actor: 'station',
    action: 'policy.changed',
    subject: policy.version,
    detail: JSON.stringify({ from: before ?? null, to: hash }),
  })
  ledger.saveSetting('_policy-hash', hash, 'setup')
}
