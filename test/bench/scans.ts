import { setTimeout as wait } from 'node:timers/promises'
import { simulatedHid } from '../../drivers/hid/simulated.ts'
import { openHidScanner } from '../../drivers/scanner/hid-pos.ts'
import type { Scanner } from '../../drivers/scanner/port.ts'
import { posReports } from '../../drivers/scanner/pos-report.ts'
import { openSerialScanner } from '../../drivers/scanner/serial.ts'
import { readScans } from '../../main/station/read-scans.ts'
import { openPty, ptyMissing } from '../rigs/pty.ts'
import { realClock } from '../rigs/real-clock.ts'
import { until } from '../rigs/until.ts'
import { type Measured, percentile } from './measured.ts'

const clock = realClock()
/** Scans whose way is timed, and milliseconds between two. */
const timed = { scans: 500, apartMs: 10 } as const
/** A long shift at 200 a second; the first tenth makes heaps and buffers grow. */
const flood = { scans: 10_000, apartMs: 5, warmUp: 1000 } as const

/** Hears so many scans; resolves with the last of them. */
type Ear = (count: number, heard: (text: string) => void) => Promise<void>

/** A scanner and what makes its device send a code. */
interface Wired {
  readonly scanner: Scanner
  send(code: string): void
  close(): Promise<void>
}

/** How long a scan takes from the device's bytes to whoever reads scans, and whether a long flood of them arrives whole. */
export async function measureScans(progress: (line: string) => void): Promise<Measured[]> {
  progress(`scans through drivers, ${flood.scans} of each at 200 a second (about two minutes) …`)
  return [
    ...(await measureScanner('serial port (PTY)', await serialScanner())),
    ...(await measureScanner('HID POS (simulated node)', await hidScanner())),
  ]
}

/** Without a device nothing is measured, and the rows say why. */
async function measureScanner(what: string, wired: Wired | undefined): Promise<Measured[]> {
  if (!wired) {
    const missing = { value: Number.NaN, how: ptyMissing }
    return [way, whole, grown].map((promise) => ({ ...named(promise, what), ...missing }))
  }
  const hear = heardBy(wired.scanner)
  const rows = [await measureWay(what, wired, hear), ...(await measureFlood(what, wired, hear))]
  await wired.close()
  return rows
}

/** The promises of a scanner, each for every kind of it. */
const way = { name: 'scan to the lane, p99', unit: 'ms', limit: 5, must: 'below' } as const
const whole = {
  name: `of ${flood.scans} scans, whole and in order`,
  ...({ unit: '%', limit: 100, must: 'reach' } as const),
}
const grown = { name: 'memory grown over those scans', unit: 'MB', limit: 2, must: 'below' } as const

const named = <P extends { readonly name: string }>(promise: P, what: string): P => ({
  ...promise,
  name: `${promise.name}, ${what}`,
})

async function serialScanner(): Promise<Wired | undefined> {
  const pty = await openPty()
  if (!pty) return undefined
  const scanner = openSerialScanner({ name: 'Serial', path: pty.path, baudRate: 115_200 }, clock)
  await until(
    () => scanner.state(),
    ({ kind }) => kind === 'ready',
    'the serial port',
  )
  // What begins to come within 50 ms of opening was under way before (SC4).
  await clock.sleep(60)
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

/** Without the AIM identifier that a HID scanner sends before it. */
const bare = (text: string) => text.replace(/^\]C1/, '')

/** A GS1 code of 62 characters, longer than one HID report; each another one. */
const codeOf = (index: number) =>
  `0104006381333931\x1d21${String(index).padStart(20, '0')}\x1d10${'L'.repeat(20)}`

async function measureWay(what: string, { send }: Wired, hear: Ear): Promise<Measured> {
  const sent = new Map<string, number>()
  const ms: number[] = []
  const heard = hear(timed.scans, (text) => {
    const at = sent.get(bare(text))
    if (at !== undefined) ms.push(performance.now() - at)
  })
  for (let index = 0; index < timed.scans; index++) {
    const code = codeOf(index)
    sent.set(code, performance.now())
    send(code)
    await wait(timed.apartMs)
  }
  await Promise.race([heard, wait(20_000)])
  const how = `${ms.length} of ${timed.scans} codes of 62 characters, through the station's own reading, median ${percentile(ms, 0.5).toFixed(2)} ms`
  // one that never came took longer than any limit
  const value = ms.length === timed.scans ? percentile(ms, 0.99) : Number.POSITIVE_INFINITY
  return { ...named(way, what), value, how }
}

/** Floors of the memory held tell growth apart from garbage: the least seen between two collections. */
async function measureFlood(what: string, { scanner, send }: Wired, hear: Ear): Promise<Measured[]> {
  const codes = Array.from({ length: flood.scans }, (_, index) => codeOf(1_000_000 + index))
  const held: number[] = []
  let right = 0
  const heard = hear(flood.scans, (text) => {
    if (bare(text) === codes[right]) right++
    const { heapUsed, external } = process.memoryUsage()
    held.push((heapUsed + external) / 2 ** 20)
  })
  const from = performance.now()
  for (const [index, code] of codes.entries()) {
    send(code)
    const early = from + (index + 1) * flood.apartMs - performance.now()
    if (early > 0) await wait(early)
  }
  const rate = (1000 * flood.scans) / (performance.now() - from)
  await Promise.race([heard, wait(20_000)])
  const kept = held.slice(flood.warmUp)
  const half = kept.length >> 1
  const more = Math.min(...kept.slice(half)) - Math.min(...kept.slice(0, half))
  const how = `${Math.round(rate)} scans a second, ${scanner.dropped()} dropped`
  return [
    { ...named(whole, what), value: (100 * right) / flood.scans, how },
    {
      ...named(grown, what),
      value: Math.max(0, more),
      how: 'least heap and buffers of the second half over those of the first',
    },
  ]
}

/** Reads as a station does, for whoever listens at the time. */
function heardBy(scanner: Scanner): Ear {
  let listener = (_: string) => {}
  void readScans(scanner, { scan: ({ text }) => listener(text), core: { say() {} } }, { error() {} })
  return (count, heard) => {
    let left = count
    return new Promise((done) => {
      listener = (text) => {
        heard(text)
        if (--left === 0) done()
      }
    })
  }
}
