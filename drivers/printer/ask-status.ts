import type { Clock } from '../../main/kernel/clock.ts'
import { Fault } from '../../main/kernel/fault.ts'
import type { Line } from '../line/port.ts'
import { unlessAborted, within } from '../patience.ts'
import { type HostStatus, readHostStatus } from './host-status.ts'

/** Milliseconds a printer may take to answer ~HS; it answers at once, also while it prints. */
export const answerMs = 3000

/** Sends ~HS and reads the answer; Fault PRINTER_LOST without one, PRINTER_BAD_ANSWER when it is something else. */
export async function askStatus(line: Line, clock: Clock, stop: AbortSignal): Promise<HostStatus> {
  const { promise, resolve, reject } = Promise.withResolvers<HostStatus>()
  // Whoever waits below hears of it; it may also fail while ~HS is still being sent.
  promise.catch(() => {})
  let text = ''
  const stopHearing = line.onBytes((chunk) => {
    text += Buffer.from(chunk).toString('latin1')
    const reading = readHostStatus(text)
    if (reading.kind === 'whole') resolve(reading.status)
    if (reading.kind === 'nonsense') reject(nonsense(line, `answered ~HS with "${reading.found}"`))
  })
  const stopWatching = line.onState(() => reject(gone(line, 'went away')))
  try {
    await line.send(Buffer.from('~HS'), stop)
    const inTime = within(promise, { ms: answerMs, clock }, () => late(line, text))
    return await unlessAborted(inTime, stop, () => gone(line, 'was not waited for'))
  } finally {
    stopHearing()
    stopWatching()
  }
}

function late(line: Line, text: string): Fault {
  return text === ''
    ? gone(line, `gave no answer to ~HS in ${answerMs / 1000} seconds`)
    : nonsense(line, `gave only a part of the answer to ~HS (${text.length} bytes)`)
}

function gone(line: Line, what: string): Fault {
  return new Fault('PRINTER_LOST', `${line.name} ${what}.`)
}

function nonsense(line: Line, what: string): Fault {
  return new Fault('PRINTER_BAD_ANSWER', `${line.name} ${what}.`)
}
