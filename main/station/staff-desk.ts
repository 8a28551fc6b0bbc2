import type { Ledger } from '../../sync/ledger/port.ts'
import type { Asker, StaffInput } from '../api/desk.ts'
import type { StaffView } from '../api/views.ts'
import { Fault } from '../kernel/fault.ts'
import type { NewId } from '../kernel/ids.ts'
import { type Door, staffView } from './door.ts'
import { hashBadge, hashPin } from './secrets.ts'

export interface StaffPorts {
  readonly ledger: Ledger
  readonly door: Door
  readonly newId: NewId
}

/** Adds a person; two people may not share a name or a badge. */
export async function addStaff(ports: StaffPorts, input: StaffInput, by: string): Promise<StaffView> {
  // First what takes time: from here to the end nothing may change between looking and saving.
  const pinHash = await hashPin(input.pin)
  return save(ports, { ...input, pinHash }, by)
}

/** Makes the first admin; NOT_ALLOWED where there is one, also of two calls at once for the later one. */
export async function addFirstAdmin(ports: StaffPorts, input: StaffInput): Promise<StaffView> {
  const pinHash = await hashPin(input.pin)
  if (!ports.door.firstStart()) throw new Fault('NOT_ALLOWED', 'an admin exists already')
  return save(ports, { ...input, role: 'admin', pinHash }, 'setup')
}

type Newcomer = Omit<StaffInput, 'pin'> & { readonly pinHash: string }

function save({ ledger, door, newId }: StaffPorts, input: Newcomer, by: string): StaffView {
  const people = ledger.staff().filter((each) => each.active)
  const { name, role, pinHash } = input
  const badgeHash = input.badge ? hashBadge(input.badge, door.badgeSalt()) : undefined
  if (people.some((each) => each.name.toLowerCase() === name.toLowerCase())) {
    throw new Fault('BAD_INPUT', `name: ${name} exists already; use another name`)
  }
  if (badgeHash && people.some((each) => each.badgeHash === badgeHash)) {
    throw new Fault('BAD_INPUT', 'badge: this badge belongs to somebody else')
  }
  const member = { id: newId(), name, role, pinHash, active: true, ...(badgeHash ? { badgeHash } : {}) }
  ledger.saveStaff(member, by)
  return staffView(member)
}

/** Opens or closes a person's log-in; the last active admin stays. */
export function setStaffActive(
  ledger: Ledger,
  change: { readonly id: string; readonly active: boolean },
  asker: Asker,
): void {
  const member = ledger.staff().find((each) => each.id === change.id)
  if (!member) throw new Fault('NOT_FOUND', `no person ${change.id}`)
  const admins = ledger.staff().filter((each) => each.active && each.role === 'admin')
  if (!change.active && member.role === 'admin' && admins.length === 1) {
    throw new Fault('NOT_ALLOWED', 'the last admin stays active; add another admin first')
  }
  ledger.saveStaff({ ...member, active: change.active }, asker.id)
}
