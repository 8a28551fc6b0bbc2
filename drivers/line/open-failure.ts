import { realpath } from 'node:fs/promises'
import type { DeviceState } from '../../main/kernel/device.ts'
import type { FaultCode } from '../../main/kernel/fault.ts'
import { holdersIn } from '../holders.ts'

/** The codes a kind of device uses when its line is gone or taken. */
export interface LineFaults {
  readonly lost: FaultCode
  readonly busy: FaultCode
}

/** Why a port would not open, as a state: messages are those of serialport on Linux, macOS and Windows. */
export function openFailure(path: string, message: string, faults: LineFaults): DeviceState {
  // Windows says "Access denied" for a port that another program holds.
  if (/lock|busy|access denied/i.test(message))
    return { kind: 'lost', fault: faults.busy, detail: `${path} is held by another program.` }
  if (/permission denied/i.test(message))
    return { kind: 'lost', fault: 'DEVICE_DENIED', detail: `This account may not open ${path}.` }
  if (/no such (file|device)|file not found/i.test(message))
    return { kind: 'lost', fault: faults.lost, detail: `There is no ${path}; is it plugged in?` }
  return { kind: 'lost', fault: faults.lost, detail: `${path} would not open: ${oneLine(message)}.` }
}

/** The same, with who holds a port that is taken, as far as this machine and account can see. */
export async function namedFailure(path: string, message: string, faults: LineFaults): Promise<DeviceState> {
  const state = openFailure(path, message, faults)
  if (state.kind !== 'lost' || state.fault !== faults.busy) return state
  const holders = await holdersIn('/proc', await realpath(path).catch(() => path))
  return holders.length === 0 ? state : { ...state, detail: `${path} is in use by ${holders.join(', ')}.` }
}

/** An operating system's message without its line ends and closing dot. */
export function oneLine(message: string): string {
  return message.replaceAll(/\s+/g, ' ').replace(/[\s.]+$/, '')
}
