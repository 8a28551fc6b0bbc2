import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Printer } from '../../drivers/printer/port.ts'
import type { VirtualZebra } from '../../drivers/printer/virtual-zebra.ts'
import type { FaultCode } from '../../main/kernel/fault.ts'
import { until } from '../rigs/until.ts'

/** A printer in the hands of a test, with its device's far end. */
export interface PrinterBench {
  readonly printer: Printer
  readonly device: Omit<VirtualZebra, 'receive' | 'printed'>
  /** ZPL of every label that came out. */
  printed(): readonly string[]
  /** All text the device has received. */
  received(): string
  answerNext(how: 'half' | { readonly text: string }): void
  /** As if an earlier host had sent this and gone. */
  leave(zpl: string): void
  unplug(): Promise<void> | void
  plug(): Promise<void> | void
  close(): Promise<void>
}

export const label = (text: string) => `^XA^CI28^PW800^LL600^FO40,40^A0N,40^FD${text}^FS^XZ`
const never = new AbortController().signal

/** The code a promise fails with. */
export async function faultOf(work: Promise<unknown>): Promise<FaultCode | 'none'> {
  return work.then(
    () => 'none',
    ({ code }) => code,
  )
}

/** The printer's state, once it is of that kind (and fault). */
export function becomes(printer: Printer, kind: 'ready' | 'lost', fault?: FaultCode) {
  return until(
    () => printer.state(),
    (state) =>
      state.kind === kind && (fault === undefined || (state.kind === 'lost' && state.fault === fault)),
    `the printer to be ${fault ?? kind}`,
  )
}

/** What a language cannot say, and answers that are none of its own. */
export interface PrinterTraits {
  readonly without?: readonly FaultCode[]
  readonly badAnswers?: readonly ('half' | { readonly text: string })[]
}

const badZplAnswers = ['half', { text: 'OK\r\n' }, { text: '\x02nonsense\x03\r\n' }] as const

