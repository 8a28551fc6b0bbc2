import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { posReports } from '../../../../drivers/scanner/pos-report.ts'
import { until } from '../../until.ts'
import { type DeviceNode, openDeviceNode } from './device-node.ts'
import { type Gadget, makeGadget, type UsbIdentity } from './gadget.ts'

/** A HID device plugged into this machine by the machine itself, in the hands of a test. */
export interface HidGadget {
  readonly identity: UsbIdentity
  /** One input report; resolves when the machine has fetched the one before. */
  report(bytes: Uint8Array): Promise<void>
  /** A code before a scanner: its reports, as far apart as a scanner sends them. */
  present(text: string, aim?: string): Promise<void>
  /** Output reports it has received, oldest first. */
  readonly received: readonly (readonly number[])[]
  plug(): Promise<void>
  unplug(): Promise<void>
  remove(): void
}

/** Milliseconds between two reports of a scanner. A ring of 64 reports is all the kernel keeps for a slow reader. */
const reportMs = 8

/**
 * What a scanner of the Point of Sale class says of its reports (HID Point of Sale Usage Tables 1.02), item by item:
 * report 2 has a length, three bytes of AIM identifier, 56 bytes of the code, two unused ones and the flag that the
 * code goes on; report 4 switches the trigger.
 */
const posDescriptor = Buffer.from(
  [
    ...['058c 0902 a101', '0912 a102 8502 1500 26ff00 7508'],
    ...['0501 093b 9501 8102', '058c 09fb 09fc 09fd 9503 8102', '09fe 9538 820201', '9502 8103'],
    ...['09ff 2501 7501 9501 8102 9507 8103 c0'],
    ...['0914 a102 8504 095f 1500 2501 7501 9501 9102 9507 9103 c0 c0'],
  ]
    .join('')
    .replaceAll(' ', ''),
  'hex',
)

/** A boot keyboard's, from appendix B.1 of the HID specification, without its lamps. */
export const keyboardDescriptor = Buffer.from(
  [
    ...['0501 0906 a101', '0507 19e0 29e7 1500 2501 7501 9508 8102', '9501 7508 8103'],
    ...['9506 7508 1500 2565 0507 1900 2965 8100 c0'],
  ]
    .join('')
    .replaceAll(' ', ''),
  'hex',
)

const scannerIdentity: UsbIdentity = {
  vendorId: 0x05e0,
  productId: 0x1300,
  serialNumber: 'RG-POS-1',
  manufacturer: 'Bench',
  product: 'Hand scanner',
}

/** A scanner of the Point of Sale class, plugged in. */
export function posScanner(change: Partial<UsbIdentity> = {}): Promise<HidGadget> {
  return pluggedIn(
    { ...scannerIdentity, ...change },
    { protocol: '0', subclass: '0', length: '64', descriptor: posDescriptor },
  )
}

/** A scanner in keyboard mode, plugged in. */
export function keyboardScanner(change: Partial<UsbIdentity> = {}): Promise<HidGadget> {
  return pluggedIn(
    { ...scannerIdentity, ...change },
    { protocol: '1', subclass: '1', length: '8', descriptor: keyboardDescriptor },
  )
}

async function pluggedIn(
  identity: UsbIdentity,
  {
    descriptor,
    length,
    ...kind
  }: { protocol: string; subclass: string; length: string; descriptor: Uint8Array },
): Promise<HidGadget> {
  const attributes = { ...kind, report_length: length, report_desc: descriptor }
  const gadget = new MadeHid(identity, makeGadget(identity, { name: 'hid.usb0', attributes }))
  await gadget.plug()
  return gadget
}

class MadeHid implements HidGadget {
  readonly identity: UsbIdentity
  readonly received: (readonly number[])[] = []
  readonly #gadget: Gadget
  #end: DeviceNode | undefined

  constructor(identity: UsbIdentity, gadget: Gadget) {
    this.identity = identity
    this.#gadget = gadget
  }

  async plug(): Promise<void> {
    await this.#gadget.plug()
    const path = `/dev/hidg${this.#gadget.attribute('dev').split(':')[1]}`
    await until(() => existsSync(path), Boolean, path)
    this.#end = openDeviceNode(path)
    this.#end.onData((report) => this.received.push([...report]))
  }

  // Its own end is let go first: a gadget that is held does not go away.
  async unplug(): Promise<void> {
    this.#end?.close()
    this.#end = undefined
    this.#gadget.unplug()
  }

  async report(bytes: Uint8Array): Promise<void> {
    await this.#end?.write(bytes)
  }

  async present(text: string, aim = ''): Promise<void> {
    for (const report of posReports(text, aim)) {
      await this.report(report)
      await sleep(reportMs)
    }
  }

  remove(): void {
    void this.unplug()
    this.#gadget.remove()
  }
}
