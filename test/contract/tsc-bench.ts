import { createMemoryLine } from '../../drivers/line/memory.ts'
import { tsplLanguage } from '../../drivers/printer/tspl.ts'
import { tscTongue } from '../../drivers/printer/virtual-tsc.ts'
import { createVirtualZebra } from '../../drivers/printer/virtual-zebra.ts'
import { zplPrinter } from '../../drivers/printer/zpl-printer.ts'
import { realClock } from '../rigs/real-clock.ts'

const clock = realClock(20)

/** A job whose picture is the label's own text, so that the far end can be asked which label came out. */
async function asText(zpl: string): Promise<Uint8Array> {
  const bytes = Buffer.from(zpl, 'utf8')
  const copies = /\^PQ(\d+)/.exec(zpl)?.[1] ?? '1'
  const head = Buffer.from(`CLS\r\nBITMAP 0,0,1,${bytes.length},0,`)
  return Buffer.concat([head, bytes, Buffer.from(`\r\nPRINT 1,${copies}\r\n`)])
}

/** The TSPL driver with a virtual TSC at the other end of a line in memory. */
export function openTsc() {
  let next: 'half' | { readonly text: string } | undefined
  let received = ''
  const device = createVirtualZebra({
    ...{ labelMs: 200, roll: 1000, clock, tongue: tscTongue() },
    answer(bytes) {
      const said = next === 'half' ? bytes.subarray(0, 0) : next && Buffer.from(next.text)
      next = undefined
      line.fromDevice(said ?? bytes)
    },
  })
  const line = createMemoryLine('TSC', 'PRINTER_LOST', (bytes) => {
    received += Buffer.from(bytes).toString()
    device.receive(bytes)
  })
  const printer = zplPrinter(line, clock, tsplLanguage(203, asText))
  const utf8 = (latin1: string) => Buffer.from(latin1, 'latin1').toString('utf8')
  return {
    ...{ printer, device, unplug: line.unplug, plug: line.plug, received: () => received },
    printed: () => device.printed.map(utf8),
    answerNext(how: 'half' | { readonly text: string }) {
      next = how
    },
    leave: () => device.receive(Buffer.from('CLS\r\nBITMAP 0,0,10,600,0,half of a lab')),
    close: () => printer.close(),
  }
}
