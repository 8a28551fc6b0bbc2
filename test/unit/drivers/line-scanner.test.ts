import { expect, it } from 'vitest'
import { createMemoryLine } from '../../../drivers/line/memory.ts'
import type { Framing } from '../../../drivers/scanner/framing.ts'
import { lineScanner } from '../../../drivers/scanner/line-scanner.ts'
import { takeScans } from '../../contract/scanner.ts'
import { handClock } from '../../rigs/hand-clock.ts'

/** A scanner that has just been opened, and what it says so many milliseconds later. */
function opened(framing: Framing = 'line') {
  const clock = handClock()
  const line = createMemoryLine('Scanner', 'SCANNER_LOST', () => {})
  const scanner = lineScanner(line, { framing, source: 'serial' }, clock)
  line.unplug()
  clock.pass(60_000)
  line.plug()
  const says = (ms: number, text: string) => {
    clock.pass(ms)
    line.fromDevice(Buffer.from(text))
  }
  const replug = () => {
    line.unplug()
    line.plug()
  }
  return { scanner, says, replug }
}

it('[SC4] the end of a code that was under way as the port was opened is no code, the next one is', async () => {
  const { scanner, says } = opened()
  const taken = takeScans(scanner, 1)
  says(10, '381333')
  says(15, '931\r')
  says(1, '4006381333931\r')
  expect(await taken).toEqual(['4006381333931'])
  await scanner.close()
})

it('[SC4] where only the end of line was under way, nothing is lost', async () => {
  const { scanner, says } = opened()
  const taken = takeScans(scanner, 1)
  says(5, '\r\n')
  says(1, '4006381333931\r')
  expect(await taken).toEqual(['4006381333931'])
  await scanner.close()
})

it('[SC4] a code that begins later is whole', async () => {
  const { scanner, says } = opened()
  const taken = takeScans(scanner, 2)
  says(60, '4006381333931\r')
  says(1, '4006381333948\r')
  expect(await taken).toEqual(['4006381333931', '4006381333948'])
  await scanner.close()
})

it('[SC4] each opening begins anew', async () => {
  const { scanner, says, replug } = opened()
  const taken = takeScans(scanner, 2)
  says(60, '4006381333931\r')
  replug()
  says(5, '333931\r')
  says(100, '4006381333948\r')
  expect(await taken).toEqual(['4006381333931', '4006381333948'])
  await scanner.close()
})

it('[SC4] between STX and ETX a code is whole whenever it comes', async () => {
  const { scanner, says } = opened('stx')
  const taken = takeScans(scanner, 1)
  says(5, '333931\x03\x024006381333931\x03')
  expect(await taken).toEqual(['4006381333931'])
  await scanner.close()
})
