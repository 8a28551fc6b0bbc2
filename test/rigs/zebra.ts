import { handsOf, type PrinterHands } from '../../drivers/printer/printer-hands.ts'
import { createVirtualZebra } from '../../drivers/printer/virtual-zebra.ts'
import { openPty, type Pty } from './pty.ts'
import type { ReadBarcode } from './read-label.ts'
import { realClock } from './real-clock.ts'

/** A label as it came out of the printer. */
export interface ZebraLabel {
  readonly zpl: string
  /** Every barcode on it, as a scanner reads it from the paper. */
  barcodes(): Promise<readonly ReadBarcode[]>
}

/** A label printer at the far end of a serial port, in the hands of a test. */
export interface Zebra extends PrinterHands {
  /** What to configure as the printer's path. */
  readonly path: string
  readonly labels: readonly ZebraLabel[]
  /** All bytes the driver has sent. */
  received(): string
  /** As if an earlier host had sent this and gone. */
  leave(zpl: string): void
  /** The next answer to ~HS is cut in half, or is this text. */
  answerNext(how: 'half' | { readonly text: string }): void
  /** Does this once, when the next job has come whole and before it is printed or asked after. */
  atNextJob(act: () => void): void
  unplug(): Promise<void>
  plug(): Promise<void>
  close(): Promise<void>
}

/** Dots a millimetre of the printer: 203 dpi. */
const dpmm = 8

/** Puts a printer on the port given, or on one of its own; undefined where no port can be made. */
export async function openZebra(
  given?: Pty,
  { labelMs = 60, roll = 1000 }: { readonly labelMs?: number; readonly roll?: number } = {},
): Promise<Zebra | undefined> {
  const pty = given ?? (await openPty())
  if (!pty) return undefined
  const sent: Buffer[] = []
  const labels: ZebraLabel[] = []
  let next: 'half' | { readonly text: string } | undefined
  const answer = (bytes: Uint8Array) => {
    const said = next === 'half' ? bytes.subarray(0, bytes.length >> 1) : (next?.text ?? bytes)
    next = undefined
    pty.write(said)
  }
  const onLabel = (zpl: string) => labels.push({ zpl, barcodes: () => readFromPaper(zpl) })
  const zebra = createVirtualZebra({ labelMs, roll, clock: realClock(), answer, onLabel })
  let atJob: (() => void) | undefined
  let tail = ''
  pty.onData((chunk) => {
    sent.push(Buffer.from(chunk))
    // The end of a job may come in two pieces.
    tail += Buffer.from(chunk).toString('latin1')
    if (tail.includes('^XZ')) {
      atJob?.()
      atJob = undefined
    }
    tail = tail.includes('^XZ') ? '' : tail.slice(-2)
    zebra.receive(chunk)
  })
  return {
    ...handsOf(zebra),
    path: pty.path,
    labels,
    received: () => Buffer.concat(sent).toString('utf8'),
    leave: (zpl) => zebra.receive(Buffer.from(zpl)),
    answerNext(how) {
      next = how
    },
    atNextJob(act) {
      atJob = act
    },
    unplug: () => pty.unplug(),
    plug: () => pty.plug(),
    close: () => pty.close(),
  }
}

/** The reader is loaded when it is first needed: on the slow machine of test/rigs/vm that takes a minute. */
async function readFromPaper(zpl: string): Promise<readonly ReadBarcode[]> {
  const { readLabel } = await import('./read-label.ts')
  return readLabel(zpl, sizeOf(zpl))
}

/** The size a label gives itself by ^PW and ^LL, in millimetres; 100 × 150 where it does not. */
function sizeOf(zpl: string): { widthMm: number; heightMm: number; dpmm: number } {
  const dots = (command: RegExp, otherwise: number) => Number(command.exec(zpl)?.[1] ?? otherwise)
  return { widthMm: dots(/\^PW(\d+)/, 800) / dpmm, heightMm: dots(/\^LL(\d+)/, 1200) / dpmm, dpmm }
}
