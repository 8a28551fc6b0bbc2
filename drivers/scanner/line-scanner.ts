import type { Clock } from '../../main/kernel/clock.ts'
import type { ScanSource } from '../../main/kernel/scan.ts'
import type { Line } from '../line/port.ts'
import { createFramer, decodeCode, type Framing } from './framing.ts'
import type { Scanner } from './port.ts'
import { createScanQueue } from './scan-queue.ts'

/** A scanner that sends its codes over a line; each time the line comes back, framing starts anew (SC4). */
export function lineScanner(
  line: Line,
  how: { readonly framing: Framing; readonly source: ScanSource },
  clock: Clock,
): Scanner {
  const queue = createScanQueue()
  const framer = createFramer(how.framing)
  line.onState(() => framer.reset())
  line.onBytes((chunk) => {
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
