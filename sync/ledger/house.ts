import type { LedgerParts } from './parts.ts'
import type { Ledger } from './port.ts'
import { settingsBook } from './settings.ts'
import { staffBook } from './staff.ts'
import { auditCheck } from './verify-audit.ts'

type House = Pick<
  Ledger,
  'audit' | 'auditTrail' | 'verifyAudit' | 'staff' | 'saveStaff' | 'setting' | 'saveSetting'
>

/** The audit trail, the people and the settings; what changes them leaves its line in the trail. */
export function house(parts: LedgerParts): House {
  const { trail, write } = parts
  const people = staffBook(parts)
  const settings = settingsBook(parts)
  return {
    audit: (entry) => write(() => void trail.append(entry)),
    auditTrail: trail.page,
    verifyAudit: auditCheck(parts),
    staff: people.all,
    saveStaff: (member, by) =>
      write(() => void trail.append({ actor: by, subject: member.id, ...people.save(member) })),
    setting: settings.get,
    saveSetting: (key, value, by) =>
      write(() => {
        settings.set(key, value)
        // The value may be a key or a secret, so only its name enters the trail.
        if (!key.startsWith('_'))
          trail.append({ actor: by, action: 'setting.changed', subject: key, detail: '' })
      }),
  }
}
