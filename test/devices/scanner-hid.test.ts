import { existsSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import { machineHid } from '../../drivers/hid/node-hid.ts'
import { openHidScanner } from '../../drivers/scanner/hid-pos.ts'
import { posReports } from '../../drivers/scanner/pos-report.ts'
import { reaches, scannerContract, takeScans } from '../contract/scanner.ts'
import { removeGadgets } from '../rigs/vm/guest/gadget.ts'
import { keyboardScanner, posScanner } from '../rigs/vm/guest/hid-gadget.ts'
import { machineClock as clock } from '../rigs/vm/guest/machine-clock.ts'

afterEach(removeGadgets)

async function bench(aim = '') {
  const gadget = await posScanner()
  const scanner = openHidScanner({ name: 'HID', serialNumber: gadget.identity.serialNumber }, clock)
  return {
    ...{ gadget, scanner, cable: { plug: () => gadget.plug(), unplug: () => gadget.unplug() } },
    present: (text: string) => gadget.present(text, aim),
    async close() {
      await scanner.close()
      gadget.remove()
    },
  }
}

const scanners = async () => (await machineHid.list()).filter(({ usagePage }) => usagePage === 0x8c).length

scannerContract('the HID POS driver on a USB scanner', () => bench(), 'reports')

describe('a HID POS scanner on USB', () => {
  it('[SC7] joins a long code and keeps its AIM identifier once, in front', async () => {
    const { scanner, present, close } = await bench(']d2')
    await reaches(scanner, 'ready')
    const long = `0104006381333931\x1d21${'A'.repeat(150)}`
    const taken = takeScans(scanner, 2)
    await present(long)
    await present('4006381333931')
    expect(await taken).toEqual([`]d2${long}`, ']d24006381333931'])
    await close()
  })

  it('[SC3] never joins half a code to what comes after the cable is back', async () => {
    const { gadget, scanner, present, close } = await bench()
    await reaches(scanner, 'ready')
    const [half = new Uint8Array()] = posReports('x'.repeat(80))
    await gadget.report(half)
    await gadget.unplug()
    await reaches(scanner, 'lost')
    await gadget.plug()
    await reaches(scanner, 'ready')
    const taken = takeScans(scanner, 1)
    await present('4006381333931')
    expect(await taken).toEqual(['4006381333931'])
    await close()
  })

  it('[SC9] is told from another of its kind by its serial number', async () => {
    const [one, two] = [await posScanner(), await posScanner({ serialNumber: 'RG-POS-2' })]
    await expect.poll(scanners, { timeout: 30_000 }).toBe(2)
    const unclear = openHidScanner({ name: 'Any' }, clock)
    expect(await reaches(unclear, 'lost')).toMatchObject({
      fault: 'SCANNER_UNCLEAR',
      detail: expect.stringMatching(/RG-POS-[12].*RG-POS-[12]/),
    })
    const scanner = openHidScanner({ name: 'Second', serialNumber: 'RG-POS-2' }, clock)
    await reaches(scanner, 'ready')
    const taken = takeScans(scanner, 1)
    await one.present('first')
    await two.present('second')
    expect(await taken).toEqual(['second'])
    await Promise.all([unclear.close(), scanner.close()])
    one.remove()
    two.remove()
  })

  it('[SC10] in keyboard mode says so', async () => {
    const gadget = await keyboardScanner()
    const scanner = openHidScanner({ name: 'HID', serialNumber: gadget.identity.serialNumber }, clock)
    // Before the kernel has taken it in, it is simply not there.
    await expect
      .poll(() => scanner.state(), { timeout: 30_000 })
      .toMatchObject({
        fault: 'SCANNER_KEYBOARD',
        detail: 'Bench Hand scanner (serialNumber RG-POS-1) is in keyboard mode.',
      })
    await scanner.close()
    gadget.remove()
  })

  it('[SC11] gets its trigger, and fails when it is gone', async () => {
    const { gadget, scanner, close } = await bench()
    await reaches(scanner, 'ready')
    await scanner.trigger(true)
    await scanner.trigger(false)
    await expect
      .poll(() => gadget.received, { timeout: 20_000 })
      .toEqual([
        [4, 1],
        [4, 0],
      ])
    await gadget.unplug()
    await reaches(scanner, 'lost')
    await expect(scanner.trigger(true)).rejects.toMatchObject({ code: 'SCANNER_LOST' })
    await close()
  })

  it('[SC1] that sends 500 reports at once has none of them merged, split or out of order, and goes on', async () => {
    const { gadget, scanner, present, close } = await bench()
    await reaches(scanner, 'ready')
    // Every tenth code is too long for one report.
    const sent = Array.from(
      { length: 455 },
      (_, index) => `code ${index}${index % 10 ? '' : ' '.repeat(60)}.`,
    )
    const reports = sent.flatMap((code) => posReports(code))
    expect(reports.length).toBeGreaterThanOrEqual(500)
    const heard: string[] = []
    const reading = (async () => {
      for await (const { text } of scanner.scans()) heard.push(text)
    })()
    for (const report of reports) await gadget.report(report)
    await present('the one after')
    await expect.poll(() => heard.at(-1), { timeout: 30_000 }).toBe('the one after')
    await close()
    await reading
    expect(heard.slice(0, -1)).toEqual(sent)
    expect(scanner.refused()).toBe(0)
  })

  it('[SC3] leaves no device node behind when it is pulled out, and none is needed for the next', async () => {
    const { gadget, scanner, close } = await bench()
    for (let turn = 0; turn < 3; turn += 1) {
      await reaches(scanner, 'ready')
      await gadget.unplug()
      await reaches(scanner, 'lost')
      await expect.poll(() => existsSync('/dev/hidraw0'), { timeout: 20_000 }).toBe(false)
      await gadget.plug()
    }
    await reaches(scanner, 'ready')
    await close()
  })
})
