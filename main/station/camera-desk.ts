import { readScale } from '../../drivers/camera/target/read-scale.ts'
import type { Scale } from '../../drivers/camera/target/scale.ts'
import { sheetPdf } from '../../drivers/camera/target/sheet-pdf.ts'
import { plainStage } from '../../models/picture/stage.ts'
import type { Ledger } from '../../sync/ledger/port.ts'
import type { CameraCare, CameraOutcome } from '../api/camera-views.ts'
import type { CameraDesk } from '../api/desk.ts'
import type { Clock } from '../kernel/clock.ts'
import { asFault, Fault } from '../kernel/fault.ts'
import type { CameraRole, Frame } from '../kernel/frame.ts'
import type { CameraBook, CameraNotes } from './camera-book.ts'
import type { CameraSight, CameraWatch } from './camera-watch.ts'
import type { Devices, LaneCamera } from './devices.ts'
import type { Lane } from './lane.ts'

export interface CameraDeskPorts {
  readonly cameras: Devices['cameras']
  readonly book: CameraBook
  readonly watch: CameraWatch
  readonly clock: Clock
  readonly ledger: Pick<Ledger, 'audit'>
  readonly lane: { readonly core: Pick<Lane['core'], 'state'> }
  nameOf(id: string): string
}

/** Days after which a stage is told to be old: lamps age and mats get dirty slowly. A habit, not a measurement. */
const agedDays = 30
const dayMs = 86_400_000
/** Milliseconds a camera may take; a person who holds up a page's camera may take longer. */
const shootMs = 10_000
const byHandMs = 90_000

/** Empty stages and calibration, while no item is on the lane and one round at a time. */
export function cameraDesk(ports: CameraDeskPorts): CameraDesk {
  const { book, cameras } = ports
  const alone = oneAtATime(ports)
  return {
    view: () => cameraCares(ports),
    takeStages: (roles, { id }) =>
      alone(() => {
        const shown = known(cameras, roles).map((each) => ({ ...each, shoot: each.shootEmpty ?? each.shoot }))
        return Promise.all(shown.map((camera) => outcomeOf(camera, (frame) => keepStage(ports, frame, id))))
      }),
    calibrate: ({ role, rulerMm }, { id }) =>
      alone(async () => {
        const [camera] = known(cameras, [role])
        return outcomeOf(camera!, (frame) => keepScale(ports, frame, { by: id, rulerMm }))
      }),
    stagePhoto(role) {
      const photo = book.photo(role)
      if (!photo) throw new Fault('NOT_FOUND', `no empty stage was taken for the camera ${role}`)
      return photo
    },
    sheet: (paper, language) => sheetPdf(paper, language),
  }
}

function oneAtATime({ lane }: CameraDeskPorts): <T>(work: () => Promise<T>) => Promise<T> {
  let busy = false
  return async (work) => {
    if (busy) throw new Fault('NOT_NOW', 'the cameras are still photographing; wait for them')
    if (lane.core.state !== 'scan') throw new Fault('NOT_NOW', 'finish the item on the lane first')
    busy = true
    try {
      return await work()
    } finally {
      busy = false
    }
  }
}

function known(cameras: Devices['cameras'], roles: readonly CameraRole[]): readonly LaneCamera[] {
  return roles.map((role) => {
    const found = cameras.find(({ device }) => device.role === role)
    if (!found) throw new Fault('NOT_FOUND', `no camera has the role ${role}; add one to the configuration`)
    return found.device
  })
}

type Refusal = { readonly why: string; readonly found: string }

/** Photographs and keeps; what goes wrong with one camera says nothing of the others. A fault of the disk is thrown. */
async function outcomeOf(
  camera: LaneCamera,
  keep: (frame: Frame) => Promise<Refusal | undefined>,
): Promise<CameraOutcome> {
  const { role } = camera
  const limit = AbortSignal.timeout(camera.wanted ? byHandMs : shootMs)
  const frame = await camera.shoot(limit).catch((thrown: unknown) => asFault(thrown))
  if (frame instanceof Fault) return { role, ok: false, why: frame.code, found: frame.detail }
  const refusal = await keep(frame)
  return refusal ? { role, ok: false, ...refusal } : { role, ok: true }
}

