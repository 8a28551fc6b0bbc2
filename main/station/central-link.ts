import type { FastifyBaseLogger } from 'fastify'
import type { Catalogue } from '../../sync/catalogue/port.ts'
import type { Evidence } from '../../sync/evidence/port.ts'
import type { Ledger } from '../../sync/ledger/port.ts'
import type { CentralAddress } from '../../sync/uplink/central-address.ts'
import { startDownlink } from '../../sync/uplink/downlink.ts'
import { enrol } from '../../sync/uplink/enrol.ts'
import { startUplink } from '../../sync/uplink/uplink.ts'
import type { NetworkView } from '../api/views.ts'
import type { Clock } from '../kernel/clock.ts'
import { asFault, type Fault } from '../kernel/fault.ts'
import type { RandomBytes } from '../kernel/ids.ts'
import type { StepHook } from '../kernel/steps.ts'

const key = '_central'

export interface LinkPorts {
  readonly ledger: Ledger
  readonly evidence: Evidence
  readonly catalogue: Catalogue
  readonly clock: Clock
  readonly random: RandomBytes
  readonly hook: StepHook
  readonly station: { readonly name: string; readonly site: string }
  readonly log: Pick<FastifyBaseLogger, 'warn'>
  /** The network's state, or the catalogue, changed. */
  changed(): void
}

interface Worker {
  stop(): Promise<void>
  kick(): void
}

/** The station's tie to central: not there until it is enrolled, and never in the way of the lane. */
export class CentralLink {
  readonly #ports: LinkPorts
  #network: NetworkView = { kind: 'not-enrolled', unsent: 0, detail: '' }
  #workers: Worker[] = []
  #pullFault: Fault | undefined

  constructor(ports: LinkPorts) {
    this.#ports = ports
  }

  get network(): NetworkView {
    return this.#network
  }

  /** Why the last pull of the catalogue failed; undefined since one worked. */
  get pullFault(): Fault | undefined {
    return this.#pullFault
  }

  get address(): CentralAddress | undefined {
    const text = this.#ports.ledger.setting(key)
    return text ? (JSON.parse(text) as CentralAddress) : undefined
  }

  start(): void {
    const central = this.address
    if (!central) return
    const { ledger, evidence, catalogue, clock, random, hook } = this.#ports
    this.#network = { ...this.#network, kind: 'offline' }
    const uplink = startUplink({
      ledger,
      evidence,
      central,
      clock,
      random,
      hook,
      onState: (state) => this.#heard(state),
      onLost: (fault, sha256) => this.#lost(fault, sha256),
    })
    const downlink = startDownlink({
      catalogue,
      central,
      clock,
      random,
      onChange: () => this.#ports.changed(),
      onPull: (fault) => this.#pulled(fault),
    })
    this.#workers = [uplink, downlink]
  }

  /** Enrols once with a code from central, keeps the signing key in the ledger's file, and starts sending. */
  async enrol(url: string, code: string, by: string): Promise<void> {
    const central = await enrol({ url, code, ...this.#ports.station })
    this.#ports.ledger.saveSetting(key, JSON.stringify(central), 'setup')
    this.#ports.ledger.audit({
      actor: by,
      action: 'station.enrolled',
      subject: central.stationId,
      detail: url,
    })
    await this.stop()
    this.start()
    this.#ports.changed()
  }

  kick(): void {
    for (const worker of this.#workers) worker.kick()
  }

  async stop(): Promise<void> {
    const workers = this.#workers
    this.#workers = []
    await Promise.all(workers.map((worker) => worker.stop()))
  }

  /** The item is sent without its photograph: whoever misses it later finds here since when. */
  #lost(fault: Fault, sha256: string): void {
    const { ledger, log } = this.#ports
    const detail = `${fault.code}: ${fault.detail}`
    try {
      log.warn({ err: fault, sha256 }, 'a photograph is lost; its item is sent without it')
      ledger.audit({ actor: 'station', action: 'evidence.lost', subject: sha256, detail })
    } catch (thrown) {
      log.warn({ err: asFault(thrown), sha256 }, 'the trail could not be told of a lost photograph')
    }
  }

  #pulled(fault: Fault | undefined): void {
    const before = this.#pullFault?.code
    this.#pullFault = fault
    if (fault && fault.code !== before)
      this.#ports.log.warn({ err: fault }, 'the catalogue was not pulled; the next pull comes by itself')
  }

  #heard(state: Omit<NetworkView, 'unsent'>): void {
    this.#network = { ...state, unsent: 0 }
    this.#ports.changed()
  }
}
