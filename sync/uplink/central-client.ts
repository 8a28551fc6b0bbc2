import type { KeyObject } from 'node:crypto'
import type { Clock } from '../../main/kernel/clock.ts'
import { Fault } from '../../main/kernel/fault.ts'
import type { RandomBytes } from '../../main/kernel/ids.ts'
import { type OutgoingRequest, signRequest } from '../wire/sign-request.ts'
import { privateKeyOf } from '../wire/station-key.ts'
import type { CentralAddress } from './central-address.ts'
import { ask, Refused } from './http.ts'

export interface ClientPorts {
  readonly central: CentralAddress
  readonly clock: Pick<Clock, 'now'>
  readonly random: RandomBytes
}

/** Sends signed requests to central. Refusals are thrown as `Refused`, everything that is not central as UPLINK_OFFLINE. */
export class CentralClient {
  readonly #ports: ClientPorts
  readonly #origin: string
  readonly #privateKey: KeyObject
  /** Central's clock minus this station's, in milliseconds; learned when central says that they differ too much. */
  #aheadMs = 0

  constructor(ports: ClientPorts) {
    this.#ports = ports
    this.#origin = new URL(ports.central.url).origin
    this.#privateKey = privateKeyOf(ports.central.privateKey)
  }

  /** The answer when central did what was asked. */
  async send(request: OutgoingRequest, signal: AbortSignal): Promise<Response> {
    try {
      return await this.#try(request, signal)
    } catch (thrown) {
      // A station whose clock is wrong must not stop sending: it signs by central's clock from here on.
      if (!(thrown instanceof Refused) || thrown.code !== 'UPLINK_CLOCK' || !thrown.at) throw thrown
      this.#aheadMs = thrown.at - this.#ports.clock.now()
      return this.#try(request, signal)
    }
  }

  #try(request: OutgoingRequest, signal: AbortSignal): Promise<Response> {
    const { central, clock, random } = this.#ports
    const headers = signRequest(request, {
      keyId: central.stationId,
      privateKey: this.#privateKey,
      now: clock.now() + this.#aheadMs,
      nonce: Buffer.from(random(18)).toString('base64url'),
    })
    return ask(new URL(request.target, this.#origin), { ...request, headers }, signal)
  }
}

/** A client, or Fault UPLINK_REFUSED when the stored address makes none: enrolling again repairs it. */
export function clientOf(ports: ClientPorts): CentralClient {
  try {
    return new CentralClient(ports)
  } catch (cause) {
    throw new Fault('UPLINK_REFUSED', 'the stored address or key of central cannot be read', cause)
  }
}
