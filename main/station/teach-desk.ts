import type { Remembering } from '../../models/memory/remembering.ts'
import type { Catalogue } from '../../sync/catalogue/port.ts'
import { openUnits } from '../../sync/memory/units.ts'
import type { TeachDesk } from '../api/desk.ts'
import type { TeachOutcome } from '../api/teach-views.ts'
import { identify } from '../inspection/identify.ts'
import { Fault } from '../kernel/fault.ts'
import type { Frame } from '../kernel/frame.ts'
import type { Sku } from '../kernel/item.ts'
import type { LaneCamera, Simulation } from './devices.ts'
import type { Lane } from './lane.ts'
import { describeUnit, keepDescribed, NoUnit, shootUnit, type TeachPorts, untaught } from './teach.ts'
import { PageShots } from './teach-page-shots.ts'
import { rowsOf, viewOf } from './teach-view.ts'

export interface TeachDeskPorts extends Pick<TeachPorts, 'ledger' | 'clock' | 'newId'> {
  readonly lane: { readonly core: Pick<Lane['core'], 'state'> }
  readonly catalogue: Pick<Catalogue, 'sku' | 'skuByGtin' | 'linesByReference' | 'linesBySku'>
  readonly cameras: readonly LaneCamera[]
  /** The database of whole units; opened for each call, for teaching is rare and a closed file needs no care. */
  readonly file: string
  /** The thread that looks at photographs, the lane's own. */
  readonly remembering: Remembering
  /** Milliseconds a camera may take for one photograph. */
  readonly captureTimeoutMs: number
  /** Absent on a real rig: there somebody puts the unit on the bench. */
  readonly simulation?: Simulation
}

/** The unit photographed last: its pictures are shown whether it can be kept or not. */
interface Tried {
  readonly unit: string
  readonly sku: string
  readonly frames: readonly Frame[]
}

/** "Teach this item": the bench's cameras, while no item is on the lane and one unit at a time. */
export function teachDesk(ports: TeachDeskPorts): TeachDesk {
  const { file, remembering } = ports
  const pageShots = new PageShots(ports.cameras)
  const oneAtATime = turnstile()
  let tried: Tried | undefined
  let kept = ''
  const keep = async (unit: string, by: string): Promise<TeachOutcome> => {
    if (tried?.unit !== unit || kept === unit)
      throw new Fault('NOT_FOUND', `the unit ${unit} is not the one photographed last; photograph it again`)
    const units = openUnits(file)
    try {
      const outcome = await keepTried({ ...ports, units, remembering }, tried, by)
      if (outcome.kind === 'kept') kept = unit
      return outcome
    } finally {
      units.close()
    }
  }
  return {
    view: (sku) => using(file, (units) => viewOf(ports, units, known(ports, sku))),
    list: () => using(file, (units) => rowsOf(ports.catalogue, units)),
    find: (code) => skusOf(ports, code),
    upload: (role, bytes, mediaType) => pageShots.take(role, bytes, mediaType),
    photo: (unit, role) => {
      const fresh = tried?.unit === unit && tried.frames.find((each) => each.role === role)?.bytes
      const photo = fresh || using(file, (units) => units.photo(unit, role))
      if (!photo) throw new Fault('NOT_FOUND', `no photograph ${role} of a unit ${unit} is kept`)
      return photo
    },
    undo: (sku, asker) =>
      using(file, (units) => {
        untaught({ ...ports, units }, sku, asker.id)
        return viewOf(ports, units, known(ports, sku))
      }),
    shoot: (sku) =>
      oneAtATime(async () => {
        tried = await shootTried(ports, pageShots, sku)
        return { unit: tried.unit, roles: tried.frames.map((each) => each.role) }
      }),
    keep: (unit, asker) => oneAtATime(() => keep(unit, asker.id)),
  }
}

async function shootTried(ports: TeachDeskPorts, pageShots: PageShots, sku: string): Promise<Tried> {
  const { lane, simulation, cameras, captureTimeoutMs, newId } = ports
  // While a label still prints, its item is off the bench already.
  if (!['scan', 'printing'].includes(lane.core.state))
    throw new Fault('NOT_NOW', 'finish the item on the lane first')
  const { gtin, category } = known(ports, sku)
  simulation?.showWhole(gtin?.replace(/^0/, '') ?? sku, category)
  const frames = await pageShots.during(() => shootUnit(cameras, captureTimeoutMs))
  return { unit: newId(), sku, frames }
}

async function keepTried(
  ports: TeachDeskPorts & TeachPorts,
  { unit, sku, frames }: Tried,
  by: string,
): Promise<TeachOutcome> {
  try {
    const seen = await describeUnit(ports, sku, frames)
    const views = seen.map(({ role, view }) => ({ role, ...view }))
    keepDescribed(ports, { sku, by, id: unit, views })
    return {
      kind: 'kept',
      views: seen.map(({ role, outline, registered, quality }) => ({ role, outline, registered, quality })),
      taught: viewOf(ports, ports.units, known(ports, sku)),
    }
  } catch (thrown) {
    if (thrown instanceof NoUnit) return { kind: 'refused', role: thrown.role, why: thrown.why }
    throw thrown
  }
}

/** Refuses a second piece of work while one runs. */
function turnstile(): <T>(work: () => Promise<T>) => Promise<T> {
  let busy = false
  return async (work) => {
    if (busy) throw new Fault('NOT_NOW', 'the last unit is still being looked at; wait for it')
    busy = true
    try {
      return await work()
    } finally {
      busy = false
    }
  }
}

function using<T>(file: string, work: (units: ReturnType<typeof openUnits>) => T): T {
  const units = openUnits(file)
  try {
    return work(units)
  } finally {
    units.close()
  }
}

function known({ catalogue }: Pick<TeachDeskPorts, 'catalogue'>, sku: string): Sku {
  const found = catalogue.sku(sku)
  if (!found) throw new Fault('NOT_FOUND', `SKU ${sku} is not in the catalogue`)
  return found
}

/** Every SKU a code could mean, each once. */
function skusOf({ catalogue, clock }: TeachDeskPorts, code: string): readonly Sku[] {
  const scan = { text: code, source: 'typed', device: 'kiosk', at: clock.now() } as const
  const items = identify(scan, catalogue).candidates.map((each) => each.item)
  const skus = items.flatMap((item) => ('sku' in item && item.sku ? [item.sku] : []))
  return [...new Map(skus.map((sku) => [sku.sku, sku])).values()].filter(({ sku }) => catalogue.sku(sku))
}
