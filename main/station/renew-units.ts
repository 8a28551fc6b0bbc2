import type { FastifyBaseLogger } from 'fastify'
import type { ListedView, UnitStore } from '../../models/memory/port.ts'
import type { Remembering } from '../../models/memory/remembering.ts'
import { packedPatches, packedWith } from '../../models/memory/stored.ts'
import type { Eyes, Patches } from '../../models/port.ts'
import type { Clock } from '../kernel/clock.ts'
import { asFault } from '../kernel/fault.ts'
import type { CameraRole } from '../kernel/frame.ts'
import { comparingModel, wantedBank } from './known-units.ts'

export interface RenewPorts {
  readonly units: UnitStore
  readonly remembering: Remembering
  readonly eyes: Pick<Eyes, 'state' | 'compare'>
  readonly clock: Clock
  readonly log: Pick<FastifyBaseLogger, 'warn'>
  /** Whether nobody waits for the eyes or the memory now. */
  idle(): boolean
}

/** Milliseconds between two looks for cells of another bank. */
const everyMs = 5_000
/** Milliseconds the network may take for one view's crops; nobody waits for it. */
const patchMs = 30_000
/** Milliseconds a stopping station waits for the view in work; what comes later is lost and made anew the next time. */
const stopMs = 1_000

/**
 * Keeps the cells of all whole units those of the bank in use: after a unit was taught its patches are added, after a
 * change of the model they are made anew. One view at a time, only while the lane is idle. Returns how to stop.
 */
export function startRenewing(ports: RenewPorts): () => Promise<void> {
  const stop = new AbortController()
  const done = run(ports, stop.signal)
  return async () => {
    stop.abort()
    const waited = new AbortController()
    await Promise.race([done, ports.clock.sleep(stopMs, waited.signal)])
    waited.abort()
  }
}

async function run(ports: RenewPorts, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await ports.clock.sleep(everyMs, signal)
    try {
      while (!signal.aborted && ports.idle() && (await renewOne(ports)));
    } catch (thrown) {
      ports.log.warn(
        { err: asFault(thrown) },
        'cells of whole units could not be made anew; tried again soon',
      )
    }
  }
}

/** Makes the cells of one view anew; false where none needs it, or the network does not answer. Exported for tests. */
export async function renewOne(ports: Omit<RenewPorts, 'idle' | 'clock' | 'log'>): Promise<boolean> {
  const { units, remembering } = ports
  const comparing = comparingModel(ports.eyes)
  const bank = wantedBank(comparing)
  // without a comparing model the patches of any stay: they cost nothing, and the model may come back
  const stale = units.stale(bank, comparing ? bank : `${bank}+\uffff`)
  const one = stale && units.photographed(stale.unit, stale.role)
  if (!stale || !one) return false
  const described = await remembering.describe(one, firstOf(units, stale), (comparing?.closer ?? 0) > 0)
  const { unit, role } = stale
  if (described.kind === 'refused') {
    // no cells at all: it is not looked at again, and nothing is compared with it
    units.renew(unit, { role, bank, cells: new Uint8Array() })
    return true
  }
  const { cells } = described.view
  if (!comparing) {
    units.renew(unit, { role, bank, cells })
    return true
  }
  const crops = [described.crop, ...(described.quarters ?? [])]
  const said = await patchesOf(ports.eyes, { crops, role, model: comparing.model })
  if (!said) return false
  const [whole, ...quarters] = said
  units.renew(unit, { role, bank, cells: packedWith(cells, whole!) }, quarters.map(packedPatches))
  return true
}

/** The first unit of the same role, which others are laid over; undefined for that one itself. */
function firstOf(units: UnitStore, { sku, unit, role }: ListedView & { readonly sku: string }) {
  const first = units.list(sku).find((each) => each.role === role)
  return first && first.unit !== unit ? units.photographed(first.unit, role) : undefined
}

interface Crops {
  readonly crops: readonly Uint8Array[]
  readonly role: CameraRole
  readonly model: string
}

/** What the network says of each crop alone; undefined where it does not answer, or another one came in between. */
async function patchesOf(
  eyes: RenewPorts['eyes'],
  { crops, role, model }: Crops,
): Promise<readonly Patches[] | undefined> {
  const views = crops.map((crop) => ({ role, crop, references: [], inPlace: true }))
  const compared = await eyes.compare(views, patchMs)
  if (compared.status === 'unsure' || compared.model !== model) return undefined
  return compared.views.map(({ patches }) => patches)
}
