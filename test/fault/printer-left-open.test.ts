import { expect, it } from 'vitest'
import { simulatedPrinter } from '../../drivers/printer/simulated.ts'
import { faultOf, label } from '../contract/printer.ts'
import { realClock } from '../rigs/real-clock.ts'

it('[PR2] the printer is left open after loading: it says so first, then that it is paused, then prints', async () => {
  const never = new AbortController().signal
  const printer = simulatedPrinter({ name: 'Dock printer', grade: 'ideal', seed: 1 }, realClock(20))
  printer.openHead()
  printer.pause()
  expect(await faultOf(printer.print(label('item'), never))).toBe('PRINTER_HEAD_OPEN')
  printer.closeHead()
  expect(await faultOf(printer.print(label('item'), never))).toBe('PRINTER_PAUSED')
  printer.resume()
  expect(await faultOf(printer.print(label('item'), never))).toBe('none')
  expect(printer.printed).toEqual([label('item')])
  await printer.close()
})
