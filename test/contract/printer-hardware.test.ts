import { describe, expect, it } from 'vitest'
import { openSerialPrinter } from '../../drivers/printer/serial-zpl.ts'
import { realClock } from '../rigs/real-clock.ts'
import { becomes, faultOf, label } from './printer.ts'

const path = process.env.REGRADE_PRINTER

describe('a real serial label printer', () => {
  if (path) {
    it('[PR1] prints one label and confirms it', { timeout: 90_000 }, async () => {
      const printer = openSerialPrinter({ name: 'Real', path, baudRate: 9600 }, realClock())
      await becomes(printer, 'ready')
      expect(await faultOf(printer.print(label('Regrade: Żółw ß €'), AbortSignal.timeout(60_000)))).toBe(
        'none',
      )
      expect(await printer.status(AbortSignal.timeout(5000))).toMatchObject({ labelsRemaining: 0 })
      await printer.close()
    })
  } else it.todo('[PR1] prints one label (set REGRADE_PRINTER to its serial port, 9600 baud)')
})
