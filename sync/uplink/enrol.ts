import { Fault } from '../../main/kernel/fault.ts'
import { type EnrolRequest, enrolledSchema } from '../wire/answers.ts'
import { protocolHeader, protocolVersion } from '../wire/protocol.ts'
import { newKeyPair } from '../wire/station-key.ts'
import type { CentralAddress } from './central-address.ts'
import { ask } from './http.ts'

/** What a station is enrolled with: central's address, a code from it, and how the station is to be listed. */
export interface Introduction {
  readonly url: string
  readonly code: string
  readonly name: string
  readonly site: string
}

/**
 * Introduces this station to central with a key made here. Faults: ENROL_REFUSED (code wrong, used or expired),
 * UPLINK_OFFLINE, UPLINK_VERSION, LOGIN_LOCKED (too many tries), BAD_INPUT (no http address).
 */
export async function enrol({ url, ...introduction }: Introduction): Promise<CentralAddress> {
  const origin = originOf(url)
  const { privateKey, publicKey } = newKeyPair()
  const answer = await twice(() => introduce(origin, { ...introduction, publicKey }))
  const enrolled = enrolledSchema.safeParse(await answer.json().catch(() => undefined))
  if (!enrolled.success) throw new Fault('UPLINK_VERSION', 'central’s answer to the enrolment cannot be read')
  return { url: origin, stationId: enrolled.data.stationId, privateKey }
}

function introduce(origin: string, introduction: EnrolRequest): Promise<Response> {
  const headers = { [protocolHeader]: String(protocolVersion), 'content-type': 'application/json' }
  const body = Buffer.from(JSON.stringify(introduction))
  return ask(new URL('/v1/enrol', origin), { method: 'POST', headers, body }, new AbortController().signal)
}

/** Once more when no answer came: the code may be used up by a request whose answer was lost, and the same key is let in again. */
async function twice(attempt: () => Promise<Response>): Promise<Response> {
  try {
    return await attempt()
  } catch (thrown) {
    if (thrown instanceof Fault && thrown.code === 'UPLINK_OFFLINE') return attempt()
    throw thrown
  }
}

function originOf(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (parsed && /^https?:$/.test(parsed.protocol)) return parsed.origin
  throw new Fault(
    'BAD_INPUT',
    `${url.slice(0, 100)} is no address of central; one looks like https://central.example`,
  )
}
