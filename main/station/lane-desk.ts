import type { Catalogue } from '../../sync/catalogue/port.ts'
import type { LaneDesk, PageCameraState } from '../api/desk.ts'
import type { Item } from '../inspection/record.ts'
import type { Clock } from '../kernel/clock.ts'
import { Fault } from '../kernel/fault.ts'
import type { CameraRole } from '../kernel/frame.ts'
import type { LaneCamera, Simulation } from './devices.ts'
import type { Lane } from './lane.ts'

export interface LaneDeskPorts {
  readonly lane: Lane
  readonly catalogue: Catalogue
  readonly cameras: readonly LaneCamera[]
  readonly clock: Clock
  readonly simulation?: Simulation
}

/** The lane as the API offers it. */
export function laneDesk(ports: LaneDeskPorts): LaneDesk {
  const { lane, clock } = ports
  return {
    view: () => lane.view(),
    watch: (heard) => lane.core.watch(heard),
    scan: (text, source) => lane.scan({ text, source, device: 'kiosk', at: clock.now() }),
    choose: (key) => lane.choose(key),
    unlisted: (what) => lane.call(unlistedItem(ports, what)),
    emptyParcel: () => lane.call(emptyParcel(lane)),
    answer: (question, answer) => lane.answer(question, answer),
    retake: () => lane.retake(),
    withoutPhoto: () => lane.withoutPhoto(),
    confirm: (asker) => lane.confirm(asker.id),
    override: (change, asker) => lane.confirm(asker.id, change),
    cancel: () => lane.cancel(),
    takeOffered: () => lane.takeOffered(),
    resume: () => lane.resume(),
    labelByHand: (asker) => lane.back.byHand(asker.id),
    placeDemo: () => {
      if (!ports.simulation)
        throw new Fault('NOT_NOW', 'the rig is real; demonstration items exist only on a simulated one')
      if (!lane.core.can('scanned')) throw new Fault('NOT_NOW', 'finish the item on the lane first')
      lane.scan(ports.simulation.nextScan())
    },
    pageCamera: (role, state) => tellCamera(ports, role, state),
    upload: (role, bytes, mediaType) => {
      const camera = ports.cameras.find((each) => each.role === role && each.upload)
      if (!camera?.upload || !camera.wanted?.())
        throw new Fault('NOT_NOW', `no photograph of role ${role} is wanted now`)
      camera.upload(bytes, mediaType)
    },
  }
}

/** What the page says of its camera becomes the camera's state, so that strip and health show it; a rig's cameras are not meant. */
function tellCamera({ cameras }: LaneDeskPorts, role: CameraRole, state: PageCameraState): void {
  const camera = cameras.find((each) => each.role === role && each.upload)
  if (state === 'live') camera?.found?.()
  else if (state === 'denied')
    camera?.missing?.(
      `The browser of the kiosk may not use the ${role} camera ${camera.name}.`,
      'CAMERA_DENIED',
    )
  else camera?.missing?.(`The browser of the kiosk finds no ${role} camera ${camera.name}.`)
}

function unlistedItem({ lane, catalogue }: LaneDeskPorts, what: Parameters<LaneDesk['unlisted']>[0]): Item {
  const sku = what.sku ? catalogue.sku(what.sku) : undefined
  if (what.sku && !sku) throw new Fault('NOT_FOUND', `SKU ${what.sku} is not in the catalogue`)
  const rma = lane.core.item?.identification.rma
  if (rma) return { kind: 'not_on_return', rma, ...(sku ? { sku } : {}) }
  return sku ? { kind: 'known', sku } : { kind: 'unlisted', category: what.category }
}

function emptyParcel(lane: Lane): Item {
  const expected = lane.core.demand('chosen').identification.candidates.map((each) => each.item)
  const first = expected.find((item) => item.kind === 'expected')
  if (!first)
    throw new Fault('NOT_NOW', 'the code names no expected return, so there is no parcel to call empty')
  return { kind: 'empty_parcel', line: first.line, sku: first.sku }
}
