import type { FastifyBaseLogger } from 'fastify'
import type { Signer, SignerState } from '../../models/telling/port.ts'
import type { Clock } from '../kernel/clock.ts'

/** Milliseconds a chosen pack has to load and answer its golden vectors, also on a busy machine. */
const loadMs = 60_000
const lookAgainMs = 50

export interface FollowedSignerPorts {
  /** Where the chosen pack is now; undefined where none is chosen. */
  chosen(): string | undefined
  start(place: string): Signer
  readonly clock: Clock
  readonly log: Pick<FastifyBaseLogger, 'info' | 'error'>
}

/** Signs with the pack that is chosen: until another is ready, and for good when it is not, the one before goes on. */
export class FollowedSigner implements Signer {
  readonly #ports: FollowedSignerPorts
  #place: string | undefined
  #signer: Signer | undefined
  #following: Promise<void> | undefined
  #closed = false

  constructor(ports: FollowedSignerPorts) {
    this.#ports = ports
    this.#place = ports.chosen()
    this.#signer = this.#place === undefined ? undefined : ports.start(this.#place)
  }

  state(): SignerState {
    return (
      this.#signer?.state() ?? { kind: 'absent', detail: 'No model that tells products apart is chosen.' }
    )
  }

  async sign(...asked: Parameters<Signer['sign']>): ReturnType<Signer['sign']> {
    return this.#signer?.sign(...asked)
  }

  async found(...asked: Parameters<Signer['found']>): ReturnType<Signer['found']> {
    return this.#signer?.found(...asked)
  }

  /** Looks at what is chosen; resolves when it is used, or was refused. One change at a time. */
  follow(): Promise<void> {
    this.#following ??= this.#change().finally(() => {
      this.#following = undefined
    })
    return this.#following
  }

  async close(): Promise<void> {
    this.#closed = true
    await Promise.all([this.#following, this.#signer?.close()])
  }

  async #change(): Promise<void> {
    const place = this.#ports.chosen()
    if (place === this.#place || this.#closed) return
    this.#place = place
    const next = place === undefined ? undefined : this.#ports.start(place)
    // the first one, for which no other goes on meanwhile, tells its own state
    if (!this.#signer) {
      this.#signer = next
      return
    }
    const state = next && (await this.#settled(next))
    if ((state && state.kind !== 'ready') || this.#closed) {
      await next?.close()
      if (!this.#closed) this.#ports.log.error({ place, state }, 'the chosen identity model is not used')
      return
    }
    const old = this.#signer
    this.#signer = next
    await old?.close()
    this.#ports.log.info({ place }, 'another model tells products apart')
  }

  async #settled(signer: Signer): Promise<SignerState> {
    const { clock } = this.#ports
    const until = clock.ticks() + loadMs
    while (signer.state().kind === 'starting' && !this.#closed && clock.ticks() < until)
      await clock.sleep(lookAgainMs)
    return signer.state()
  }
}
