import { setTimeout as wait } from 'node:timers/promises'
import { simulatedHid } from '../../drivers/hid/simulated.ts'
import { openHidScanner } from '../../drivers/scanner/hid-pos.ts'
import type { Scanner } from '../../drivers/scanner/port.ts'
import { posReports } from '../../drivers/scanner/pos-report.ts'
import { openSerialScanner } from '../../drivers/scanner/serial.ts'
import { openPty, ptyMissing } from '../rigs/pty.ts'
import { realClock } from '../rigs/real-clock.ts'
import { until } from '../rigs/until.ts'
import { type Measured, percentile } from './measured.ts'

const clock = realClock()
/** Scans whose way is timed, and milliseconds between two. */
const timed = { scans: 500, apartMs: 10 } as const
/** A long shift at 200 a second; the first tenth makes heaps and buffers grow. */
const flood = { scans: 10_000, apartMs: 5, warmUp: 1000 } as const

/** A scanner and what makes its device send a code. */
interface Wired {
  readonly scanner: Scanner
  send(code: string): void
  close(): Promise<void>
}

/** How long a scan takes from the device's bytes to whoever reads scans, and whether a long flood of them arrives whole. */
export async function measureScans(progress: (line: string) => void): Promise<Measured[]> {
  progress(`scans through drivers, then ${flood.scans} at 200 a second (under two minutes) …`)
  const serial = await serialScanner()
  if (!serial) progress(`serial scans are left out: ${ptyMissing}`)
  const rows = serial ? [await measureWay('serial port (PTY)', serial)] : []
  if (serial) rows.push(...(await measureFlood(serial)))
  await serial?.close()
  const hid = await hidScanner()
  rows.push(await measureWay('HID POS (simulated node)', hid))
  await hid.close()
  return rows
}

async function serialScanner(): Promise<Wired | undefined> {
  const pty = await openPty()
  if (!pty) return undefined
  const scanner = openSerialScanner({ name: 'Serial', path: pty.path, baudRate: 115_200 }, clock)
  await until(
    () => scanner.state(),
    ({ kind }) => kind === 'ready',
    'the serial port',
  )
  return {
    ...{ scanner, send: (code) => pty.write(`${code}\r`) },
    close: () => scanner.close().then(() => pty.close()),
  }
}

async function hidScanner(): Promise<Wired> {
  const hid = simulatedHid()
  const usage = { usagePage: 0x8c, usage: 2, vendorId: 0x05e0, productId: 0x1300 }
  const device = hid.add({ path: '/dev/hidraw0', serialNumber: 'SN-1', about: 'bench', ...usage })
  const scanner = openHidScanner({ name: 'HID', hid }, clock)
  await until(
    () => scanner.state(),
    ({ kind }) => kind === 'ready',
    'the HID scanner',
  )
  const send = (code: string) => {
    for (const report of posReports(code, ']C1')) device.report(report)
  }
  return { scanner, send, close: () => scanner.close() }
}

/** A GS1 code of 62 characters, longer than one HID report; each another one. */
const codeOf = (index: number) =>
  `0104006381333931\x1d21${String(index).padStart(20, '0')}\x1d10${'L'.repeat(20)}`

async function measureWay(what: string, { scanner, send }: Wired): Promise<Measured> {
  const sent = new Map<string, number>()
  const ms: number[] = []
  const heard = hear(scanner, timed.scans, (text) => {
    const at = sent.get(text.replace(/^\]C1/, ''))
    if (at !== undefined) ms.push(performance.now() - at)
  })
  for (let index = 0; index < timed.scans; index++) {
    const code = codeOf(index)
    sent.set(code, performance.now())
    send(code)
    await wait(timed.apartMs)
  }
  await heard
  const how = `${ms.length} codes of 62 characters, median ${percentile(ms, 0.5).toFixed(2)} ms`
  const name = `scan to the lane, ${what}, p99`
  return { name, value: percentile(ms, 0.99), unit: 'ms', limit: 5, must: 'below', how }
}

/** Floors of the heap tell growth apart from garbage: the least seen between two collections. */
async function measureFlood({ scanner, send }: Wired): Promise<Measured[]> {
  const codes = Array.from({ length: flood.scans }, (_, index) => codeOf(1_000_000 + index))
  const heaps: number[] = []
  let right = 0
  const heard = hear(scanner, flood.scans, (text) => {
    if (text === codes[right]) right++
    heaps.push(process.memoryUsage().heapUsed / 2 ** 20)
  })
  const from = performance.now()
  for (const [index, code] of codes.entries()) {
    send(code)
    const early = from + (index + 1) * flood.apartMs - performance.now()
    if (early > 0) await wait(early)
  }
  const rate = (1000 * flood.scans) / (performance.now() - from)
  await Promise.race([heard, wait(20_000)])
  const kept = heaps.slice(flood.warmUp)
  const half = kept.length >> 1
  const grown = Math.min(...kept.slice(half)) - Math.min(...kept.slice(0, half))
  const how = `serial port (PTY), ${Math.round(rate)} scans a second, ${scanner.dropped()} dropped`
  return [
    {
      name: `of ${flood.scans} scans, whole and in order`,
      value: (100 * right) / flood.scans,
      unit: '%',
      limit: 100,
      must: 'reach',
      how,
    },
    {
      name: 'memory grown over those scans',
      value: Math.max(0, grown),
      unit: 'MB',
      limit: 2,
      must: 'below',
      how: 'least heap of the second half over that of the first',
    },
  ]
}

async function hear(scanner: Scanner, count: number, heard: (text: string) => void): Promise<void> {
  let left = count
  for await (const { text } of scanner.scans()) {
    heard(text)
    if (--left === 0) return
  }
}
