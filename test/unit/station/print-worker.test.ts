import { afterEach, beforeEach, expect, it } from 'vitest'
import { Fault } from '../../../main/kernel/fault.ts'
import { noHook } from '../../../main/kernel/steps.ts'
import { PrintWorker } from '../../../main/station/print-worker.ts'
import { openLedger } from '../../../sync/ledger/ledger.ts'
import type { Ledger } from '../../../sync/ledger/port.ts'
import { type HandClock, handClock } from '../../rigs/hand-clock.ts'
import { readyPrinter } from '../../rigs/ready-printer.ts'
import { recordOf } from '../../rigs/records.ts'
import { idsOf } from '../../rigs/seeded.ts'
import { until } from '../../rigs/until.ts'

let clock: HandClock
let ledger: Ledger
let worker: PrintWorker
const printed: string[] = []
const told: string[] = []
let faults: Fault[] = []

const printer = readyPrinter(async (zpl) => {
  const fault = faults.shift()
  if (fault) throw fault
  // PW2: at the moment of printing the record is there.
  expect(ledger.list({}, 10).some((row) => row.record.label.zpl === zpl)).toBe(true)
  printed.push(zpl)
})

beforeEach(() => {
  printed.length = 0
  told.length = 0
  faults = []
  clock = handClock()
  ledger = openLedger({ file: ':memory:', clock, newId: idsOf(5) })
  worker = new PrintWorker({
    ledger,
    printer,
    clock,
    hook: noHook,
    log: { warn: () => {} },
    told: (id, label) => told.push(`${id} ${label}`),
    kickUplink: () => {},
  })
})
afterEach(async () => {
  await worker.stop()
  ledger.close()
})

it('[PW1] [PW2] prints oldest first, each after its record', async () => {
  const records = [recordOf(1), recordOf(2), recordOf(3)]
  for (const record of records) ledger.record(record)
  worker.start()
  await until(
    () => printed.length,
    (count) => count === 3,
    'three labels',
  )
  expect(printed).toEqual(records.map((record) => record.label.zpl))
})

it('[PW1] a job that fails waits, is told, and is printed once with the same id when the printer is back', async () => {
  faults = [new Fault('PRINTER_EMPTY', 'test'), new Fault('PRINTER_EMPTY', 'test')]
  const record = recordOf(1)
  const { job } = ledger.record(record)
  worker.start()
  await until(
    () => told,
    (all) => all.includes(`${record.id} waiting`),
    'the first failure',
  )
  expect(ledger.jobs('waiting', 5)).toMatchObject([{ id: job, lastFault: 'PRINTER_EMPTY' }])
  await until(
    () => {
      clock.pass(2000)
      return printed.length
    },
    (count) => count === 1,
    'the label',
  )
  expect(ledger.jobs('printed', 5)).toMatchObject([{ id: job }])
  expect(told.at(-1)).toBe(`${record.id} printed`)
})

it('[PW1] without a printer the job waits for one', async () => {
  await worker.stop()
  worker = new PrintWorker({
    ledger,
    printer: undefined,
    clock,
    hook: noHook,
    log: { warn: () => {} },
    told: () => {},
    kickUplink: () => {},
  })
  ledger.record(recordOf(1))
  worker.start()
  worker.kick()
  await new Promise((resolve) => setImmediate(resolve))
  expect(ledger.jobs('waiting', 5)).toHaveLength(1)
})
