import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import pino, { type Logger } from 'pino'
import { endProcess } from '../kernel/end-process.ts'
import { askForEnrolment } from '../kernel/enrolment-offer.ts'
import { asFault, Fault } from '../kernel/fault.ts'
import { followParent } from '../kernel/follow-parent.ts'
import { askForRestart } from '../kernel/restart-wish.ts'
import { blamed, openConfig, proved, runsBefore } from './config-home.ts'
import { type DataFolder, openDataFolder } from './data-folder.ts'
import { dyingHook } from './die-at.ts'
import { type Station, startStation } from './station.ts'

const usage = `node main/station/server.ts [--config FILE] [--data DIR] [--port N] [--pages DIR] [--kept] [--central URL --enrol CODE]`

/** Milliseconds a station has to live with a configuration that was saved in Set-up until that is no more on trial. */
const provedMs = 30_000

interface Flags {
  readonly config?: string
  readonly data: string
  readonly port: number
  readonly pages?: string
  /** Whoever started this station starts it again when it ends. */
  readonly kept: boolean
  readonly central?: string
  readonly enrol?: string
}

function readFlags(args: readonly string[]): Flags {
  const text = { type: 'string' } as const
  const kept = { type: 'boolean', default: false } as const
  const options = { config: text, data: text, port: text, pages: text, kept, central: text, enrol: text }
  try {
    const { port = '4310', data = '.regrade', ...rest } = parseArgs({ args: [...args], options }).values
    if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
      throw new Error(`--port: found ${port}; a whole number from 0 to 65535 is allowed`)
    return { ...rest, data, port: Number(port) }
  } catch (cause) {
    throw new Fault('BAD_INPUT', `${(cause as Error).message}. Use: ${usage}`, cause)
  }
}

async function listen(station: Station, host: string, port: number): Promise<string> {
  try {
    await station.http.listen({ host, port })
  } catch (cause) {
    await station.stop()
    const { code } = cause as NodeJS.ErrnoException
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new Fault(
        'CONFIG_WRONG',
        `listen.host: found "${host}"; this machine has no such address (${code}). Give one of its own, or 0.0.0.0 for all it has.`,
        cause,
      )
    if (code !== 'EADDRINUSE') throw cause
    throw new Fault(
      'PORT_IN_USE',
      `${host}:${port} is used by another program. Give another one with --port.`,
      cause,
    )
  }
  const address = station.http.server.address()
  const open = typeof address === 'object' && address ? address.port : port
  return `http://${host.includes(':') ? `[${host}]` : host}:${open}`
}

async function start(flags: Flags, data: DataFolder): Promise<void> {
  const home = openConfig(flags.config, data)
  const { config } = home
  const log = pino(
    {
      level: process.env.REGRADE_LOG ?? 'info',
      redact: ['req.headers.cookie', 'req.headers.authorization'],
    },
    pino.destination(2),
  )
  const station = await startStation({
    ...{ config, home, data, log },
    keeping: { kept: flags.kept, command: commandLine(), restart: () => void restart() },
    pages: flags.pages && resolve(flags.pages),
    hook: dyingHook(process.env),
  })
  const url = await listen(station, config.listen.host, flags.port)
  const end = (signal: 'SIGTERM' | 'SIGINT') => {
    proved(home)
    void station.stop().then(() => endProcess(signal))
  }
  const restart = async () => (await askForRestart()) || end('SIGTERM')
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, end)
  followParent(() => end('SIGTERM'))
  setTimeout(() => proved(home), provedMs).unref()
  if (runsBefore(home))
    log.warn(`It could not start with ${home.file} and runs with the configuration before. See Set-up.`)
  console.log(`station ready ${url}`)
  if (flags.central && !station.link.address) await enrolWith(station, flags, log)
}

async function enrolWith(station: Station, { central, enrol: code }: Flags, log: Logger): Promise<void> {
  const enrol = (url: string, code: string) =>
    station.link.enrol(url, code, 'setup').catch((thrown: unknown) => {
      // A refused code must not keep the lane from working: it is said, and the station goes on.
      const { detail, hint } = asFault(thrown)
      log.warn(`not enrolled: ${detail} ${hint}`)
    })
  if (central && code) await enrol(central, code)
  else askForEnrolment((offer) => void enrol(offer.url, offer.code))
}

/** What a person types to start this station again. */
function commandLine(): string {
  const words = process.argv.slice(2).map((word) => (/^[\w./:=-]+$/.test(word) ? word : JSON.stringify(word)))
  return ['node main/station/server.ts', ...words].join(' ')
}

function complain(thrown: unknown): number {
  const { code, detail, hint } = asFault(thrown)
  console.error(`${code}: ${detail}\n${hint}`)
  return code === 'INTERNAL' ? 1 : 2
}

/** A new configuration with which the station cannot start is not tried again: the next start takes the one before. */
async function main(): Promise<void> {
  const flags = readFlags(process.argv.slice(2))
  const data = openDataFolder(flags.data)
  try {
    await start(flags, data)
  } catch (thrown) {
    const exit = complain(thrown)
    if (!blamed(thrown, flags.config, data)) process.exit(exit)
    console.error('The next start goes on with the configuration before.')
    await askForRestart()
    process.exit(exit)
  }
}

main().catch((thrown: unknown) => process.exit(complain(thrown)))
