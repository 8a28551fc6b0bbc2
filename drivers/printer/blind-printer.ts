import type { DeviceState } from '../../main/kernel/device.ts'
import { Fault } from '../../main/kernel/fault.ts'
import type { Line } from '../line/port.ts'
import { unlessAborted } from '../patience.ts'
import { createTurns } from '../turns.ts'
import type { Printer } from './port.ts'

/** A printer that takes jobs and tells nothing (PR10). The ZPL is sent as it is, or as `translate` makes it. */
export function blindPrinter(
  line: Line,
  translate: (zpl: string) => Promise<Uint8Array> = async (zpl) => Buffer.from(zpl, 'utf8'),
): Printer {
  const inTurn = createTurns()
  const closed = new AbortController()
  const gone = () => new Fault('PRINTER_LOST', `${line.name} was not waited for.`)
  return {
    name: line.name,
    state: () => blind(line.state()),
    onState: (heard) => line.onState((state) => heard(blind(state))),
    async print(zpl, signal) {
      const stop = AbortSignal.any([signal, closed.signal])
      const mine = inTurn(async () => {
        if (stop.aborted) throw gone()
        await line.send(await translate(zpl), stop)
      })
      await unlessAborted(mine, stop, gone)
    },
    async status() {
      const state = line.state()
      if (state.kind === 'lost') throw new Fault(state.fault, state.detail)
      return 'unknown'
    },
    async close() {
      closed.abort()
      await inTurn(async () => {})
      await line.close()
    },
  }
}

function blind(state: DeviceState): DeviceState {
  if (state.kind !== 'ready') return state
  return { kind: 'unknown', detail: 'It takes labels but does not say whether they come out.' }
}