/** What every printer promises in drivers/printer/port.ts. */
export function printerContract(
  what: string,
  open: () => Promise<PrinterBench>,
  { without = [], badAnswers = badZplAnswers }: PrinterTraits = {},
): void {
  describe(`the printer port, by ${what}`, () => {
    let bench: PrinterBench

    beforeEach(async () => {
      bench = await open()
      await becomes(bench.printer, 'ready')
    })
    afterEach(() => bench.close())

    it('[PR1] resolves when the label has come out, not before', async () => {
      await bench.printer.print(label('one'), never)
      expect(bench.printed()).toEqual([label('one')])
      await bench.printer.print(label('two').replace('^XZ', '^PQ3^XZ'), never)
      expect(bench.printed()).toHaveLength(4)
    })

    it('[PR1] the last label of a roll has come out, and the next job is refused', async () => {
      bench.device.loadRoll(1)
      await bench.printer.print(label('last'), never)
      expect(await faultOf(bench.printer.print(label('next'), never))).toBe('PRINTER_EMPTY')
      expect(bench.printed()).toEqual([label('last')])
    })

    const troubles = [
      ['PRINTER_EMPTY', 'takeRoll', 'loadRoll'],
      ['PRINTER_HEAD_OPEN', 'openHead', 'closeHead'],
      ['PRINTER_PAUSED', 'pause', 'resume'],
      ['PRINTER_HOT', 'heat', 'cool'],
      ['PRINTER_NO_RIBBON', 'takeRibbon', 'loadRibbon'],
      // Full before the job: ~JA is tried, for ten seconds (PR14).
      ['PRINTER_FULL', 'fill', 'empty'],
    ] as const
    it.each(troubles.filter(([fault]) => !without.includes(fault)))(
      '[PR2] is %s after %s and gets no bytes of the job until %s',
      async (fault, break_, mend) => {
        bench.device[break_]()
        expect(await faultOf(bench.printer.print(label('x'), never))).toBe(fault)
        expect(bench.received()).not.toContain('^XA')
        bench.device[mend]()
        await bench.printer.print(label('x'), never)
        expect(bench.printed()).toEqual([label('x')])
      },
    )

    it('[PR2] tells its status without being asked to print', async () => {
      bench.device.takeRoll()
      bench.device.openHead()
      expect(await bench.printer.status(never)).toMatchObject({
        paperOut: true,
        headOpen: true,
        ribbonOut: false,
        paused: false,
        tooHot: false,
        tooCold: false,
        labelsRemaining: 0,
      })
    })

    it('[PR3] sends the job once, whole, in UTF-8', async () => {
      const job = label(`Żółw, ä ß € 漢字 🙂 ${'^FO1,1^FDx^FS'.repeat(4000)}`)
      await bench.printer.print(job, never)
      expect(bench.received().split(job)).toHaveLength(2)
      expect(bench.printed()).toEqual([job])
    })

    it('[PR4] is PRINTER_LOST when the cable is out, and prints when it is back', async () => {
      await bench.unplug()
      await becomes(bench.printer, 'lost', 'PRINTER_LOST')
      expect(await faultOf(bench.printer.print(label('x'), never))).toBe('PRINTER_LOST')
      await bench.plug()
      await becomes(bench.printer, 'ready')
      await bench.printer.print(label('x'), never)
      expect(bench.printed()).toEqual([label('x')])
    })

    it('[PR4] is PRINTER_LOST when the cable is pulled during a job', async () => {
      const job = faultOf(bench.printer.print(label('x').replace('^XZ', '^PQ400^XZ'), never))
      await until(
        () => bench.received(),
        (text) => text.includes('^XZ'),
        'the job to be sent',
      )
      await bench.unplug()
      expect(await job).toBe('PRINTER_LOST')
    })

    it('[PR4] gives up when it is told to', async () => {
      const stop = new AbortController()
      const job = faultOf(bench.printer.print(label('x').replace('^XZ', '^PQ400^XZ'), stop.signal))
      await until(
        () => bench.printed().length,
        (count) => count > 0,
        'a label',
      )
      stop.abort()
      expect(await job).toBe('PRINTER_LOST')
    })

    it('[PR5] prints jobs given at once one after the other', async () => {
      const jobs = ['one', 'two', 'three', 'four'].map(label)
      await Promise.all(jobs.map((job) => bench.printer.print(job, never)))
      expect(bench.printed()).toEqual(jobs)
    })

    it.each(badAnswers)(
      '[PR6] an answer of %j is PRINTER_BAD_ANSWER, and nothing is printed',
      async (answer) => {
        // The first answer goes to whoever asks first, the driver's own watch perhaps.
        bench.answerNext(answer)
        const faults = [await faultOf(bench.printer.status(never))]
        if (faults[0] === 'none') {
          bench.answerNext(answer)
          faults.push(await faultOf(bench.printer.status(never)))
        }
        expect(faults).toContain('PRINTER_BAD_ANSWER')
        expect(bench.printed()).toEqual([])
        await bench.printer.print(label('x'), never)
        expect(bench.printed()).toEqual([label('x')])
      },
    )

    it('[PR7] closes twice, and is PRINTER_LOST then', async () => {
      await bench.printer.close()
      await bench.printer.close()
      expect(await faultOf(bench.printer.print(label('x'), never))).toBe('PRINTER_LOST')
      expect(await faultOf(bench.printer.status(never))).toBe('PRINTER_LOST')
    })

    it('[PR8] a job that failed half-way prints one label when it is tried again', async () => {
      bench.device.loadRoll(1)
      const two = label('x').replace('^XZ', '^PQ2^XZ')
      expect(await faultOf(bench.printer.print(two, never))).toBe('PRINTER_EMPTY')
      bench.device.loadRoll()
      await bench.printer.print(label('x'), never)
      expect(bench.printed()).toEqual([two, label('x')])
    })

    it('[PR8] what an earlier job left half done does not get into the next', async () => {
      bench.leave('^XA^FO40,40^FDhalf of a lab')
      await bench.printer.print(label('x'), never)
      expect(bench.printed()).toEqual([label('x')])
    })

    const remarks = [
      ['PRINTER_PARTIAL', 'half a label', () => bench.leave('^XA^FO40,40^FDhalf of a lab'), () => {}],
      ['PRINTER_COLD', 'a cold head', () => bench.device.chill(), () => bench.device.warm()],
    ] as const
    it.each(remarks.filter(([fault]) => !without.includes(fault)))(
      '[PR14] is %s with %s, prints all the same, and is ready again',
      async (fault, _, break_, mend) => {
        break_()
        await becomes(bench.printer, 'lost', fault)
        await bench.printer.print(label('x'), never)
        mend()
        await becomes(bench.printer, 'ready')
        expect(bench.printed()).toEqual([label('x')])
      },
    )

    it('[PR9] tells that it is empty before anybody prints, and that it is well again', async () => {
      bench.device.takeRoll()
      await becomes(bench.printer, 'lost', 'PRINTER_EMPTY')
      bench.device.loadRoll()
      await becomes(bench.printer, 'ready')
    })
  })
}
