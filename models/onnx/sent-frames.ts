import type { Frame } from '../../main/kernel/frame.ts'
import type { Ask } from './messages.ts'

/** How many measured photographs the owner keeps the bytes of: the item on the lane and the one before. */
const kept = 10
const none = new Uint8Array()

/** A frame on its way to the owner: `measured` names the question that brought its bytes before. */
export interface SentFrame extends Frame {
  readonly measured?: number
}

/** What one owner was sent to be measured, so that megabytes need not follow a second time to be judged. */
export class SentFrames {
  #sent: { readonly bytes: Uint8Array; readonly id: number }[] = []

  /** The question as it goes over the channel; questions go in the order they are lightened. */
  lighten(id: number, ask: Ask): Ask {
    if (ask.kind === 'measure') {
      this.#sent = [...this.#sent, { bytes: ask.frame.bytes, id }].slice(-kept)
      return ask
    }
    return { ...ask, frames: ask.frames.map((frame) => this.#light(frame)) }
  }

  /** Another owner has seen nothing. */
  forget(): void {
    this.#sent = []
  }

  #light(frame: Frame): SentFrame {
    const sent = this.#sent.findLast((each) => each.bytes === frame.bytes)
    return sent ? { ...frame, bytes: none, measured: sent.id } : frame
  }
}

/** The owner's side: bytes by the question they came with. */
export class KeptBytes {
  readonly #kept = new Map<number, Uint8Array>()

  note(id: number, bytes: Uint8Array): void {
    this.#kept.set(id, bytes)
    const oldest = this.#kept.keys().next()
    if (this.#kept.size > kept && !oldest.done) this.#kept.delete(oldest.value)
  }

  /** The frames with their bytes again. */
  whole(frames: readonly SentFrame[]): readonly Frame[] {
    return frames.map(({ measured, ...frame }) => ({
      ...frame,
      bytes: measured === undefined ? frame.bytes : (this.#kept.get(measured) ?? none),
    }))
  }
}
