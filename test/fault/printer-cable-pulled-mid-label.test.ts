import { describe, expect, it } from 'vitest'
import { simulatedPrinter } from '../../drivers/printer/simulated.ts'
import { becomes, faultOf, label } from '../contract/printer.ts'
import { realClock } from '../rigs/real-clock.ts'
import { until } from '../rigs/until.ts'

const never = new AbortController().signal
const printer = () => simulatedPrinter({ name: 'Dock printer', grade: 'ideal', seed: 1 }, realClock(10))

describe("the printer's cable is pulled in the middle of a label", () => {
  it('[PR4] before the last byte: the half label is cleared, and the retry prints one', async () => {
    const open = printer()
    await becomes(open, 'ready')
    open.leave(label('lost half').slice(0, 40))
    open.unplug()
    expect(await faultOf(open.print(label('item'), never))).toBe('PRINTER_LOST')
    open.plug()
    await becomes(open, 'lost', 'PRINTER_PARTIAL')
    await open.print(label('item'), never)
    expect(open.printed).toEqual([label('item')])
    await open.close()
  })

  it('[PR4] after the last byte: nobody knows, so the same label is printed again', async () => {
    const open = printer()
    await becomes(open, 'ready')
    const job = faultOf(open.print(label('item'), never))
    await until(
      () => open.received(),
      (text) => text.includes('^XZ'),
      'the job to be sent',
    )
    open.unplug()
    expect(await job).toBe('PRINTER_LOST')
    await until(
      () => open.printed.length,
      (count) => count === 1,
      'the label that was on its way',
    )
    open.plug()
    await becomes(open, 'ready')
    await open.print(label('item'), never)
    expect(open.printed).toEqual([label('item'), label('item')])
    await open.close()
  })
})
