import type { Clock } from '../../main/kernel/clock.ts'
import { asFault, Fault } from '../../main/kernel/fault.ts'
import type { CameraRole, Frame } from '../../main/kernel/frame.ts'
import { unlessAborted } from '../patience.ts'
import type { Teller } from '../teller.ts'
import { createTurns } from '../turns.ts'
import { readPhoto } from './photo-format.ts'
import type { Camera } from './port.ts'

/** A picture from a camera that knows when it was taken, in milliseconds since the Unix epoch. */
export interface TimedPicture {
  readonly bytes: Uint8Array
  readonly takenAt: number
}

/** What a kind of camera brings: its name, its place, and how it takes one picture. */
export interface StillMaker {
  readonly name: string
  readonly role: CameraRole
  /** A picture taken now; throws Fault CAMERA_LOST or CAMERA_TIMEOUT. The signal ends it. */
  take(signal: AbortSignal): Promise<Uint8Array | TimedPicture>
  /** Frees what the camera holds. */
  end?(): Promise<void> | void
}

/** What all cameras share: one picture at a time, whole pictures only, states, giving up, closing. */
export function stillCamera(maker: StillMaker, teller: Teller, clock: Clock): Camera {
  const { name, role } = maker
  const closed = new AbortController()
  const inTurn = createTurns()

  const givenUp = () =>
    closed.signal.aborted
      ? new Fault('CAMERA_LOST', `The ${role} camera ${name} is closed.`)
      : new Fault('CAMERA_TIMEOUT', `The ${role} camera ${name} took too long.`)

  const takeOne = async (stop: AbortSignal): Promise<Frame> => {
    const taken = await unlessAborted(maker.take(stop), stop, givenUp)
    const { bytes, takenAt } = taken instanceof Uint8Array ? { bytes: taken, takenAt: clock.now() } : taken
    const reading = readPhoto(bytes)
    if ('wrong' in reading)
      throw new Fault('CAMERA_BAD_IMAGE', `The ${role} camera ${name} sent ${reading.wrong}.`)
    return { role, bytes, mediaType: reading.mediaType, device: name, takenAt: Math.round(takenAt) }
  }
  const shoot = async (stop: AbortSignal): Promise<Frame> => {
    if (stop.aborted) throw givenUp()
    try {
      const frame = await takeOne(stop)
      teller.set({ kind: 'ready' })
      return frame
    } catch (thrown) {
      const { code, detail } = asFault(thrown)
      // A bad picture comes from a camera that is there; giving up waiting says nothing about it.
      if (code !== 'CAMERA_BAD_IMAGE' && !stop.aborted) teller.set({ kind: 'lost', fault: code, detail })
      throw thrown
    }
  }

  return {
    name,
    role,
    state: teller.state,
    onState: teller.onState,
    shoot(signal) {
      const stop = AbortSignal.any([signal, closed.signal])
      return unlessAborted(
        inTurn(() => shoot(stop)),
        stop,
        givenUp,
      )
    },
    async close() {
      closed.abort()
      teller.set({ kind: 'lost', fault: 'CAMERA_LOST', detail: `${name} is closed.` })
      await maker.end?.()
    },
  }
}
