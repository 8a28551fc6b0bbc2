import { describe, expect, it } from 'vitest'
import { createMemoryLine } from '../../../drivers/line/memory.ts'
import { zplPrinter } from '../../../drivers/printer/zpl-printer.ts'
import { realClock } from '../../rigs/real-clock.ts'
import { until } from '../../rigs/until.ts'

const answer = (formats: number, remaining: number) =>
  `\x02030,0,0,1225,00${formats},0,0,0,000,0,0,0\x03\r\n\x02001,0,0,0,0,2,6,0,0000000${remaining},1,000\x03\r\n\x021234,0\x03\r\n`
const idle = answer(0, 0)
const hot = idle.replace('0,0,0\x03', '0,0,1\x03')
const full = idle.replace('000,0,0,0,', '000,1,0,0,')
const partial = idle.replace('000,0,0,0,', '000,0,0,1,')
const half = idle.slice(0, 40)
const silence = ''

/** A printer that answers as told once it has the job, and idle before and when it is told no more. */
async function openTold(afterJob: string[]) {
  const sent: string[] = []
  const line = createMemoryLine('Told', 'PRINTER_LOST', (bytes) => {
    const text = Buffer.from(bytes).toString()
    sent.push(text)
    if (text === '~HS')
      line.fromDevice(Buffer.from(sent.includes('^XA^XZ') ? (afterJob.shift() ?? idle) : idle))
  })
  const printer = zplPrinter(line, realClock(20))
  await until(
    () => printer.state(),
    ({ kind }) => kind === 'ready',
    'the printer',
  )
  return { printer, sent, unplug: line.unplug }
}

describe('once the label is out', () => {
  it.each([
    ['half an answer', [half, idle, idle]],
    ['silence', [silence, idle, idle]],
    ['something else', ['\x02?\x03\r\n', silence, idle, half, idle]],
    ['a head too hot', [hot, hot]],
  ])('[PR1] %s does not bring it out again', async (_, afterJob) => {
    const { printer, sent } = await openTold([...afterJob])
    await printer.print('^XA^XZ', new AbortController().signal)
    expect(sent.filter((text) => text === '^XA^XZ')).toHaveLength(1)
    expect(sent).not.toContain('~JA')
    await printer.close()
  })

  it.each([
    ['PRINTER_BAD_ANSWER', Array.from({ length: 20 }, () => 'what?')],
    ['PRINTER_LOST', Array.from({ length: 20 }, () => silence)],
  ])('[PR6] %s when three answers in a row tell nothing', async (fault, afterJob) => {
    const { printer, sent } = await openTold([...afterJob])
    await expect(printer.print('^XA^XZ', new AbortController().signal)).rejects.toMatchObject({ code: fault })
    expect(sent.slice(sent.indexOf('^XA^XZ') + 1, sent.indexOf('~JA'))).toEqual(['~HS', '~HS', '~HS'])
    await printer.close()
  })

  it('[PR14] half a label that stays after all of the job was sent is PRINTER_PARTIAL', async () => {
    const { printer, sent } = await openTold(Array.from({ length: 110 }, () => partial))
    await expect(printer.print('^XA^XZ', new AbortController().signal)).rejects.toMatchObject({
      code: 'PRINTER_PARTIAL',
      detail: 'Told reports that it holds half a label after all of it was sent.',
    })
    expect(sent).toContain('~JA')
    await printer.close()
  })

  it('[PR14] a full memory and half a label are how a job goes', async () => {
    const { printer, sent } = await openTold([full, full, partial, full.replace('00000000', '00000001')])
    const told: string[] = []
    printer.onState((state) => told.push(state.kind))
    await printer.print('^XA^XZ', new AbortController().signal)
    expect(sent.filter((text) => text === '^XA^XZ')).toHaveLength(1)
    expect(told).toEqual([])
    await printer.close()
  })

  it('[PR4] asks no more where the cable is out', async () => {
    const { printer, unplug } = await openTold([silence])
    const job = printer.print('^XA^XZ', new AbortController().signal)
    setTimeout(unplug, 10)
    await expect(job).rejects.toMatchObject({ code: 'PRINTER_LOST', detail: 'Told went away.' })
    await printer.close()
  })
})

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
