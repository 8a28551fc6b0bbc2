import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { neighbours, networkPrinters, ownAddresses } from '../../drivers/discover/network-printers.ts'
import { pluggedIn } from '../../drivers/discover/plugged-in.ts'
import { asFault, Fault } from '../kernel/fault.ts'
import type { PluggedIn } from '../kernel/plugged.ts'
import { devicesText } from './devices-text.ts'

const usage = 'Use: npm run devices -- [--network] [--json]'

interface Wish {
  /** Look for printers in the local network too. */
  readonly network: boolean
  readonly json: boolean
  readonly help: boolean
}

function readWish(args: readonly string[]): Wish {
  const flag = { type: 'boolean', default: false } as const
  try {
    return parseArgs({ args: [...args], options: { network: flag, json: flag, help: flag } }).values
  } catch (cause) {
    throw new Fault('BAD_INPUT', `${(cause as Error).message}. ${usage}`, cause)
  }
}

async function look({ network }: Wish): Promise<PluggedIn> {
  const seen = await pluggedIn()
  if (!network) return seen
  return { ...seen, found: [...seen.found, ...(await networkPrinters(neighbours(ownAddresses())))] }
}

async function main(): Promise<void> {
  const wish = readWish(process.argv.slice(2))
  if (wish.help) return console.log(usage)
  const seen = await look(wish)
  const rules = resolve(import.meta.dirname, '../../drivers/udev/70-regrade.rules')
  console.log(wish.json ? JSON.stringify(seen, undefined, 2) : devicesText(seen, rules))
}

main().catch((thrown: unknown) => {
  const { code, detail, hint } = asFault(thrown)
  console.error(`${code}: ${detail}\n${hint}`)
  process.exit(code === 'INTERNAL' ? 1 : 2)
})
