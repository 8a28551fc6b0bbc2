import { expect, it } from 'vitest'
import { createMemoryLine } from '../../../drivers/line/memory.ts'
import { zplPrinter } from '../../../drivers/printer/zpl-printer.ts'
import { realClock } from '../../rigs/real-clock.ts'
import { until } from '../../rigs/until.ts'

const answer = (formats: number, remaining: number) =>
  `\x02030,0,0,1225,00${formats},0,0,0,000,0,0,0\x03\r\n\x02001,0,0,0,0,2,6,0,0000000${remaining},1,000\x03\r\n\x021234,0\x03\r\n`
const idle = answer(0, 0)

it('[PR1] one late answer from before the job is not taken for its end', async () => {
  const sent: string[] = []
  // What the device says after the job, in order: a late answer first, then the truth.
  const afterJob = [idle, answer(1, 0), answer(0, 1), idle, idle]
  const line = createMemoryLine('Late', 'PRINTER_LOST', (bytes) => {
    const text = Buffer.from(bytes).toString()
    sent.push(text)
    if (text === '~HS')
      line.fromDevice(Buffer.from(sent.includes('^XA^XZ') ? (afterJob.shift() ?? '') : idle))
  })
  const printer = zplPrinter(line, realClock(20))
  await until(
    () => printer.state(),
    ({ kind }) => kind === 'ready',
    'the printer',
  )
  await printer.print('^XA^XZ', new AbortController().signal)
  expect(afterJob).toEqual([])
  await printer.close()
})
