import { join } from 'node:path'
import { leanEnvironment, leanFlags } from '../kernel/lean-memory.ts'
import { enrolmentCode } from './enrolment-code.ts'
import type { Flags } from './flags.ts'
import { type ChildEnd, type KeptChild, keepAlive } from './keep-alive.ts'
import { rotatingLog } from './rotating-log.ts'
import type { Terminal } from './terminal.ts'

/** Where things are on this machine. */
export interface Places {
  readonly root: string
  readonly pages: string
}

/** Central and the station, running side by side. */
export interface Servers {
  /** The station's address, when it is ready the first time. */
  readonly station: Promise<string>
  /** How the first of the two came to its end. */
  readonly ended: Promise<ChildEnd>
  stop(): Promise<unknown>
}

/** Starts both at once: the station never waits for central, it is enrolled as soon as central is there. */
export function startServers(flags: Flags, places: Places, terminal: Terminal): Servers {
  const centralReady = Promise.withResolvers<string>()
  const stationReady = Promise.withResolvers<string>()
  const central = startCentral(flags, places, terminal, centralReady.resolve)
  const station = startStation(flags, places, terminal, {
    ready: stationReady.resolve,
    central: centralReady.promise,
  })
  return {
    station: stationReady.promise,
    ended: Promise.race([station.ended, fatalEnd(central, centralReady.promise, terminal)]),
    // The station first: what it still has to send, it sends.
    stop: () => station.stop().then(() => central.stop()),
  }
}

/** A central that cannot start at all ends the shell; one that is lost later does not: the dock works without it. */
async function fatalEnd(central: KeptChild, ready: Promise<string>, terminal: Terminal): Promise<ChildEnd> {
  const wasReady = ready.then(() => true)
  const end = await central.ended
  if (!(await Promise.race([wasReady, Promise.resolve(false)]))) return end
  if (end.kind !== 'stopped') terminal.warn(`${end.sentence} The station goes on and keeps what it decides.`)
  return new Promise(() => {})
}

function startCentral(
  flags: Flags,
  places: Places,
  terminal: Terminal,
  ready: (url: string) => void,
): KeptChild {
  const args = ['--data', flags.data, '--port', `${flags.centralPort}`, '--host', '127.0.0.1']
  return keepAlive(
    {
      name: 'central',
      script: join(places.root, 'sync', 'central', 'server.ts'),
      args: [...args, '--pages', places.pages],
      env: process.env,
      flags: [],
      log: rotatingLog(join(flags.data, 'logs', 'central.log')),
    },
    {
      ready(url) {
        terminal.say(`central ready ${url}`)
        ready(url)
      },
      warning: terminal.warn,
      message() {},
    },
  )
}

interface StationEars {
  ready(url: string): void
  readonly central: Promise<string>
}

function startStation(flags: Flags, places: Places, terminal: Terminal, ears: StationEars): KeptChild {
  const config = flags.config === undefined ? [] : ['--config', flags.config]
  const args = ['--data', flags.data, '--port', `${flags.port}`, '--pages', places.pages]
  return keepAlive(
    {
      name: 'station',
      script: join(places.root, 'main', 'station', 'server.ts'),
      args: [...args, ...config, '--kept', '--central', `http://127.0.0.1:${flags.centralPort}`],
      env: leanEnvironment(),
      flags: leanFlags,
      log: rotatingLog(join(flags.data, 'logs', 'station.log')),
    },
    {
      ready(url) {
        terminal.say(`station ready ${url}`)
        ears.ready(url)
      },
      warning: terminal.warn,
      message(message, answer) {
        if (isWanted(message)) ears.central.then((url) => offer(url, flags.data, terminal, answer))
      },
    },
  )
}

async function offer(
  url: string,
  data: string,
  terminal: Terminal,
  answer: (words: object) => void,
): Promise<void> {
  try {
    answer({ kind: 'enrolment-offered', url, code: await enrolmentCode(url, data) })
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown)
    terminal.warn(
      `The station could not be enrolled with ${url}: ${why}. It works and keeps what it decides; enrol it in Set-up.`,
    )
  }
}

function isWanted(message: unknown): boolean {
  return (message as { kind?: unknown } | null)?.kind === 'enrolment-wanted'
}
