import type { FastifyRequest } from 'fastify'
import { Fault } from '../../../main/kernel/fault.ts'
import { isPromised } from '../../wire/content-digest.ts'
import { protocolHeader, versionMismatch } from '../../wire/protocol.ts'
import { publicKeyOf } from '../../wire/station-key.ts'
import { type Claim, clockTolerance, isSignedBy, readClaim } from '../../wire/verify-request.ts'
import type { Guard } from '../http/key-guard.ts'
import type { CentralParts } from '../parts.ts'
import { Nonces } from './nonces.ts'

/** The station that signed a request, and what it promised about the body. */
export interface Caller {
  readonly id: string
  readonly site: string
  readonly bodyHash: Uint8Array
}

const decorator = 'caller'

/** Lets only requests through that an enrolled, enabled station signed just now; runs before the body is read. */
export function stationGuard(parts: CentralParts): Guard {
  const nonces = new Nonces(2 * clockTolerance * 1000)
  return async (request) => {
    const mismatch = versionMismatch(headerOf(request, protocolHeader), 'station')
    if (mismatch) throw new Fault('UPLINK_VERSION', mismatch)
    const claim = readClaim({
      method: request.method,
      target: request.raw.url ?? '/',
      headers: request.headers,
    })
    if ('problem' in claim) throw new Fault('UPLINK_REFUSED', claim.problem)
    const caller = await callerOf(claim, parts)
    const now = parts.clock.now()
    const behind = Math.round(now / 1000 - claim.created)
    if (Math.abs(behind) > clockTolerance) throw new Fault('UPLINK_CLOCK', clockSentence(behind))
    if (!nonces.isFresh(`${claim.keyId} ${claim.nonce}`, now))
      throw new Fault('UPLINK_REFUSED', 'this very request was sent before')
    request.setDecorator<Caller>(decorator, caller)
  }
}

/** The name under which the guard leaves the caller on the request; the app declares it once. */
export const callerDecorator = decorator

/** Who signed the request; only behind `stationGuard`. */
export function callerIn(request: FastifyRequest): Caller {
  return request.getDecorator<Caller>(decorator)
}

/** Refuses a body that is not the one the signature covers. */
export function checkBody(request: FastifyRequest, body: Uint8Array): void {
  if (!isPromised(callerIn(request).bodyHash, body))
    throw new Fault('UPLINK_REFUSED', 'the body is not the one that was signed')
}

async function callerOf(claim: Claim, { db }: CentralParts): Promise<Caller> {
  const station = await db
    .selectFrom('station')
    .select(['id', 'site', 'public_key', 'enabled'])
    .where('id', '=', claim.keyId)
    .executeTakeFirst()
  if (!station || !isSignedBy(claim, publicKeyOf(station.public_key)))
    throw new Fault('UPLINK_REFUSED', 'the signature is not that of an enrolled station')
  if (!station.enabled) throw new Fault('STATION_DISABLED', `station ${station.id} is switched off`)
  return { id: station.id, site: station.site, bodyHash: claim.bodyHash }
}

function clockSentence(behind: number): string {
  const how = behind > 0 ? 'behind' : 'ahead of'
  return `the station's clock is ${Math.abs(behind)} s ${how} central's; ${clockTolerance} s are allowed`
}

function headerOf(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}
