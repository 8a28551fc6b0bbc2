import { createHash, randomBytes } from 'node:crypto'
import { onTestFinished } from 'vitest'
import type { InspectionRecord } from '../../main/inspection/record.ts'
import type { Clock } from '../../main/kernel/clock.ts'
import { Fault } from '../../main/kernel/fault.ts'
import type { DurableStep } from '../../main/kernel/steps.ts'
import type { Evidence } from '../../sync/evidence/port.ts'
import type { Ledger } from '../../sync/ledger/port.ts'
import type { CentralAddress } from '../../sync/uplink/central-address.ts'
import { enrol } from '../../sync/uplink/enrol.ts'
import type { NetworkState } from '../../sync/uplink/network-state.ts'
import { startUplink } from '../../sync/uplink/uplink.ts'
import { ledgerRig } from '../rigs/ledger-rig.ts'
import { realClock } from '../rigs/real-clock.ts'
import { recordOf } from '../rigs/records.ts'
import { until } from '../rigs/until.ts'
import { adminKey, type CentralRig } from '../unit/central/central-rig.ts'

/** A station's sending half, with a real ledger, against a central that listens. */
export interface StationRig {
  readonly ledger: Ledger
  readonly central: CentralAddress
  readonly states: NetworkState[]
  readonly lost: Fault[]
  readonly steps: DurableStep[]
  /** Photographs by hash; a test takes one away to lose it. */
  readonly photos: Map<string, Uint8Array>
  /** How long each wait was asked to be, in milliseconds. */
  readonly waits: number[]
  /** Records items by seed, each with one photograph of its own. */
  record(...seeds: number[]): InspectionRecord[]
  start(change?: Partial<Parameters<typeof startUplink>[0]>): ReturnType<typeof startUplink>
  /** Resolves when the ledger's mark is at its newest event. */
  allSent(): Promise<void>
  stateIs(kind: NetworkState['kind']): Promise<NetworkState>
}

/** A code from central, made with the admin key. */
export async function codeFrom(url: string, key = adminKey): Promise<string> {
  const answer = await fetch(`${url}/v1/enrolments`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: '{}',
  })
  return ((await answer.json()) as { code: string }).code
}

/** Enrols a station and gives it a ledger; `now` is the station's clock, waits last a thousandth of what they should. */
export async function stationRig(
  url: string,
  options: { now: () => number; key?: string },
): Promise<StationRig> {
  const central = await enrol({ url, code: await codeFrom(url, options.key), name: 'Station', site: 'Dock' })
  const { ledger } = ledgerRig()
  const photos = new Map<string, Uint8Array>()
  const [states, lost, steps, waits]: [NetworkState[], Fault[], DurableStep[], number[]] = [[], [], [], []]
  const clock = hurried(options.now, waits)
  const evidence: Pick<Evidence, 'read'> = {
    async read(hash) {
      const bytes = photos.get(hash)
      if (!bytes) throw new Fault('EVIDENCE_MISSING', `no photograph ${hash}`)
      return bytes
    },
  }
  return {
    ...{ ledger, central, states, lost, steps, photos, waits },
    record: (...seeds) => seeds.map((seed) => recordOne(seed, ledger, photos)),
    start(change = {}) {
      const worker = startUplink({
        ...{ ledger, evidence, central, clock, random: (count) => randomBytes(count) },
        hook: (step) => steps.push(step),
        onState: (state) => states.push(state),
        onLost: (fault) => lost.push(fault),
        ...change,
      })
      onTestFinished(() => worker.stop())
      return worker
    },
    async allSent() {
      await until(
        () => ledger.counts().unsent,
        (unsent) => unsent === 0,
        'everything to be acknowledged',
      )
    },
    stateIs: (kind) =>
      until(
        () => states.at(-1),
        (state) => state?.kind === kind,
        `the state ${kind}`,
      ) as Promise<NetworkState>,
  }
}

/** Waits that are a thousand times shorter than asked for, and written down. */
function hurried(now: () => number, waits: number[]): Clock {
  const { ticks, sleep } = realClock(1_000)
  return {
    ...{ now, ticks },
    sleep(ms, signal) {
      waits.push(ms)
      return sleep(ms, signal)
    },
  }
}

function recordOne(seed: number, ledger: Ledger, photos: Map<string, Uint8Array>): InspectionRecord {
  const bytes = Buffer.from(`photograph of item ${seed}`)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const plain = recordOf(seed)
  const record = { ...plain, shots: [{ ...plain.shots[0]!, sha256 }] }
  photos.set(sha256, bytes)
  ledger.record(record)
  return record
}

/** Makes a central listen on a loopback port; its address. */
export async function listening({ app }: Pick<CentralRig, 'app'>): Promise<string> {
  return app.listen({ host: '127.0.0.1', port: 0 })
}
