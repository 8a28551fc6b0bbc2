import type { Frame } from '../../main/kernel/frame.ts'
import { mostDecodedBytes } from '../picture/decoded.ts'
import type { Hatch, Spot } from './hatch.ts'
import type { Ask } from './messages.ts'

/** How many measured photographs the owner keeps the bytes of: the item on the lane and the one before. */
const kept = 10
const none = new Uint8Array()

/** A frame on its way to the owner, its bytes with it or elsewhere. */
export interface SentFrame extends Frame {
  /** The question that brought its bytes before. */
  readonly measured?: number
  /** Where its bytes lie in the hatch. */
  readonly spot?: Spot
}

/** What one owner was sent to be measured, so that megabytes need not follow a second time to be judged. */
export class SentFrames {
  readonly #hatch: Hatch | undefined
  #sent: { readonly bytes: Uint8Array; readonly id: number }[] = []

  constructor(hatch?: Hatch) {
    this.#hatch = hatch
  }

  /** The question as it goes over the channel; questions go in the order they are lightened. */
  lighten(id: number, ask: Ask): Ask {
    if ('frames' in ask) return { ...ask, frames: ask.frames.map((frame) => this.#light(frame)) }
    if (ask.kind !== 'measure') return ask
    const { frame } = ask
    this.#sent = [...this.#sent, { bytes: frame.bytes, id }].slice(-kept)
    const spot = this.#hatch?.put(id, frame.bytes)
    if (!spot) return ask
    const light: SentFrame = { ...frame, bytes: none, spot }
    const room = ask.wanted ? this.#hatch?.room(id, mostDecodedBytes) : undefined
    return { ...ask, frame: light, ...(room ? { room } : {}) }
  }

  /** Another owner has seen nothing. */
  forget(): void {
    this.#sent = []
    this.#hatch?.clear()
  }

  #light(frame: Frame): SentFrame {
    const sent = this.#sent.findLast((each) => each.bytes === frame.bytes)
    return sent ? { ...frame, bytes: none, measured: sent.id } : frame
  }
}

/** The owner's side: bytes by the question they came with. */
export class KeptBytes {
  readonly #kept = new Map<number, Uint8Array>()
  readonly #fetch: (spot: Spot) => Uint8Array

  /** `fetch` brings what lies in the hatch. */
  constructor(fetch: (spot: Spot) => Uint8Array) {
    this.#fetch = fetch
  }

  /** The bytes of a frame to be measured, from now on kept. */
  note(id: number, { bytes, spot }: SentFrame): Uint8Array {
    const whole = spot ? this.#fetch(spot) : bytes
    this.#kept.set(id, whole)
    const oldest = this.#kept.keys().next()
    if (this.#kept.size > kept && !oldest.done) this.#kept.delete(oldest.value)
    return whole
  }

  /** The frames with their bytes again: the same object for the same photograph. */
  whole(frames: readonly SentFrame[]): readonly Frame[] {
    return frames.map(({ measured, spot: _spot, ...frame }) => ({
      ...frame,
      bytes: measured === undefined ? frame.bytes : (this.#kept.get(measured) ?? none),
    }))
  }
}
