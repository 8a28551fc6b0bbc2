import type { Camera } from '../../drivers/camera/port.ts'
import type { Described } from '../../models/memory/describe.ts'
import type { NoItem } from '../../models/memory/photograph.ts'
import type { KeptUnit, UnitStore } from '../../models/memory/port.ts'
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

/** What is known of a SKU now. */
export function taughtOf(units: UnitStore, sku: string): TaughtView {
  const count = units.count(sku)
  const wanted = { hint: Math.max(0, unitsForHint - count), verdict: Math.max(0, unitsForVerdict - count) }
  return { sku, units: count, may: mayWith(count), wanted }
}

/** What a memory of so many units may say. */
export function mayWith(units: number): TaughtView['may'] {
  return units >= unitsForVerdict ? 'verdict' : units >= unitsForHint ? 'hint' : 'nothing'
}

/** Photographs the whole unit on the bench with every camera, each within so many milliseconds. Faults: those of the cameras. */
export async function shootUnit(cameras: readonly Camera[], withinMs: number): Promise<readonly Frame[]> {
  if (cameras.length === 0)
    throw new Fault('BAD_INPUT', 'photographs: none was taken; configure a camera first')
  return Promise.all(cameras.map((each) => each.shoot(AbortSignal.timeout(withinMs))))
}

/** One photograph of a unit, and what its camera sees with nothing there. */
type UnitFrame = Pick<Frame, 'role' | 'bytes' | 'stage'>

/** Keeps photographs of a whole unit, taken here or confirmed as good in review; the same `id` twice is one unit. */
export async function keepUnit(
  ports: Pick<TeachPorts, 'units' | 'remembering' | 'clock' | 'ledger'>,
  {
    sku,
    by,
    id,
    frames,
  }: {
    readonly sku: string
    readonly by: string
    readonly id: string
    readonly frames: readonly UnitFrame[]
  },
): Promise<TaughtView> {
  const described = await describeUnit(ports, sku, frames)
  return keepDescribed(ports, { sku, by, id, views: described.map(({ view, role }) => ({ role, ...view })) })
}

/** A photograph made ready to be kept, and how it was seen. */
export type DescribedView = Extract<Described, { readonly kind: 'described' }> & {
  readonly role: CameraRole
}

/** Makes photographs of one unit ready to be kept; a NoUnit names the view in which no single item could be seen. */
export async function describeUnit(
  { units, remembering }: Pick<TeachPorts, 'units' | 'remembering'>,
  sku: string,
  frames: readonly UnitFrame[],
): Promise<readonly DescribedView[]> {
  if (frames.length === 0)
    throw new Fault('BAD_INPUT', 'photographs: none was taken; configure a camera first')
  const listed = units.list(sku)
  const views: DescribedView[] = []
  for (const { role, bytes, stage } of frames) {
    // a camera may have been added later: the first view of its own role is what the others lie over
    const first = listed.find((each) => each.role === role)
    const one = { photo: bytes, ...(stage ? { stage } : {}) }
    const found = await remembering.describe(one, first && units.photographed(first.unit, role))
    if (found.kind === 'refused') throw new NoUnit(role, found.why)
    views.push({ role, ...found })
  }
  return views
}

/** Keeps a described unit, with its line in the audit trail. */
export function keepDescribed(
  ports: Pick<TeachPorts, 'units' | 'clock' | 'ledger'>,
  { sku, by, id, views }: Pick<KeptUnit, 'sku' | 'by' | 'id' | 'views'>,
): TaughtView {
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

/** A photograph in which no single item could be seen. */
export class NoUnit extends Fault {
  readonly role: CameraRole
  readonly why: NoItem

  constructor(role: CameraRole, why: NoItem) {
    super('BAD_INPUT', `view ${role}: ${words[why]}`)
    this.role = role
    this.why = why
  }
}
