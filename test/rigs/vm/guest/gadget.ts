import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { until } from '../../until.ts'

/** What a USB device says of itself when it is plugged in. */
export interface UsbIdentity {
  readonly vendorId: number
  readonly productId: number
  readonly serialNumber: string
  readonly manufacturer: string
  readonly product: string
}

/** A function of the kernel's gadget framework, for example `hid.usb0`, with its attributes. */
export interface UsbFunction {
  readonly name: string
  readonly attributes: Readonly<Record<string, string | Uint8Array>>
}

/** A USB device made by the kernel itself: this machine is both the host and what is plugged into it. */
export interface Gadget {
  /** An attribute of its function, as the kernel tells it. */
  attribute(name: string): string
  plug(): Promise<void>
  unplug(): void
  /** Unplugs it and takes it apart; may be called twice. */
  remove(): void
}

const apart = new Set<() => void>()

/** Pulls out and takes apart whatever a test has left. */
export function removeGadgets(): void {
  for (const remove of [...apart]) remove()
}

const home = '/sys/kernel/config/usb_gadget'
const english = 'strings/0x409'
let made = 0

/** A new device, not plugged in yet. */
export function makeGadget(identity: UsbIdentity, usb: UsbFunction): Gadget {
  // Sockets of a bus that exists in memory only; more than one, so that devices can be plugged in side by side.
  execFileSync('modprobe', ['dummy_hcd', 'num=8'])
  made += 1
  const folder = join(home, `gadget${process.pid}-${made}`)
  describe(folder, identity)
  const place = join(folder, 'functions', usb.name)
  mkdirSync(place)
  for (const [name, value] of Object.entries(usb.attributes)) writeFileSync(join(place, name), value)
  symlinkSync(place, join(folder, 'configs/c.1', usb.name))
  const unplug = () => {
    if (readFileSync(join(folder, 'UDC'), 'utf8').trim() !== '') writeFileSync(join(folder, 'UDC'), '\n')
  }
  const remove = () => {
    if (!apart.delete(remove)) return
    unplug()
    unlinkSync(join(folder, 'configs/c.1', usb.name))
    for (const part of ['configs/c.1', `functions/${usb.name}`, english, '']) rmdirSync(join(folder, part))
  }
  apart.add(remove)
  return {
    attribute: (name) => readFileSync(join(place, name), 'utf8').trim(),
    plug: async () => void (await until(() => pluggedInto(folder), Boolean, 'a free USB socket')),
    unplug,
    remove,
  }
}

function describe(folder: string, identity: UsbIdentity): void {
  for (const part of ['', english, 'configs/c.1']) mkdirSync(join(folder, part))
  const set = (name: string, value: string) => writeFileSync(join(folder, name), value)
  set('idVendor', `0x${identity.vendorId.toString(16)}`)
  set('idProduct', `0x${identity.productId.toString(16)}`)
  set('bcdUSB', '0x0200')
  set(`${english}/serialnumber`, identity.serialNumber)
  set(`${english}/manufacturer`, identity.manufacturer)
  set(`${english}/product`, identity.product)
}

/** Plugs it into a socket nothing is plugged into; false where there is none now. Another process may be at it too. */
function pluggedInto(folder: string): boolean {
  for (const socket of existsSync(udcs) ? readdirSync(udcs) : [])
    try {
      writeFileSync(join(folder, 'UDC'), socket)
      return true
    } catch (thrown) {
      if ((thrown as NodeJS.ErrnoException).code !== 'EBUSY') throw thrown
    }
  return false
}

const udcs = '/sys/class/udc'
