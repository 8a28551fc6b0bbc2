import { SqliteError } from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Fault } from '../../main/kernel/fault.ts'
import { type DurableStep, noHook } from '../../main/kernel/steps.ts'
import { PrintWorker } from '../../main/station/print-worker.ts'
import { openLedger } from '../../sync/ledger/ledger.ts'
import type { Ledger } from '../../sync/ledger/port.ts'
import { type HandClock, handClock } from '../rigs/hand-clock.ts'
import { readyPrinter } from '../rigs/ready-printer.ts'
import { recordOf } from '../rigs/records.ts'
import { idsOf } from '../rigs/seeded.ts'
import { until } from '../rigs/until.ts'

/** The steps at which SQLite has no room now. */
const fullAt = new Set<DurableStep | 'job:failed'>()
const logged: string[] = []
let clock: HandClock
let ledger: Ledger
let worker: PrintWorker
let printed: string[]
let broken: Fault | undefined

const noRoom = (step: DurableStep | 'job:failed') => {
  if (fullAt.has(step)) throw new SqliteError('database or disk is full', 'SQLITE_FULL')
}
const printer = readyPrinter(async (zpl) => {
  if (broken) throw broken
  printed.push(zpl)
})

beforeEach(() => {
  fullAt.clear()
  logged.length = 0
  printed = []
  broken = undefined
  clock = handClock()
  ledger = openLedger({ file: ':memory:', clock, newId: idsOf(5), hook: noRoom })
  const jobFailed: Ledger['jobFailed'] = (id, code) => {
    noRoom('job:failed')
    ledger.jobFailed(id, code)
  }
  worker = new PrintWorker({
    ...{ ledger: { ...ledger, jobFailed }, printer, clock, hook: noHook },
    log: { warn: (thing: unknown) => void logged.push((thing as { err: Fault }).err.code) },
    told: () => {},
    kickUplink: () => {},
  })
})
afterEach(async () => {
  await worker.stop()
  ledger.close()
})

/** Lets the worker try again and again, as hours would. */
async function afterManyTries(): Promise<void> {
  for (let tries = 0; tries < 20; tries += 1) {
    clock.pass(2_000)
    await new Promise((resolve) => setImmediate(resolve))
  }
}
const label = () =>
  until(
    () => {
      clock.pass(2_000)
      return printed.length
    },
    (count) => count === 1,
    'the label',
  )

describe('the disk is full with a label waiting', () => {
  it('[PW3] the worker goes on trying, says so once, and prints when there is room', async () => {
    ledger.record(recordOf(1))
    fullAt.add('print:take')
    worker.start()
    await afterManyTries()
    expect([printed.length, new Set(logged)]).toEqual([0, new Set(['DISK_FULL'])])
    expect(logged).toHaveLength(1)
    fullAt.clear()
    await label()
    expect(ledger.jobs('printed', 5)).toHaveLength(1)
  })

  it('[PW3] a label that came out is not printed again for want of room to note it', async () => {
    ledger.record(recordOf(1))
    fullAt.add('print:done')
    worker.start()
    await afterManyTries()
    expect([printed.length, ledger.jobs('printed', 5).length]).toEqual([1, 0])
    fullAt.clear()
    await afterManyTries()
    expect([printed.length, ledger.jobs('printed', 5).length]).toEqual([1, 1])
  })

  it('[PW3] a label the printer refused while nothing could be noted is tried again once there is room', async () => {
    ledger.record(recordOf(1))
    broken = new Fault('PRINTER_EMPTY', 'test')
    fullAt.add('job:failed')
    worker.start()
    await afterManyTries()
    expect(ledger.jobs('waiting', 5)).toHaveLength(0)
    broken = undefined
    fullAt.clear()
    await label()
    expect(ledger.jobs('printed', 5)).toHaveLength(1)
  })
})
