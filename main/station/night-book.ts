import type { Ledger } from '../../sync/ledger/port.ts'
import type { Clock } from '../kernel/clock.ts'
import { isNight } from './night-time.ts'

const hourMs = 3600_000
/** Nothing is done twice in one night, nor right after it was made up for by day. */
const apartMs = 12 * hourMs
/** After so long the night was missed: the station was switched off in it. */
const lateMs = 24 * hourMs

const key = '_night'

export type NightJob = 'verify' | 'copy' | 'removal' | 'learning' | 'memory'

export interface BookPorts {
  readonly ledger: Pick<Ledger, 'setting' | 'saveSetting'>
  readonly clock: Clock
  /** Of the wall clock; the machine's own where none is given. */
  readonly zone?: string
}

/** When each job of the night was done last, kept over restarts, and when one that failed was tried. */
export class NightBook {
  readonly #ports: BookPorts
  readonly #tried = new Map<NightJob, number>()

  constructor(ports: BookPorts) {
    this.#ports = ports
  }

  /** Once a night, by day only what was missed, or at once; one that failed is tried again after an hour. */
  due(job: NightJob, atOnce = false): boolean {
    const { clock, zone } = this.#ports
    const tried = this.#tried.get(job)
    if (tried !== undefined && clock.ticks() - tried < hourMs) return false
    if (atOnce) return true
    // A clock that was put back must not keep the jobs waiting.
    const since = Math.abs(clock.now() - (this.#done[job] ?? Number.NEGATIVE_INFINITY))
    return since >= (isNight(clock.now(), zone) ? apartMs : lateMs)
  }

  begun(job: NightJob): void {
    this.#tried.set(job, this.#ports.clock.ticks())
  }

  done(job: NightJob): void {
    const done = { ...this.#done, [job]: this.#ports.clock.now() }
    this.#ports.ledger.saveSetting(key, JSON.stringify(done), 'setup')
    this.#tried.delete(job)
  }

  get #done(): Partial<Record<NightJob, number>> {
    return JSON.parse(this.#ports.ledger.setting(key) ?? '{}') as Partial<Record<NightJob, number>>
  }
}
