import { existsSync } from 'node:fs'
import { userInfo } from 'node:os'
import { resolve } from 'node:path'
import { reportLines } from '../../models/learning/head-card.ts'
import { activeOn } from '../../models/registry/shelf.ts'
import { auditBeside } from '../../sync/ledger/audit-beside.ts'
import { asFault, Fault } from '../kernel/fault.ts'
import { readConfig } from './config.ts'
import { configBeside, openDataFolder } from './data-folder.ts'
import { type LearnOutcome, type LearnPorts, learnNow, undoNow } from './learn-now.ts'
import { packAt } from './learn-source.ts'
import { type LearnWish, learnUsage, readLearnWish } from './learn-wish.ts'
import { shelfOf } from './shelf.ts'
import { systemClock as clock } from './system.ts'

/** Where the person stood: npm runs scripts in the project's folder. */
function pathOf(file: string): string {
  return resolve(process.env.INIT_CWD ?? process.cwd(), file)
}

function portsOf({ data: folder, config: file, by }: LearnWish): LearnPorts {
  const root = pathOf(folder)
  if (!existsSync(root)) throw new Fault('BAD_INPUT', `--data: there is no folder ${root}; name a station's`)
  const data = openDataFolder(root)
  const config = readConfig(configBeside(file && pathOf(file), root))
  return {
    ...{ ledger: data.ledger, heads: data.heads },
    pack: packAt(activeOn(shelfOf(config, data.root)).place),
    by: by ?? `command line (${userInfo().username})`,
    now: () => clock.now(),
    audit: (line) => auditBeside(data.ledger, clock, line),
    // a station that asked hears how far it is
    step: (done, of) => void process.send?.({ done, of }),
  }
}

async function run(wish: LearnWish): Promise<string> {
  const ports = portsOf(wish)
  if (wish.what === 'undo') {
    const undone = undoNow(ports)
    if (wish.json) return JSON.stringify(undone, null, 2)
    return `${undone.from} is not used any more. ${undone.to ? `${undone.to} is used again.` : 'No head is used now.'}`
  }
  const outcome = await learnNow(ports, wish.what)
  return wish.json ? JSON.stringify(outcome, null, 2) : textOf(outcome, wish)
}

function textOf({ report, head }: LearnOutcome, { what }: LearnWish): string {
  const end =
    what === 'dry-run'
      ? 'Nothing was written.'
      : head
        ? `${head} is used from the next item on. Undo it with --undo.`
        : 'No head was made.'
  return [...reportLines(report), end].join('\n')
}

try {
  const wish = readLearnWish(process.argv.slice(2))
  console.log(wish === 'help' ? learnUsage : await run(wish))
} catch (thrown) {
  const { code, detail } = asFault(thrown)
  console.error(`${code}: ${detail.trim()}`)
  process.exitCode = 2
}
// the channel to a station that asked would keep this process
process.disconnect?.()
