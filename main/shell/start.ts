import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { buildPages } from './build-pages.ts'
import { type Flags, help, readFlags } from './flags.ts'
import { startServers } from './servers.ts'
import { showKiosk } from './show-kiosk.ts'
import { realTerminal } from './terminal.ts'

const root = resolve(import.meta.dirname, '../..')
const terminal = realTerminal()

async function main(): Promise<number> {
  // npm runs scripts in the project's folder; INIT_CWD is where the person stood.
  const read = readFlags(process.argv.slice(2), { root, from: process.env.INIT_CWD ?? process.cwd() })
  if (read.kind === 'help') terminal.say(help)
  if (read.kind === 'wrong') terminal.warn(read.sentence)
  if (read.kind === 'flags') return run(read.flags)
  return read.kind === 'help' ? 0 : 2
}

/** Runs until a person or the system ends it, or a server cannot go on; returns the exit code. */
async function run(flags: Flags): Promise<number> {
  const asked = untilAsked()
  const unwritable = unwritableSentence(flags.data)
  if (unwritable) {
    terminal.warn(unwritable)
    return 2
  }
  const pages = await builtPages()
  if (!pages) return 1
  const servers = startServers(flags, { root, pages }, terminal)
  let closeKiosk = () => {}
  servers.station.then(async (url) => {
    closeKiosk = await showKiosk({ root, url, wanted: flags.window }, terminal)
  })
  const end = await Promise.race([asked, servers.ended])
  closeKiosk()
  if (end.kind === 'refused' || end.kind === 'gave-up') terminal.warn(end.sentence)
  await servers.stop()
  return { asked: 0, stopped: 0, refused: 2, 'gave-up': 1 }[end.kind]
}

async function builtPages(): Promise<string | undefined> {
  try {
    return await buildPages(() => terminal.say('Building the pages; this is needed once after a change.'))
  } catch (thrown) {
    const [first] = (thrown instanceof Error ? thrown.message : String(thrown)).split('\n')
    terminal.warn(`The pages cannot be built: ${first}. Run npm ci, then npm start again.`)
    return undefined
  }
}

/** Milliseconds between two looks whether npm is still there. */
const lookMs = 1000

function untilAsked(): Promise<{ readonly kind: 'asked' }> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => resolve({ kind: 'asked' }))
    // Killing npm ends its shell but not what the shell runs: without this, servers nobody knows of would hold the ports.
    const npm = process.env.npm_lifecycle_event ? process.ppid : undefined
    const look = setInterval(() => {
      if (npm !== undefined && process.ppid !== npm) resolve({ kind: 'asked' })
    }, lookMs)
    look.unref()
  })
}

function unwritableSentence(folder: string): string | undefined {
  try {
    mkdirSync(join(folder, 'logs'), { recursive: true, mode: 0o700 })
    return undefined
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException
    return `The data folder ${folder} cannot be written (${code}). Check its owner and permissions, or give another with --data.`
  }
}

// A kiosk window that is slow to close must not hold the terminal; it follows this process.
process.exit(await main())
