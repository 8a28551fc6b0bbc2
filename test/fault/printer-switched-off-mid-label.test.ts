import { expect, it } from 'vitest'
import { simulatedPrinter } from '../../drivers/printer/simulated.ts'
import { becomes, faultOf, label } from '../contract/printer.ts'
import { realClock } from '../rigs/real-clock.ts'
import { until } from '../rigs/until.ts'

it('[PR1] the printer is switched off and on in the middle of a label: it is not counted as printed', async () => {
  const never = new AbortController().signal
  const printer = simulatedPrinter({ name: 'Dock printer', grade: 'ideal', seed: 2 }, realClock(20))
  await becomes(printer, 'ready')
  const job = faultOf(printer.print(label('item').replace('^XZ', '^PQ900^XZ'), never))
  await until(
    () => printer.received(),
    (text) => text.includes('^XZ'),
    'the job to be sent',
  )
  const started = printer.restart()
  expect(await job).toBe('PRINTER_LOST')
  const before = printer.printed.length
  await started
  await becomes(printer, 'ready')
  await printer.print(label('item'), never)
  expect(printer.printed.slice(before)).toEqual([label('item')])
  await printer.close()
})
