import type { Clock } from '../../main/kernel/clock.ts'
import { Fault } from '../../main/kernel/fault.ts'
import type { Line } from '../line/port.ts'
import { unlessAborted, within } from '../patience.ts'
import type { JobStatus } from './host-status.ts'
import type { PrinterLanguage } from './language.ts'

/** Milliseconds a printer may take to answer; it answers at once, also while it prints. */
export const answerMs = 3000

/** A printer at the end of a line, and how it is spoken to. */
export interface Asked {
  readonly line: Line
  readonly language: PrinterLanguage
  readonly clock: Clock
  /** Milliseconds it may take to answer; `answerMs` unless told. */
  readonly ms?: number
}

/** Asks for the status and reads the answer; Fault PRINTER_LOST without one, PRINTER_BAD_ANSWER when it is something else. */
export async function askStatus(
  { line, language, clock, ms = answerMs }: Asked,
  stop: AbortSignal,
): Promise<JobStatus> {
  const { promise, resolve, reject } = Promise.withResolvers<JobStatus>()
  const name = language.askName
  // Whoever waits below hears of it; it may also fail while the question is still being sent.
  promise.catch(() => {})
  let text = ''
  const stopHearing = line.onBytes((chunk) => {
    text += Buffer.from(chunk).toString('latin1')
    const reading = language.read(text)
    if (reading.kind === 'whole') resolve(reading.status)
    if (reading.kind === 'nonsense') reject(nonsense(line, `answered ${name} with "${reading.found}"`))
  })
  const stopWatching = line.onState(() => reject(gone(line, 'went away')))
  try {
    await line.send(language.ask, stop)
    const inTime = within(promise, { ms, clock }, () => late(line, text, `${name} in ${secondsOf(ms)}`))
    return await unlessAborted(inTime, stop, () => gone(line, 'was not waited for'))
  } finally {
    stopHearing()
    stopWatching()
  }
}

function late(line: Line, text: string, what: string): Fault {
  return text === ''
    ? gone(line, `gave no answer to ${what}`)
    : nonsense(line, `gave only a part of the answer to ${what} (${text.length} bytes)`)
}

function secondsOf(ms: number): string {
  return ms === 1000 ? '1 second' : `${ms / 1000} seconds`
}

function gone(line: Line, what: string): Fault {
  return new Fault('PRINTER_LOST', `${line.name} ${what}.`)
}

function nonsense(line: Line, what: string): Fault {
  return new Fault('PRINTER_BAD_ANSWER', `${line.name} ${what}.`)
}