async function keepStage(
  { book, watch, clock, ledger }: CameraDeskPorts,
  { role, bytes, device }: Frame,
  by: string,
): Promise<Refusal | undefined> {
  const stage = await plainStage(bytes)
  if (typeof stage === 'string') return { why: stage, found: '' }
  await book.keepStage(role, { camera: device, at: clock.now(), by }, bytes)
  watch.forget(role)
  ledger.audit({ actor: by, action: 'camera.stage', subject: role, detail: `empty stage of ${device}` })
  return undefined
}

async function keepScale(
  { book, clock, ledger }: CameraDeskPorts,
  { role, bytes, device }: Frame,
  { by, rulerMm }: { readonly by: string; readonly rulerMm: number },
): Promise<Refusal | undefined> {
  const scale = await readScale(bytes, rulerMm)
  if ('why' in scale) return scale
  await book.keepScale(role, { ...scale, camera: device, at: clock.now(), by, rulerMm })
  const detail = `${scale.mmPerPixel.toFixed(4)} mm a pixel, ${lensText(scale)}, residual ${scale.residual.toFixed(2)} pixels, ruler ${rulerMm} mm`
  ledger.audit({ actor: by, action: 'camera.scale', subject: role, detail })
  return undefined
}

/** For the trail, in which everything is English. */
function lensText({ lens, plane: { bend } }: Scale): string {
  if (lens === 'untold') return 'lens not told'
  const which = bend < 0 ? 'barrel' : 'pincushion'
  return `lens bends the picture's corners by ${Math.abs(bend * 100).toFixed(1)} % (${which})`
}

/** What set-up and health show of every camera. */
export async function cameraCares(
  ports: Pick<CameraDeskPorts, 'cameras' | 'book' | 'watch' | 'clock' | 'nameOf'>,
): Promise<readonly CameraCare[]> {
  return Promise.all(
    ports.cameras.map(async ({ device, driver }) => {
      const { role, name, wanted } = device
      const [notes, sight] = [await ports.book.notes(role), ports.watch.sight(role)]
      return {
        ...{ role, name, driver, byHand: wanted !== undefined },
        ...(sight.sees ? { sees: sight.sees } : {}),
        ...stageCare(notes, sight, { ...ports, name }),
        ...scaleCare(notes, sight, { ...ports, name }),
      }
    }),
  )
}

type CarePorts = Pick<CameraDeskPorts, 'clock' | 'nameOf'> & { readonly name: string }

function stageCare(
  { stage }: CameraNotes,
  sight: CameraSight,
  { clock, nameOf, name }: CarePorts,
): Pick<CameraCare, 'stage'> {
  if (!stage) return {}
  const { at, by, camera } = stage
  const aged = clock.now() - at > agedDays * dayMs
  return { stage: { at, by: nameOf(by), aged, fit: camera === name ? sight.fit : 'other' } }
}

function scaleCare(
  { scale }: CameraNotes,
  { size }: CameraSight,
  { nameOf, name }: CarePorts,
): Pick<CameraCare, 'scale'> {
  if (!scale) return {}
  const { at, by, camera, width, height, mmPerPixel, least, most, residual, rulerMm } = scale
  const bent = { lens: scale.lens ?? 'never', bend: scale.plane?.bend ?? 0 } as const
  const resized = size && (size.width !== width || size.height !== height)
  const holds = camera !== name ? 'other' : resized ? 'resized' : 'yes'
  return { scale: { at, by: nameOf(by), mmPerPixel, least, most, residual, rulerMm, holds, ...bent } }
}
