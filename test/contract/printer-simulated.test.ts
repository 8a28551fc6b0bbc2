import { describe, expect, it } from 'vitest'
import { simulatedPrinter } from '../../drivers/printer/simulated.ts'
import { realClock } from '../rigs/real-clock.ts'
import { label, printerContract } from './printer.ts'

const clock = realClock(20)

printerContract('the simulator', async () => {
  const printer = simulatedPrinter({ name: 'Simulated', grade: 'ideal', seed: 1 }, clock)
  return {
    printer,
    device: printer,
    printed: () => printer.printed,
    received: () => printer.received(),
    answerNext: (how) => printer.answerNext(how),
    leave: (zpl) => printer.leave(zpl),
    unplug: () => printer.unplug(),
    plug: () => printer.plug(),
    close: () => printer.close(),
  }
})

describe.each(['worn', 'hostile'] as const)('a %s printer', (grade) => {
  it('[PR8] prints every label, when each is tried until it is confirmed', async () => {
    const printer = simulatedPrinter({ name: 'Simulated', grade, seed: 5 }, realClock(200))
    const jobs = Array.from({ length: 40 }, (_, index) => label(`job ${index}`))
    for (const job of jobs) {
      let done = false
      while (!done) {
        done = await printer.print(job, AbortSignal.timeout(20_000)).then(
          () => true,
          () => false,
        )
        if (!done) await clock.sleep(200)
      }
    }
    await printer.close()
    expect(new Set(printer.printed)).toEqual(new Set(jobs))
    // A label that came out just before a fault may come out again; nothing else may.
    expect(printer.printed.filter((zpl, index, all) => zpl !== all[index - 1])).toEqual(jobs)
  })
})
