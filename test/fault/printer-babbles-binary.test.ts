import { expect, it } from 'vitest'
import { simulatedPrinter } from '../../drivers/printer/simulated.ts'
import { faults } from '../../main/kernel/fault.ts'
import { becomes, label } from '../contract/printer.ts'
import { realClock } from '../rigs/real-clock.ts'
import { until } from '../rigs/until.ts'

const never = new AbortController().signal
// Every byte there is, as a printer set to another language or speed sends them, but ETX first: no STX is open.
const binary = String.fromCharCode(...Array.from({ length: 200 }, (_, index) => (index * 37 + 3) % 256))

it('[PR6] the printer babbles binary before a label: what to do is told, nothing is printed, and the next label comes well', async () => {
  const printer = simulatedPrinter({ name: 'Dock printer', grade: 'ideal', seed: 1 }, realClock(20))
  await becomes(printer, 'ready')
  printer.answerNext({ text: binary })
  const state = becomes(printer, 'lost', 'PRINTER_BAD_ANSWER')
  const fault = await printer.print(label('item'), never).catch((thrown) => thrown)
  expect(fault).toMatchObject({ code: 'PRINTER_BAD_ANSWER', hint: faults.PRINTER_BAD_ANSWER.hint })
  // A sentence, not the bytes themselves.
  expect(fault.detail).toMatch(/^Dock printer answered ~HS with "[\x20-\x7e]{1,60}"\.$/)
  expect(await state).toMatchObject({ detail: fault.detail })
  expect(printer.received()).not.toContain('^XA')
  expect(printer.printed).toEqual([])
  await printer.print(label('item'), never)
  expect(printer.printed).toEqual([label('item')])
  expect(printer.state()).toEqual({ kind: 'ready' })
  await printer.close()
})

it('[PR1] the printer babbles binary while a label comes out: it comes out once', async () => {
  const printer = simulatedPrinter({ name: 'Dock printer', grade: 'ideal', seed: 1 }, realClock(20))
  await becomes(printer, 'ready')
  const job = printer.print(label('item'), never)
  await until(
    () => printer.received(),
    (text) => text.includes('^XZ'),
    'the job to be sent',
  )
  printer.answerNext({ text: binary })
  await job
  expect(printer.printed).toEqual([label('item')])
  expect(printer.received()).not.toContain('~JA')
  await printer.close()
})
