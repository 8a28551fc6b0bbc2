import type { FastifyBaseLogger } from 'fastify'
import type { UnitStore } from '../../models/memory/port.ts'
import type { Remembering } from '../../models/memory/remembering.ts'
import type { Evidence } from '../../sync/evidence/port.ts'
import type { Correction, Ledger, LedgerRow } from '../../sync/ledger/port.ts'
import { skuOf } from '../inspection/item-facts.ts'
import type { Policy } from '../inspection/policy.ts'
import { countedFindings, type InspectionRecord } from '../inspection/record.ts'
import type { Clock } from '../kernel/clock.ts'
import { asFault } from '../kernel/fault.ts'
import type { CameraBook } from './camera-book.ts'
import { keepUnit } from './teach.ts'

/** Whole units kept of a SKU at most: more would cost time on the lane and promise little more. */
const mostUnits = 32

export interface ConfirmedPorts {
  readonly units: UnitStore
  readonly remembering: Remembering
  readonly evidence: Pick<Evidence, 'read'>
  readonly ledger: Pick<Ledger, 'audit'>
  /** What the cameras see with nothing there. */
  readonly stages: Pick<CameraBook, 'stageOf'>
  readonly policy: Policy
  readonly clock: Clock
  readonly log: Pick<FastifyBaseLogger, 'warn'>
}

/** Good units that people confirmed join the memory, and leave it when that is taken back. Never throws, returns at once. */
export class ConfirmedUnits {
  readonly #ports: ConfirmedPorts
  #work: Promise<void> = Promise.resolve()

  constructor(ports: ConfirmedPorts) {
    this.#ports = ports
  }

  /** A supervisor reviewed an inspection; `row` is as it was before. */
  reviewed({ record, corrections }: LedgerRow, said: Correction): void {
    if (said.kind === 'reprinted') return
    const before = corrections.some(({ kind }) => kind === 'overridden' || kind === 'voided')
    const agreed = said.kind === 'confirmed' && said.grade === 'A' && said.rejectedFindings.length === 0
    if (agreed && !before && isGood(record)) this.#then(() => this.#keep(record, said.by))
    else if (!agreed) this.#then(async () => this.#takeBack(record.id, said.by))
  }

  /** An inspection was recorded; an operator's word counts where the policy says so. */
  recorded(record: InspectionRecord): void {
    const { by, held } = record.decision
    if (this.#ports.policy.memory.confirmedBy !== 'operator' || by === 'auto' || held) return
    if (isGood(record)) this.#then(() => this.#keep(record, by))
  }

  /** Resolves when nothing is being kept any more. */
  async idle(): Promise<void> {
    await this.#work
  }

  #then(work: () => Promise<void>): void {
    this.#work = this.#work
      .then(work)
      .catch((thrown: unknown) =>
        this.#ports.log.warn({ err: asFault(thrown) }, 'a confirmed unit was not taken into the memory'),
      )
  }

  async #keep(record: InspectionRecord, by: string): Promise<void> {
    const { units, evidence, stages } = this.#ports
    const sku = skuOf(record.item)?.sku
    if (sku === undefined || units.count(sku) >= mostUnits) return
    if (units.list(sku).some((each) => each.unit === record.id)) return
    const frames = await Promise.all(
      record.shots.map(async (shot) => {
        const stage = await stages.stageOf(shot)
        return { role: shot.role, bytes: await evidence.read(shot.sha256), ...(stage ? { stage } : {}) }
      }),
    )
    await keepUnit(this.#ports, { sku, by, id: record.id, frames })
  }

  #takeBack(id: string, by: string): void {
    const { units, ledger } = this.#ports
    const sku = units.remove(id)
    if (sku === undefined) return
    const detail = `unit ${id}, ${units.count(sku)} known`
    ledger.audit({ actor: by, action: 'memory.untaught', subject: sku, detail })
  }
}

/** Graded A by everybody, on good photographs, with nothing found on it: it may show the memory what whole looks like. */
function isGood(record: InspectionRecord): boolean {
  const { item, decision, verdict, shots, inspect, inference } = record
  const expected = item.kind === 'expected' || item.kind === 'known'
  const photographed = inspect && shots.length > 0 && shots.every(({ quality }) => quality.verdict === 'good')
  const roles = new Set(shots.map(({ role }) => role))
  const grades = decision.grade === 'A' && verdict.grade === 'A' && !decision.override
  const clean = inference.status === 'done' && countedFindings(record).length === 0
  return expected && photographed && roles.size === shots.length && grades && clean
}
