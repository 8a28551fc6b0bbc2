import { expect, it } from 'vitest'
import { simulatedPrinter } from '../../drivers/printer/simulated.ts'
import { becomes, label } from '../contract/printer.ts'
import { realClock } from '../rigs/real-clock.ts'

it('[PR6] something else answers on the port: nothing is sent to it, and its words are told', async () => {
  const printer = simulatedPrinter({ name: 'Dock printer', grade: 'ideal', seed: 1 }, realClock(20))
  await becomes(printer, 'ready')
  printer.answerNext({ text: 'AT\r\nERROR\r\n' })
  const fault = await printer.print(label('item'), new AbortController().signal).catch((thrown) => thrown)
  expect(fault).toMatchObject({
    code: 'PRINTER_BAD_ANSWER',
    detail: 'Dock printer answered ~HS with "AT..ERROR..".',
  })
  expect(printer.received()).not.toContain('^XA')
  expect(printer.printed).toEqual([])
  await printer.close()
})
