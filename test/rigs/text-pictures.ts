import type { Camera } from '../../drivers/camera/port.ts'
import { type Watched, watched } from '../../drivers/camera/watched.ts'
import type { CodeReader } from '../../drivers/scanner/picture/port.ts'
import { createTeller } from '../../drivers/teller.ts'
import type { Clock } from '../../main/kernel/clock.ts'
import { Fault } from '../../main/kernel/fault.ts'

/** A camera whose pictures are the codes themselves, a line each, and that can be unplugged. */
export interface TextCamera {
  readonly camera: Camera & Watched
  readonly reader: CodeReader
  /** Puts these codes before it; resolves once a picture of them was read. */
  present(...codes: readonly string[]): Promise<void>
  unplug(): void
  plug(): void
}

/** Reads what textCamera shows; a code that ends in `?` was not read surely. */
export function textReader(heard: (text: string) => void = () => {}): CodeReader {
  let closed = false
  return {
    async read(photo) {
      if (closed) return []
      const text = Buffer.from(photo).toString()
      queueMicrotask(() => heard(text))
      const lines = text === '' ? [] : text.split('\n')
      return lines.map((line) => ({ text: line.replace(/\?$/, ''), sure: !line.endsWith('?') }))
    },
    async close() {
      closed = true
    },
  }
}

export function textCamera(clock: Clock): TextCamera {
  const teller = createTeller({ kind: 'ready' })
  const waiting: { readonly text: string; readonly read: () => void }[] = []
  let shown = ''
  const lost = (detail: string) => ({ kind: 'lost', fault: 'CAMERA_LOST', detail }) as const
  const camera: Camera = {
    ...{ name: 'Text', role: 'label', state: teller.state, onState: teller.onState },
    async shoot(signal) {
      if (signal.aborted || teller.state().kind === 'lost') throw new Fault('CAMERA_LOST', 'gone')
      shown = waiting[0]?.text ?? shown
      const bytes = Buffer.from(shown)
      return { role: 'label', bytes, mediaType: 'image/jpeg', device: 'Text', takenAt: clock.now() }
    },
    close: async () => teller.set(lost('closed')),
  }
  const reader = textReader((text) => {
    if (waiting[0]?.text === text) waiting.shift()?.read()
  })
  return {
    ...{ camera: watched(camera), reader },
    present: (...codes) =>
      new Promise((read) => {
        waiting.push({ text: codes.join('\n'), read })
      }),
    unplug: () => teller.set(lost('pulled out')),
    plug: () => teller.set({ kind: 'ready' }),
  }
}
