import { execFileSync } from 'node:child_process'
import { closeSync, constants, existsSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs'
import { until } from '../../until.ts'
import { keyboardDescriptor } from './hid-gadget.ts'

/** A keyboard of the kernel's own, made by this program through /dev/uhid, plugged in. */
export interface UhidKeyboard {
  /** Its node under /dev/input; another one after each plugging in. */
  node(): string
  /** One input report of a boot keyboard: modifiers, a zero, six keys. The kernel has told of it when this returns. */
  report(bytes: Uint8Array): void
  unplug(): Promise<void>
  plug(): Promise<void>
}

// Of linux/uhid.h: what is written, and where in UHID_CREATE2 its parts are.
const [destroy, create, input] = [1, 11, 12]
const at = { name: 4, phys: 132, uniq: 196, size: 260, bus: 262, vendor: 264, product: 268, descriptor: 280 }
const createSize = 280 + 4096
const usb = 3

/** A keyboard with that serial number. */
export async function openUhidKeyboard(serialNumber: string): Promise<UhidKeyboard> {
  execFileSync('modprobe', ['uhid'])
  let file: number | undefined
  let node: string | undefined
  const is = (there: boolean) =>
    until(
      () => nodeOf(serialNumber),
      (found) => (found !== undefined && existsSync(found)) === there,
      `the keyboard ${serialNumber} to be ${there ? 'there' : 'gone'}`,
    )
  const say = (event: Uint8Array) => void (file !== undefined && writeSync(file, event))
  const plug = async () => {
    file = openSync('/dev/uhid', constants.O_RDWR | constants.O_NONBLOCK)
    say(creating(serialNumber))
    node = await is(true)
  }
  await plug()
  return {
    plug,
    node: () => node ?? '',
    report: (bytes) => say(Buffer.concat([words(input, bytes.length), bytes])),
    async unplug() {
      if (file === undefined) return
      say(words(destroy).subarray(0, 4))
      closeSync(file)
      file = undefined
      await is(false)
    },
  }
}

function creating(serialNumber: string): Uint8Array {
  const event = Buffer.alloc(createSize)
  event.writeUInt32LE(create, 0)
  event.write('Bench Wedge scanner', at.name)
  event.write('bench', at.phys)
  event.write(serialNumber, at.uniq)
  event.writeUInt16LE(keyboardDescriptor.length, at.size)
  event.writeUInt16LE(usb, at.bus)
  event.writeUInt32LE(0x05e0, at.vendor)
  event.writeUInt32LE(0x1200, at.product)
  keyboardDescriptor.copy(event, at.descriptor)
  return event
}

/** The kind of an event, and two bytes of length. */
function words(kind: number, length = 0): Buffer {
  const bytes = Buffer.alloc(6)
  bytes.writeUInt32LE(kind, 0)
  bytes.writeUInt16LE(length, 4)
  return bytes
}

const inputs = '/sys/class/input'

function nodeOf(serialNumber: string): string | undefined {
  const name = readdirSync(inputs).find((each) => each.startsWith('event') && serialOf(each) === serialNumber)
  return name && `/dev/input/${name}`
}

/** Empty when it is gone meanwhile. */
function serialOf(name: string): string {
  try {
    return readFileSync(`${inputs}/${name}/device/uniq`, 'utf8').trim()
  } catch {
    return ''
  }
}
