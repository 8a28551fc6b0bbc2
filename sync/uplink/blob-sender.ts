import { Fault, type FaultCode } from '../../main/kernel/fault.ts'
import type { StepHook } from '../../main/kernel/steps.ts'
import type { Evidence } from '../evidence/port.ts'
import type { CentralClient } from './central-client.ts'

/** Photographs on their way at the same time. */
const together = 4

/** Hashes remembered as sent, so that central is not asked twice; a restart forgets them. */
const remembered = 10_000

/** What makes one photograph impossible to send, now and later; its event goes on without it. */
const lost: readonly FaultCode[] = ['EVIDENCE_MISSING', 'EVIDENCE_CORRUPT', 'TOO_LARGE']

export interface BlobSenderPorts {
  readonly client: CentralClient
  readonly evidence: Pick<Evidence, 'read'>
  readonly hook: StepHook
  /** Hears of a photograph that cannot be sent, by its hash. */
  onLost(fault: Fault, sha256: string): void
}

/** Brings photographs to central before the events that name them. */
export class BlobSender {
  readonly #ports: BlobSenderPorts
  readonly #sent = new Set<string>()

  constructor(ports: BlobSenderPorts) {
    this.#ports = ports
  }

  /** Returns when central has all of them, but for those this station has lost. */
  async send(hashes: readonly string[], signal: AbortSignal): Promise<void> {
    const wanted = [...new Set(hashes)].filter((hash) => !this.#sent.has(hash))
    for (let start = 0; start < wanted.length; start += together)
      await Promise.all(wanted.slice(start, start + together).map((hash) => this.#sendOne(hash, signal)))
  }

  async #sendOne(sha256: string, signal: AbortSignal): Promise<void> {
    const { client, evidence, hook, onLost } = this.#ports
    const target = `/v1/blobs/${sha256}`
    try {
      if (!(await this.#has(target, signal))) {
        const body = await evidence.read(sha256)
        hook('uplink:blob')
        await client.send({ method: 'PUT', target, body, contentType: 'application/octet-stream' }, signal)
      }
    } catch (thrown) {
      if (!(thrown instanceof Fault) || !lost.includes(thrown.code)) throw thrown
      onLost(thrown, sha256)
    }
    this.#remember(sha256)
  }

  async #has(target: string, signal: AbortSignal): Promise<boolean> {
    try {
      await this.#ports.client.send({ method: 'HEAD', target }, signal)
      return true
    } catch (thrown) {
      if (thrown instanceof Fault && thrown.code === 'NOT_FOUND') return false
      throw thrown
    }
  }

  #remember(sha256: string): void {
    this.#sent.add(sha256)
    const [oldest] = this.#sent
    if (this.#sent.size > remembered && oldest !== undefined) this.#sent.delete(oldest)
  }
}
