import { createMemoryLine } from '../../drivers/line/memory.ts'
import { tsplLanguage } from '../../drivers/printer/tspl.ts'
import { tscTongue } from '../../drivers/printer/virtual-tsc.ts'
import { createVirtualZebra } from '../../drivers/printer/virtual-zebra.ts'
import { zplPrinter } from '../../drivers/printer/zpl-printer.ts'
import type { Clock } from '../../main/kernel/clock.ts'
import { realClock } from '../rigs/real-clock.ts'
import type { PrinterTraits } from './printer.ts'

/** A job whose picture is the label's own text, so that the far end can be asked which label came out. */
async function asText(zpl: string): Promise<Uint8Array> {
  const bytes = Buffer.from(zpl, 'utf8')
  const copies = /\^PQ(\d+)/.exec(zpl)?.[1] ?? '1'
  const head = Buffer.from(`CLS\r\nBITMAP 0,0,1,${bytes.length},0,`)
  return Buffer.concat([head, bytes, Buffer.from(`\r\nPRINT 1,${copies}\r\n`)])
}

/** What TSPL's one byte cannot say, and answers that are none of its own. */
export const tsplTraits: PrinterTraits = {
  without: ['PRINTER_HOT', 'PRINTER_FULL', 'PRINTER_PARTIAL', 'PRINTER_COLD'],
  badAnswers: [{ text: 'OK\r\n' }, { text: '\x02nonsense\x03\r\n' }, { text: '@' }],
}

/** The language of a TSC whose labels are told by their own text. */
export const tsplAsText = tsplLanguage(203, asText)

/** A virtual TSC at the far end of a wire: it hears by `receive` and says by `say`. */
export function tscAt(say: (bytes: Uint8Array) => void, clock: Clock) {
  let next: 'half' | { readonly text: string } | undefined
  let received = ''
  const device = createVirtualZebra({
    ...{ labelMs: 200, roll: 1000, clock, tongue: tscTongue() },
    answer(bytes) {
      const said = next === 'half' ? bytes.subarray(0, 0) : next && Buffer.from(next.text)
      next = undefined
      say(said ?? bytes)
    },
  })
  const utf8 = (latin1: string) => Buffer.from(latin1, 'latin1').toString('utf8')
  return {
    device,
    receive(bytes: Uint8Array) {
      received += Buffer.from(bytes).toString()
      device.receive(bytes)
    },
    received: () => received,
    printed: () => device.printed.map(utf8),
    answerNext(how: 'half' | { readonly text: string }) {
      next = how
    },
    leave: () => device.receive(Buffer.from('CLS\r\nBITMAP 0,0,10,600,0,half of a lab')),
  }
}

/** The TSPL driver with a virtual TSC at the other end of a line in memory. */
export function openTsc() {
  const clock = realClock(20)
  const { receive, ...tsc } = tscAt((bytes) => line.fromDevice(bytes), clock)
  const line = createMemoryLine('TSC', 'PRINTER_LOST', receive)
  const printer = zplPrinter(line, clock, tsplAsText)
  return { ...tsc, printer, unplug: line.unplug, plug: line.plug, close: () => printer.close() }
}
