import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import pino from 'pino'
import { endProcess } from '../kernel/end-process.ts'
import { askForEnrolment } from '../kernel/enrolment-offer.ts'
import { asFault, Fault } from '../kernel/fault.ts'
import { followParent } from '../kernel/follow-parent.ts'
import { readConfig } from './config.ts'
import { openDataFolder } from './data-folder.ts'
import { dyingHook } from './die-at.ts'
import { type Station, startStation } from './station.ts'

const usage = `node main/station/server.ts [--config FILE] [--data DIR] [--port N] [--pages DIR] [--central URL --enrol CODE]`

interface Flags {
  readonly config?: string
  readonly data: string
  readonly port: number
  readonly pages?: string
  readonly central?: string
  readonly enrol?: string
}

function readFlags(args: readonly string[]): Flags {
  const text = { type: 'string' } as const
  const options = { config: text, data: text, port: text, pages: text, central: text, enrol: text }
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
    if ((cause as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw cause
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

async function main(): Promise<void> {
  const flags = readFlags(process.argv.slice(2))
  const config = readConfig(flags.config)
  const data = openDataFolder(flags.data)
  const log = pino(
    {
      level: process.env.REGRADE_LOG ?? 'info',
      redact: ['req.headers.cookie', 'req.headers.authorization'],
    },
    pino.destination(2),
  )
  const configFile = flags.config ?? 'none'
  const station = await startStation({
    config,
    configFile,
    data,
    log,
    pages: flags.pages && resolve(flags.pages),
    hook: dyingHook(process.env),
  })
  const url = await listen(station, config.listen.host, flags.port)
  const end = (signal: 'SIGTERM' | 'SIGINT') => void station.stop().then(() => endProcess(signal))
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, end)
  followParent(() => end('SIGTERM'))
  console.log(`station ready ${url}`)
  if (!flags.central || station.link.address) return
  const enrol = (central: string, code: string) =>
    station.link.enrol(central, code, 'setup').catch((thrown: unknown) => {
      // A refused code must not keep the lane from working: it is said, and the station goes on.
      const { detail, hint } = asFault(thrown)
      log.warn(`not enrolled: ${detail} ${hint}`)
    })
  if (flags.enrol) await enrol(flags.central, flags.enrol)
  else askForEnrolment((offer) => void enrol(offer.url, offer.code))
}

main().catch((thrown: unknown) => {
  const { code, detail, hint } = asFault(thrown)
  console.error(`${code}: ${detail}\n${hint}`)
  process.exit(code === 'INTERNAL' ? 1 : 2)
})
