import type { DeviceState } from '../kernel/device.ts'
import { Fault } from '../kernel/fault.ts'
import type { Frame } from '../kernel/frame.ts'
import type { Measure } from '../kernel/measure.ts'
import type { CameraBook, ScaleNote } from './camera-book.ts'
import { type CameraWatch, sizeOf } from './camera-watch.ts'
import type { Devices, LaneCamera } from './devices.ts'

/** The same devices, their cameras with notes. */
export function withCameraNotes(devices: Devices, book: CameraBook, watch: CameraWatch): Devices {
  const cameras = devices.cameras.map((each) => ({ ...each, device: withNotes(each.device, book, watch) }))
  return { ...devices, cameras }
}

/**
 * The same camera, whose frames bring its empty stage and the size of its pixels where these are known, were made with
 * this camera, and hold: a scale is for one picture size, and nothing is brought while another role's stage is seen. A camera
 * that is surely swapped gives no frames (ES7); its pictures are looked at all the same, so that it is right again by itself.
 */
function withNotes(camera: LaneCamera, book: CameraBook, watch: CameraWatch): LaneCamera {
  const { role } = camera
  camera.onState(({ kind }) => kind === 'lost' && watch.lookAgain(role))
  const shootEmpty = async (signal: AbortSignal) => {
    const frame = await camera.shoot(signal)
    const looked = watch.saw(frame)
    // Without an empty stage there is nothing to wait for.
    if ((await book.notes(role)).stage) await looked
    return frame
  }
  return {
    ...camera,
    shootEmpty,
    state() {
      const state = camera.state()
      // One that does not answer at all is that first.
      return (state.kind === 'ready' ? swapped(camera, watch) : undefined) ?? state
    },
    async shoot(signal) {
      const frame = await shootEmpty(signal)
      const why = swapped(camera, watch)
      if (why) throw new Fault(why.fault, why.detail)
      return watch.sight(role).sees ? frame : { ...frame, ...(await knownOf(frame, book)) }
    },
  }
}

/** What is said of a camera that is surely swapped; the watch tells everybody when that changes. */
function swapped({ role, name }: LaneCamera, watch: CameraWatch) {
  const { sees, refused } = watch.sight(role)
  if (!sees || !refused) return undefined
  const detail = `The ${role} camera ${name} sees what the ${sees} camera saw when its empty stage was taken.`
  return { kind: 'lost', fault: 'CAMERA_SWAPPED', detail } as const satisfies DeviceState
}

async function knownOf(frame: Frame, book: CameraBook): Promise<Pick<Frame, 'stage' | 'measure'>> {
  const { scale } = await book.notes(frame.role)
  const stage = await book.stageOf(frame)
  const size = scale?.camera === frame.device ? await sizeOf(frame.bytes) : undefined
  const holds = size?.width === scale?.width && size?.height === scale?.height
  return {
    ...(stage ? { stage } : {}),
    ...(scale && size && holds ? { measure: measureOf(scale) } : {}),
  }
}

function measureOf({ width, height, mmPerPixel, plane }: ScaleNote): Measure {
  return { width, height, mmPerPixel, ...(plane ? { plane } : {}) }
}

/** Drivers whose cameras take a picture whenever they are asked, at no cost to anybody. */
const askable = new Set(['http', 'v4l2', 'rtsp'])
/** Milliseconds for the first picture of a camera. */
const firstMs = 15_000

/** Takes one picture with each camera as soon as it is ready, so that a swapped cable is told before the first item. */
export function lookOnce({ cameras }: Devices): void {
  for (const { device, driver } of cameras) {
    if (!askable.has(driver)) continue
    const look = () => void device.shoot(AbortSignal.timeout(firstMs)).catch(() => {})
    if (device.state().kind === 'ready') look()
    else {
      const stop = device.onState(({ kind }) => {
        if (kind !== 'ready') return
        stop()
        look()
      })
    }
  }
}
