import type { Clock } from '../../main/kernel/clock.ts'
import type { DeviceState } from '../../main/kernel/device.ts'
import { asFault } from '../../main/kernel/fault.ts'
import type { Frame } from '../../main/kernel/frame.ts'
import type { Camera } from '../camera/port.ts'
import type { Watched } from '../camera/watched.ts'
import { createTeller } from '../teller.ts'
import { cutCode } from './framing.ts'
import type { CodeReader } from './picture/port.ts'
import { SeenCodes } from './picture/seen-codes.ts'
import type { Scanner } from './port.ts'
import { createScanQueue } from './scan-queue.ts'

/** Milliseconds between two looks. */
const lookEveryMs = 250

export interface CameraScannerOptions {
  readonly name: string
  /** Looks through the camera all the time; else only the photographs taken for the lane are read. */
  readonly watch: boolean
}

/** What a scanner looks with: a camera of the rig, and what finds the codes in its pictures. */
export interface Sight {
  readonly camera: Camera & Watched
  readonly reader: CodeReader
}

/** A camera of the rig as a scanner: codes before it are read by themselves. Its state follows the camera's. */
export function cameraScanner(options: CameraScannerOptions, sight: Sight, clock: Clock): Scanner {
  return new CameraScanner(options, sight, clock)
}

class CameraScanner implements Scanner {
  readonly name: string
  readonly #sight: Sight
  readonly #clock: Clock
  readonly #teller = createTeller()
  readonly #queue = createScanQueue()
  readonly #seen = new SeenCodes()
  readonly #closed = new AbortController()
  readonly #stop: (() => void)[]
  readonly #watching: Promise<void>
  /** Pictures are read in the order in which they were taken. */
  #reading: Promise<void> = Promise.resolve()

  constructor({ name, watch }: CameraScannerOptions, sight: Sight, clock: Clock) {
    this.name = name
    this.#sight = sight
    this.#clock = clock
    const { camera } = sight
    this.#stop = [
      camera.onShot(({ bytes }) => void this.#read(bytes)),
      camera.onState((state) => this.#cameraIs(state)),
    ]
    this.#cameraIs(camera.state())
    this.#watching = watch ? this.#watch() : Promise.resolve()
  }

  state(): DeviceState {
    return this.#teller.state()
  }

  onState(heard: (state: DeviceState) => void): () => void {
    return this.#teller.onState(heard)
  }

  scans() {
    return this.#queue.read()
  }

  dropped(): number {
    return this.#queue.dropped()
  }

  /** The camera belongs to the rig, which closes it. */
  async close(): Promise<void> {
    for (const stop of this.#stop) stop()
    this.#closed.abort()
    this.#queue.end()
    this.#teller.set({ kind: 'lost', fault: 'SCANNER_LOST', detail: `${this.name} is closed.` })
    await this.#sight.reader.close()
    await this.#watching
  }

  async #watch(): Promise<void> {
    const { signal } = this.#closed
    const { camera } = this.#sight
    while (!signal.aborted) {
      // One that is lost comes back by itself; asking again and again would start it again and again.
      const frame = camera.state().kind === 'ready' ? await this.#look() : undefined
      if (frame) await this.#read(frame.bytes)
      await this.#clock.sleep(lookEveryMs, signal)
    }
  }

  /** A shot of the lane ends a look, and is read itself; nearly all that fails is the camera's own state. */
  async #look(): Promise<Frame | undefined> {
    const { camera } = this.#sight
    try {
      const frame = await camera.look(this.#closed.signal)
      this.#cameraIs(camera.state())
      return frame
    } catch (thrown) {
      const { code, detail } = asFault(thrown)
      // The camera is there, but nothing can be read in what it sends.
      if (code === 'CAMERA_BAD_IMAGE') this.#cameraIs({ kind: 'lost', fault: code, detail })
      return undefined
    }
  }

  #read(photo: Uint8Array): Promise<void> {
    this.#reading = this.#reading.then(async () => {
      const found = await this.#sight.reader.read(photo, this.name)
      if (this.#closed.signal.aborted) return
      for (const text of this.#seen.look(found, this.#clock.ticks()))
        this.#queue.put({ text: cutCode(text), source: 'camera', device: this.name, at: this.#clock.now() })
    })
    return this.#reading
  }

  #cameraIs(state: DeviceState): void {
    if (this.#closed.signal.aborted) return
    const told = state.kind === 'lost' ? ({ ...state, fault: 'SCANNER_BLIND' } as const) : state
    this.#teller.set(told)
  }
}
