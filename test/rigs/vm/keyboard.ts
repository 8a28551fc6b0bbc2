import { setTimeout as sleep } from 'node:timers/promises'
import type { Qmp } from './qmp.ts'

/** Milliseconds a key is down, and up: the emulated keyboard forgets what comes after 16 waiting events. */
const keyMs = 15

/** Puts a USB keyboard into the machine where there is none, and types on it, Enter behind. */
export async function typeKeys(qmp: Qmp, text: string): Promise<void> {
  await qmp.ask('device_add', { driver: 'usb-kbd', id: 'keyboard', bus: 'usb.0' }).catch(() => {})
  for (const key of [...text, 'ret']) {
    for (const down of [true, false]) {
      const data = { down, key: { type: 'qcode', data: key } }
      await qmp.ask('input-send-event', { events: [{ type: 'key', data }] })
      await sleep(keyMs)
    }
  }
}
