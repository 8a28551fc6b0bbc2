import type { Ledger, StaffMember } from '../../sync/ledger/port.ts'
import type { DoorDesk } from '../api/desk.ts'
import type { StaffView } from '../api/views.ts'
import type { Clock } from '../kernel/clock.ts'
import { Fault } from '../kernel/fault.ts'
import { Lockout } from './lockout.ts'
import { checkPin, hashBadge, hashToken, newToken } from './secrets.ts'

/** A shift is at most this long: a session ends after 12 hours, in milliseconds. */
const sessionMs = 12 * 3600_000
const sessionsKey = '_sessions'

type Sessions = Record<string, { readonly staff: string; readonly until: number }>
type Secret = Parameters<DoorDesk['login']>[0]
type From = Parameters<DoorDesk['login']>[1]

export interface Door extends DoorDesk {
  /** The person who logged in last and is still logged in: who works at the lane. */
  present(): string | undefined
  badgeSalt(): string
}

/** Log-in by PIN or badge; sessions outlive a restart of the station, tokens are kept as hashes only. */
export function openDoor(ledger: Ledger, clock: Clock): Door {
  const lockout = new Lockout(clock)
  const sessions = loadSessions(ledger, clock)
  const people = () => ledger.staff().filter((each) => each.active)
  const save = () => ledger.saveSetting(sessionsKey, JSON.stringify(sessions), 'setup')

  async function login(secret: Secret, from: From = 'here'): Promise<{ token: string; user: StaffView }> {
    const subject = subjectOf(people(), secret)
    // Who guesses from another machine must not close the kiosk's own log-in.
    const guesser = `${from} ${subject}`
    lockout.begin(guesser)
    const member = await found(people(), secret, saltOf(ledger))
    if (!member) {
      ledger.audit({ actor: 'door', action: 'login.refused', subject, detail: secret.kind })
      throw new Fault('LOGIN_REFUSED', 'no active person has this PIN or badge')
    }
    lockout.passed(guesser)
    dropOld(sessions, clock.now())
    const token = newToken()
    sessions[hashToken(token)] = { staff: member.id, until: clock.now() + sessionMs }
    save()
    ledger.audit({ actor: member.id, action: 'login.accepted', subject: member.id, detail: secret.kind })
    return { token, user: staffView(member) }
  }

  return {
    login,
    firstStart: () => people().every((each) => each.role !== 'admin'),
    people: () => people().map(staffView),
    badgeSalt: () => saltOf(ledger),
    who: (token) => {
      const session = sessions[hashToken(token)]
      const member =
        session && session.until > clock.now()
          ? people().find((each) => each.id === session.staff)
          : undefined
      return member && staffView(member)
    },
    logout: (token) => {
      delete sessions[hashToken(token)]
      save()
    },
    present: () => {
      const live = Object.values(sessions).filter((each) => each.until > clock.now())
      return live.findLast((each) => people().some((member) => member.id === each.staff))?.staff
    },
  }
}

/** Whose log-in it is: what nobody here is called is one subject, so that fresh names are no fresh tries and fill nothing. */
function subjectOf(people: readonly StaffMember[], secret: Secret): string {
  if (secret.kind === 'badge') return 'badge'
  return people.some((each) => each.id === secret.staff) ? secret.staff : 'unknown'
}

function dropOld(sessions: Sessions, now: number): void {
  for (const [token, { until }] of Object.entries(sessions)) if (until <= now) delete sessions[token]
}

async function found(
  people: readonly StaffMember[],
  secret: Secret,
  salt: string,
): Promise<StaffMember | undefined> {
  if (secret.kind === 'badge') return people.find((each) => each.badgeHash === hashBadge(secret.badge, salt))
  const member = people.find((each) => each.id === secret.staff)
  return member && (await checkPin(member.pinHash, secret.pin)) ? member : undefined
}

function loadSessions(ledger: Ledger, clock: Clock): Sessions {
  const sessions = JSON.parse(ledger.setting(sessionsKey) ?? '{}') as Sessions
  dropOld(sessions, clock.now())
  return sessions
}

function saltOf(ledger: Ledger): string {
  const kept = ledger.setting('_badge-salt')
  if (kept) return kept
  const made = newToken()
  ledger.saveSetting('_badge-salt', made, 'setup')
  return made
}

/** A person without anything secret. */
export function staffView(member: StaffMember): StaffView {
  const { id, name, role, active } = member
  return { id, name, role, active, hasBadge: member.badgeHash !== undefined }
}
