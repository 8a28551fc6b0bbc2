import type { Clock } from '../../main/kernel/clock.ts'
import type { ScanSource } from '../../main/kernel/scan.ts'
import type { Line } from '../line/port.ts'
import { createFramer, decodeCode, type Framing } from './framing.ts'
import type { Scanner } from './port.ts'
import { createScanQueue } from './scan-queue.ts'

/**
 * Milliseconds after opening in which bytes that come belong to a code that was under way before it: within a code the next
 * byte is there after 1 ms at 9600 baud, after 16 ms by a USB serial chip that collects them first. Nobody aims and scans
 * so fast at a scanner that has just been plugged in, and who does scans again.
 */
const underWayMs = 50

/** A scanner that sends its codes over a line; each time the line comes back, framing starts anew (SC4). */
export function lineScanner(
  line: Line,
  how: { readonly framing: Framing; readonly source: ScanSource },
  clock: Clock,
): Scanner {
  const queue = createScanQueue()
  const framer = createFramer(how.framing)
  // Where the line was open before this scanner was made, nobody knows what was under way, and nothing is dropped for it.
  let openedAt: number | undefined
  line.onState(({ kind }) => {
    framer.reset()
    openedAt = kind === 'ready' ? clock.ticks() : undefined
  })
  line.onBytes((chunk) => {
    if (openedAt !== undefined && clock.ticks() - openedAt < underWayMs) framer.spoil()
    openedAt = undefined
    for (const code of framer.feed(chunk))
      queue.put({ text: decodeCode(code), source: how.source, device: line.name, at: clock.now() })
  })
  return {
    name: line.name,
    state: () => line.state(),
    onState: (heard) => line.onState(heard),
    scans: queue.read,
    dropped: queue.dropped,
    async close() {
      queue.end()
      await line.close()
    },
  }
}
