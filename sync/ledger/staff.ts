import type { LedgerContext } from './context.ts'
import type { StaffMember } from './port.ts'

/** People who may log in. */
export function staffBook({ db }: LedgerContext) {
  const all = db.prepare<[], string>('SELECT member FROM staff ORDER BY id').pluck()
  const one = db.prepare<[string], string>('SELECT member FROM staff WHERE id = ?').pluck()
  const save = db.prepare<[string, string]>(
    'INSERT INTO staff (id, member) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET member = excluded.member',
  )
  return {
    all: (): readonly StaffMember[] => all.all().map(memberOf),
    /** Adds or replaces within the present transaction and gives the audit entry's action and detail. */
    save(member: StaffMember): { readonly action: string; readonly detail: string } {
      const before = one.get(member.id)
      save.run(member.id, JSON.stringify(member))
      if (!before) return { action: 'staff.added', detail: standing(member) }
      return { action: 'staff.changed', detail: changes(memberOf(before), member) }
    },
  }
}

function memberOf(json: string): StaffMember {
  return JSON.parse(json) as StaffMember
}

/** Role and whether the person may log in; the trail is kept for good, so no name and no hash goes into it. */
function standing({ role, active }: StaffMember): string {
  return `${role}, ${active ? 'active' : 'inactive'}`
}

function changes(before: StaffMember, after: StaffMember): string {
  const secrets = [
    ...(before.pinHash === after.pinHash ? [] : ['new PIN']),
    ...(before.badgeHash === after.badgeHash ? [] : ['new badge']),
  ]
  return [`${standing(before)} to ${standing(after)}`, ...secrets].join('; ')
}
