import { expect, it } from 'vitest'
import { createScanQueue } from '../../../drivers/scanner/scan-queue.ts'

const scan = (text: string) => ({ text, source: 'serial', device: 'S', at: 1 }) as const

it('[SC6] gives a waiting reader a scan at once, and keeps order', async () => {
  const queue = createScanQueue()
  const reader = queue.read()[Symbol.asyncIterator]()
  const first = reader.next()
  queue.put(scan('1'))
  queue.put(scan('2'))
  expect([(await first).value?.text, (await reader.next()).value?.text]).toEqual(['1', '2'])
})

it('[SC6] keeps for the next reader what the last one did not take', async () => {
  const queue = createScanQueue()
  for (const text of ['1', '2', '3']) queue.put(scan(text))
  for await (const { text } of queue.read()) if (text === '1') break
  const rest: string[] = []
  for await (const { text } of queue.read()) {
    rest.push(text)
    if (text === '3') break
  }
  expect(rest).toEqual(['2', '3'])
})

it('[SC2] a second reader takes over and the first ends quietly', async () => {
  const queue = createScanQueue()
  const first = queue.read()[Symbol.asyncIterator]()
  const waiting = first.next()
  const second = queue.read()[Symbol.asyncIterator]()
  queue.put(scan('1'))
  expect((await waiting).done).toBe(true)
  expect((await first.next()).done).toBe(true)
  expect((await second.next()).value?.text).toBe('1')
})

it('[SC2] ends a waiting reader, and one that leaves while it waits', async () => {
  const queue = createScanQueue()
  const reader = queue.read()[Symbol.asyncIterator]()
  const waiting = reader.next()
  await reader.return?.()
  expect((await waiting).done).toBe(true)
  queue.end()
  queue.put(scan('late'))
  expect((await queue.read()[Symbol.asyncIterator]().next()).done).toBe(true)
})
