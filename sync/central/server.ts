import { pino } from 'pino'
import { endProcess } from '../../main/kernel/end-process.ts'
import { asFault } from '../../main/kernel/fault.ts'
import { followParent } from '../../main/kernel/follow-parent.ts'
import { readFlags } from './flags.ts'
import { startCentral } from './start-central.ts'

/** Headers and body fields that must never reach a log. */
const secrets = ['authorization', 'cookie', 'signature', 'signature-input'].map(
  (name) => `req.headers["${name}"]`,
)

async function main(): Promise<void> {
  const flags = readFlags(process.argv.slice(2), process.env)
  const log = pino(
    { name: 'central', level: process.env.REGRADE_LOG ?? 'info', redact: secrets },
    pino.destination(2),
  )
  const central = await startCentral(flags, log)
  const end = (signal: 'SIGTERM' | 'SIGINT') => void central.stop().then(() => endProcess(signal))
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, end)
  followParent(() => end('SIGTERM'))
  console.log(`central ready ${central.url}`)
}

main().catch((thrown: unknown) => {
  const { code, detail, hint } = asFault(thrown)
  console.error(`${detail}. ${hint} (${code})`.replaceAll('..', '.'))
  process.exit(2)
})
