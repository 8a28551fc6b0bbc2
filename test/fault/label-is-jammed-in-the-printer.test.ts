import { expect, it } from 'vitest'
import { becomes, faultOf, label } from '../contract/printer.ts'
import { openTsc } from '../contract/tsc-bench.ts'

it('[PR2] [PR11] a jam, or an error the printer names no further, is PRINTER_STOPPED', async () => {
  const { printer, device, close, received } = openTsc()
  await becomes(printer, 'ready')
  device.heat()
  const never = new AbortController().signal
  expect(await faultOf(printer.print(label('x'), never))).toBe('PRINTER_STOPPED')
  expect(received()).not.toContain('BITMAP')
  device.cool()
  await printer.print(label('x'), never)
  expect(device.printed).toHaveLength(1)
  await close()
})
