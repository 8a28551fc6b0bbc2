import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { until } from '../rigs/until.ts'
import type { HostLine } from '../rigs/vm/guest/host-line.ts'

/** Asks after a moment: the host's answers are long, and asked for until they please. */
async function unhurried<T>(ask: () => Promise<T>): Promise<T> {
  await sleep(300)
  return ask()
}

/** What came of an item: its one row at central, and all its labels. */
export async function outcomeOf(host: HostLine, id: string) {
  const rows = await until(
    async () => (await unhurried(() => host.ask.inspections())).filter((each) => each.id === id),
    (found) => found.length > 0,
    'the row at central',
  )
  expect(rows).toHaveLength(1)
  const plate = rows[0]?.plate ?? ''
  const labels = await until(
    async () => (await unhurried(() => host.ask.labels('label'))).filter(({ zpl }) => zpl.includes(plate)),
    (found) => found.length > 0,
    'the label',
  )
  return { plate, labels }
}
