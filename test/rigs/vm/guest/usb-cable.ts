import { existsSync } from 'node:fs'
import type { Pty } from '../../pty.ts'
import { until } from '../../until.ts'
import type { CableName, WireName } from '../usb-ports.ts'
import { type HostLine, openHostLine } from './host-line.ts'

/**
 * A USB serial cable plugged into this machine, its far end in the hands of a test: bytes go through the kernel's
 * driver and the emulated bus to the host and come back from there.
 */
export async function openUsbCable(cable: CableName): Promise<Pty> {
  const host = await openHostLine()
  const path = portOf(cable)
  const is = (there: boolean) =>
    until(
      () => existsSync(path),
      (found) => found === there,
      `${path} to be ${there ? 'there' : 'gone'}`,
    )
  const plug = async () => {
    await host.ask.plug(cable)
    await is(true)
  }
  const unplug = async () => {
    await host.ask.unplug(cable)
    await is(false)
  }
  await host.ask.hold(cable)
  await plug()
  return {
    ...{ path, ...bytesOver(host, cable) },
    plug,
    unplug,
    async close() {
      await unplug()
      host.close()
    },
  }
}

/** A cable of the network this machine is in: whoever connects to `address` and `port` is at its near end. */
export async function openNetworkCable(): Promise<Pty & { readonly address: string; readonly port: number }> {
  const host = await openHostLine()
  const port = await host.ask.networkPort()
  const unplug = () => host.ask.unplug('network')
  const plug = () => host.ask.plug('network')
  await host.ask.hold('network')
  // However the last one left it.
  await unplug()
  await plug()
  return {
    ...{ path: String(port), address: '10.0.2.2', port, ...bytesOver(host, 'network'), plug, unplug },
    async close() {
      await unplug()
      host.close()
    },
  }
}

function bytesOver(host: HostLine, cable: WireName): Pick<Pty, 'write' | 'onData'> {
  return {
    write: (bytes) => host.tell({ tell: 'bytes', cable, base64: Buffer.from(bytes).toString('base64') }),
    onData: (heard) => host.onBytes(cable, heard),
  }
}

/** The port's name that stays the same whichever socket it is plugged into. */
export function portOf(cable: CableName): string {
  return `/dev/serial/by-id/usb-QEMU_QEMU_USB_SERIAL_RG-${cable.toUpperCase()}-if00-port0`
}
