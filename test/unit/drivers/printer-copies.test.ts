import { afterEach, expect, it } from 'vitest'
import { createMemoryLine } from '../../../drivers/line/memory.ts'
import type { Printer } from '../../../drivers/printer/port.ts'
import { type Dialect, speak } from '../../../drivers/printer/speak.ts'
import { tscTongue } from '../../../drivers/printer/virtual-tsc.ts'
import { createVirtualZebra } from '../../../drivers/printer/virtual-zebra.ts'
import { becomes, faultOf, label } from '../../contract/printer.ts'
import { realClock } from '../../rigs/real-clock.ts'

const never = new AbortController().signal
const clock = realClock(20)
let open: Printer | undefined
afterEach(() => open?.close())

/** A printer of that dialect with a virtual one at the far end, and a roll of so many labels. */
async function printer(dialect: Dialect, roll = 1000) {
  const jobs: string[] = []
  const due = new Map<number, () => void>()
  const device = createVirtualZebra({
    ...{ labelMs: 200, roll, clock, answer: (bytes) => line.fromDevice(bytes) },
    onLabel: () => due.get(device.printed.length)?.(),
    ...(dialect.language === 'tspl' ? { tongue: tscTongue() } : {}),
  })
  const line = createMemoryLine('Dock printer', 'PRINTER_LOST', (bytes) => {
    const text = Buffer.from(bytes).toString('latin1')
    if (/\^XZ|PRINT /.test(text)) jobs.push(text)
    device.receive(bytes)
  })
  open = speak(line, dialect, clock)
  if (dialect.status !== 'none') await becomes(open, 'ready')
  return {
    device,
    jobs,
    atLabel: (count: number, act: () => void) => due.set(count, act),
    print: (zpl: string) => opened().print(zpl, never),
  }
}

function opened(): Printer {
  if (!open) throw new Error('no printer is open')
  return open
}

it('[PR13] each label comes out so often, as one job', async () => {
  const { device, jobs, print } = await printer({ copies: 3 })
  await print(label('one'))
  expect(jobs).toEqual([label('one').replace('^XZ', '^PQ3^XZ')])
  expect(device.printed).toHaveLength(3)
  await print(label('two').replace('^XZ', '^PQ1^XZ'))
  expect(jobs[1]).toBe(label('two').replace('^XZ', '^PQ3^XZ'))
  expect(device.printed).toHaveLength(6)
})

it('[PR13] without the setting a job goes as it is', async () => {
  const { device, jobs, print } = await printer({})
  await print(label('one'))
  expect(jobs).toEqual([label('one')])
  expect(device.printed).toHaveLength(1)
})

it('[PR13] a job that ran out half-way and is tried again prints what was left, and then is whole again', async () => {
  const { device, jobs, print } = await printer({ copies: 3 }, 1)
  expect(await faultOf(print(label('one')))).toBe('PRINTER_EMPTY')
  expect(device.printed).toHaveLength(1)
  // Refused before a byte of it is sent: what is left stays what it was, also when another job asks in between.
  expect(await faultOf(print(label('one')))).toBe('PRINTER_EMPTY')
  expect(await faultOf(print(label('other')))).toBe('PRINTER_EMPTY')
  device.loadRoll(1)
  expect(await faultOf(print(label('one')))).toBe('PRINTER_EMPTY')
  device.loadRoll()
  await print(label('one'))
  expect(device.printed).toHaveLength(3)
  expect(jobs.map((job) => /\^PQ(\d)/.exec(job)?.[1])).toEqual(['3', '2', '1'])
  await print(label('one'))
  expect(device.printed).toHaveLength(6)
})

it('[PR13] what an opened head cut short is printed, and no label more', async () => {
  const { device, print, atLabel } = await printer({ copies: 3 })
  atLabel(2, () => device.openHead())
  expect(await faultOf(print(label('one')))).toBe('PRINTER_HEAD_OPEN')
  expect(device.printed).toHaveLength(2)
  device.closeHead()
  await becomes(opened(), 'ready')
  await print(label('one'))
  expect(device.printed).toHaveLength(3)
})

it('[PR13] a tspl printer is told how many, and a job that failed is printed whole', async () => {
  const { device, jobs, print } = await printer({ copies: 2, language: 'tspl' }, 1)
  expect(await faultOf(print(label('one')))).toBe('PRINTER_EMPTY')
  device.loadRoll()
  await print(label('one'))
  expect(jobs.map((job) => /PRINT \d,\d/.exec(job)?.[0])).toEqual(['PRINT 1,2', 'PRINT 1,2'])
  expect(device.printed).toHaveLength(3)
})

it('[PR13] a printer that cannot be asked is told how many too', async () => {
  const { jobs, print } = await printer({ copies: 2, status: 'none' })
  await print(label('one'))
  expect(jobs).toEqual([label('one').replace('^XZ', '^PQ2^XZ')])
})
