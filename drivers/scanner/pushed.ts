import type { Clock } from '../../main/kernel/clock.ts'
import type { ScanSource } from '../../main/kernel/scan.ts'
import { createTeller } from '../teller.ts'
import { cutCode } from './framing.ts'
import type { Scanner } from './port.ts'
import { createScanQueue } from './scan-queue.ts'

export interface PushedScanner extends Scanner {
  /** One whole code; an empty one is ignored. */
  push(text: string): void
}

/** A scanner whose codes come from elsewhere: the page's keyboard wedge, typed entry, a camera. It has no cable to lose. */
export function pushedScanner(name: string, source: ScanSource, clock: Clock): PushedScanner {
  const queue = createScanQueue()
  const teller = createTeller({ kind: 'ready' })
  return {
    name,
    state: teller.state,
    onState: teller.onState,
    scans: queue.read,
    dropped: queue.dropped,
    push(text) {
      if (text !== '') queue.put({ text: cutCode(text), source, device: name, at: clock.now() })
    },
    async close() {
      queue.end()
      teller.set({ kind: 'lost', fault: 'SCANNER_LOST', detail: `${name} is closed.` })
    },
  }
}
