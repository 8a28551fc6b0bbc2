import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Scanner } from '../../drivers/scanner/port.ts'
import type { FaultCode } from '../../main/kernel/fault.ts'
import { until } from '../rigs/until.ts'

/** A scanner in the hands of a test. */
export interface ScannerBench {
  readonly scanner: Scanner
  /** Holds a code before it. */
  present(text: string): Promise<void> | void
  close(): Promise<void>
  /** Absent where codes do not come over a cable. */
  readonly cable?: {
    /** Bytes as they are; absent where a device sends reports. */
    send?(bytes: Uint8Array): void
    unplug(): Promise<void> | void
    plug(): Promise<void> | void
    /** What its state says while it is pulled out; SCANNER_LOST unless told. */
    readonly lostAs?: FaultCode
  }
}

/** Reads so many scans and leaves. */
export async function takeScans(scanner: Scanner, count: number): Promise<string[]> {
  const texts: string[] = []
  for await (const scan of scanner.scans()) {
    texts.push(scan.text)
    if (texts.length === count) break
  }
  return texts
}

/** The scanner's state, once it is of that kind. */
export async function reaches(scanner: Scanner, kind: 'ready' | 'lost') {
  const reached = await until(
    () => scanner.state(),
    (state) => state.kind === kind,
    `the scanner to be ${kind}`,
  )
  // What begins to come within 50 ms of opening was under way before (SC4).
  if (kind === 'ready') await new Promise((resolve) => setTimeout(resolve, 60))
  return reached
}

/** What every scanner promises in drivers/scanner/port.ts. */
export function scannerContract(
  what: string,
  open: () => Promise<ScannerBench>,
  wire: 'bytes' | 'reports' | 'none',
): void {
  describe(`the scanner port, by ${what}`, () => {
    let bench: ScannerBench

    beforeEach(async () => {
      bench = await open()
      await reaches(bench.scanner, 'ready')
    })
    afterEach(() => bench.close())

    it('[SC1] gives scans whole and in order', async () => {
      const codes = Array.from({ length: 200 }, (_, index) => `(01)0400638133393${index}\x1d21ß€${index}`)
      const taken = takeScans(bench.scanner, codes.length)
      for (const code of codes) await bench.present(code)
      expect(await taken).toEqual(codes)
    })

    it('[SC1] says which device read it, and when', async () => {
      await bench.present('4006381333931')
      for await (const scan of bench.scanner.scans()) {
        expect(scan).toMatchObject({ text: '4006381333931', device: bench.scanner.name })
        expect(scan.at).toBeGreaterThan(0)
        break
      }
    })

    it('[SC2] ends quietly on close, twice', async () => {
      const reading = takeScans(bench.scanner, 1)
      await bench.scanner.close()
      await bench.scanner.close()
      expect(await reading).toEqual([])
      expect(await takeScans(bench.scanner, 1)).toEqual([])
    })

    it('[SC5] cuts a code of more than 4,096 bytes and gives it once', async () => {
      const taken = takeScans(bench.scanner, 2)
      await bench.present('x'.repeat(5000))
      await bench.present('next')
      expect(await taken).toEqual(['x'.repeat(4096), 'next'])
    })

    it('[SC6] keeps the newest thousand unread scans and counts the rest', async () => {
      const codes = Array.from({ length: 1010 }, (_, index) => `code ${index}`)
      for (const code of codes) await bench.present(code)
      await until(
        () => bench.scanner.dropped(),
        (dropped) => dropped === 10,
        'ten dropped scans',
      )
      expect(await takeScans(bench.scanner, 1000)).toEqual(codes.slice(10))
    })

    if (wire !== 'none') cableContract(() => bench)
    if (wire === 'bytes') bytesContract(() => bench)
  })
}

function cableOf({ cable }: ScannerBench) {
  if (!cable) throw new Error('this bench has no cable')
  return cable
}

function cableContract(current: () => ScannerBench): void {
  it('[SC3] is lost while unplugged, and goes on by itself', async () => {
    const { scanner, present } = current()
    const cable = cableOf(current())
    // Read before the cable is pulled: what is still on its way is lost with any scanner.
    const first = takeScans(scanner, 1)
    await present('before')
    expect(await first).toEqual(['before'])
    const taken = takeScans(scanner, 1)
    await cable.unplug()
    expect(await reaches(scanner, 'lost')).toMatchObject({ fault: cable.lostAs ?? 'SCANNER_LOST' })
    await cable.plug()
    await reaches(scanner, 'ready')
    await present('after')
    expect(await taken).toEqual(['after'])
  })
}

function bytesContract(current: () => ScannerBench): void {
  const send = (bytes: Uint8Array) => cableOf(current()).send?.(bytes)

  it('[SC1] gives the same scans when every byte comes alone', async () => {
    const taken = takeScans(current().scanner, 2)
    for (const byte of Buffer.from('Żółw 1\r\nŻółw 2\r\n')) send(Uint8Array.of(byte))
    expect(await taken).toEqual(['Żółw 1', 'Żółw 2'])
  })

  it('[SC4] drops what cannot be a whole code before the first one', async () => {
    const taken = takeScans(current().scanner, 1)
    send(Uint8Array.of(0x00, 0xff, 0x31, 0x0d))
    send(Buffer.from('4006381333931\r'))
    expect(await taken).toEqual(['4006381333931'])
  })
}
