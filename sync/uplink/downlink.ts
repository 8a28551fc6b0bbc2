import type { Clock } from '../../main/kernel/clock.ts'
import { Fault } from '../../main/kernel/fault.ts'
import type { RandomBytes } from '../../main/kernel/ids.ts'
import type { Catalogue } from '../catalogue/port.ts'
import { type CataloguePage, cataloguePageSchema } from '../wire/answers.ts'
import type { CentralAddress } from './central-address.ts'
import { type CentralClient, clientOf } from './central-client.ts'
import { startWorker, type Worker } from './worker.ts'

/** How often a station asks for changes, in milliseconds, and how many rows it takes at once. */
const pull = { everyMs: 30_000, rows: 1_000 } as const

export interface DownlinkPorts {
  readonly catalogue: Pick<Catalogue, 'apply' | 'cursor'>
  readonly central: CentralAddress
  readonly clock: Clock
  readonly random: RandomBytes
  /** The local catalogue changed. */
  onChange?(): void
  /** Hears of every pull: its fault, after which the next one comes by itself, or nothing where it worked. */
  onPull?(fault: Fault | undefined): void
}

/** Pulls expected returns and SKUs from central, page by page, and applies them, until stopped. A kick asks at once. */
export function startDownlink(ports: DownlinkPorts): Worker {
  const { clock, random, onPull = () => {} } = ports
  let client: CentralClient | undefined
  return startWorker({
    ...{ clock, random, idleMs: pull.everyMs, failed: onPull },
    async turn(signal) {
      client ??= clientOf(ports)
      const page = await pageAfter(ports.catalogue.cursor(), client, signal)
      const next = applyPage(page, ports)
      onPull(undefined)
      return next
    },
  })
}

async function pageAfter(cursor: number, client: CentralClient, signal: AbortSignal): Promise<CataloguePage> {
  const target = `/v1/catalogue?since=${cursor}&limit=${pull.rows}`
  const answer = await client.send({ method: 'GET', target }, signal)
  const page = cataloguePageSchema.safeParse(await answer.json().catch(() => undefined))
  if (page.success) return page.data
  throw new Fault('CATALOGUE_BAD_BATCH', `the page after cursor ${cursor} cannot be read`, page.error)
}

function applyPage(
  { more, ...batch }: CataloguePage,
  { catalogue, onChange }: DownlinkPorts,
): 'more' | 'idle' {
  const before = catalogue.cursor()
  if (batch.cursor === before) return 'idle'
  catalogue.apply(batch)
  if (catalogue.cursor() !== batch.cursor)
    throw new Fault('CATALOGUE_BAD_BATCH', `central went back from cursor ${before} to ${batch.cursor}`)
  onChange?.()
  return more ? 'more' : 'idle'
}
