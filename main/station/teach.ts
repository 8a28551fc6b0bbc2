import type { Camera } from '../../drivers/camera/port.ts'
import type { KeptView, UnitStore } from '../../models/memory/port.ts'
import { unitsForHint, unitsForVerdict } from '../../models/memory/promise.ts'
import type { Remembering } from '../../models/memory/remembering.ts'
import type { Ledger } from '../../sync/ledger/port.ts'
import type { TaughtView } from '../api/views.ts'
import type { Clock } from '../kernel/clock.ts'
import { Fault } from '../kernel/fault.ts'
import type { CameraRole, Frame } from '../kernel/frame.ts'
import type { NewId } from '../kernel/ids.ts'

export interface TeachPorts {
  readonly units: UnitStore
  readonly remembering: Remembering
  readonly cameras: readonly Camera[]
  readonly ledger: Pick<Ledger, 'audit'>
  readonly clock: Clock
  readonly newId: NewId
}

/** Milliseconds a camera may take for one photograph. */
const shootMs = 10_000

/** What is known of a SKU now. */
export function taughtOf(units: UnitStore, sku: string): TaughtView {
  const count = units.count(sku)
  const wanted = { hint: Math.max(0, unitsForHint - count), verdict: Math.max(0, unitsForVerdict - count) }
  const may = wanted.verdict === 0 ? 'verdict' : wanted.hint === 0 ? 'hint' : 'nothing'
  return { sku, units: count, may, wanted }
}

/**
 * Photographs the whole unit on the bench with every camera and keeps it; all views or none. Faults: those of the
 * cameras, and BAD_INPUT naming the view in which no single item could be seen.
 */
export async function teachUnit(ports: TeachPorts, sku: string, by: string): Promise<TaughtView> {
  const frames = await Promise.all(ports.cameras.map((each) => each.shoot(AbortSignal.timeout(shootMs))))
  return keepUnit(ports, { sku, by, id: ports.newId(), frames })
}

/** Keeps photographs of a whole unit, taken here or confirmed as good in review; the same `id` twice is one unit. */
export async function keepUnit(
  ports: TeachPorts,
  {
    sku,
    by,
    id,
    frames,
  }: {
    readonly sku: string
    readonly by: string
    readonly id: string
    readonly frames: readonly Pick<Frame, 'role' | 'bytes'>[]
  },
): Promise<TaughtView> {
  if (frames.length === 0)
    throw new Fault('BAD_INPUT', 'photographs: none was taken; configure a camera first')
  const first = new Map(ports.units.units(sku)[0]?.views.map((each) => [each.role, each.photo]))
  const views: KeptView[] = []
  for (const { role, bytes } of frames)
    views.push(await viewOf(ports, { role, bytes, first: first.get(role) }))
  ports.units.keep({ id, sku, by, at: ports.clock.now(), views })
  const taught = taughtOf(ports.units, sku)
  ports.ledger.audit({
    actor: by,
    action: 'memory.taught',
    subject: sku,
    detail: `unit ${id}, ${taught.units} known`,
  })
  return taught
}

/** Takes the last unit back. Fault NOT_FOUND when none is known. */
export function untaught(
  { units, ledger }: Pick<TeachPorts, 'units' | 'ledger'>,
  sku: string,
  by: string,
): TaughtView {
  const id = units.undo(sku)
  if (!id) throw new Fault('NOT_FOUND', `no whole unit of ${sku} is known; there is nothing to take back`)
  const taught = taughtOf(units, sku)
  ledger.audit({
    actor: by,
    action: 'memory.untaught',
    subject: sku,
    detail: `unit ${id}, ${taught.units} known`,
  })
  return taught
}

const words = {
  unreadable: 'the photograph cannot be read; take it again',
  empty: 'the stage is empty; put the item on it',
  two_items: 'two items are in view; take one away',
} as const

async function viewOf(
  { remembering }: TeachPorts,
  {
    role,
    bytes,
    first,
  }: { readonly role: CameraRole; readonly bytes: Uint8Array; readonly first: Uint8Array | undefined },
): Promise<KeptView> {
  const found = await remembering.describe(bytes, first)
  if (found.kind === 'refused') throw new Fault('BAD_INPUT', `view ${role}: ${words[found.why]}`)
  return { role, ...found.view }
}
