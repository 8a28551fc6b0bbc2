import { globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { buildPages } from '../../../main/shell/build-pages.ts'
import { buildMachine } from './build-machine.ts'
import { Cannot } from './cannot.ts'
import { checkNeeds } from './needs.ts'
import { writePlainTypescript } from './plain-typescript.ts'
import { runMachine } from './run-machine.ts'
import { openTally } from './tally.ts'

const tree = resolve(import.meta.dirname, '../../..')
const usage = 'npm run test:devices -- [--build] [--minutes N] [--verbose] [suite …]'
const options = {
  build: { type: 'boolean', default: false },
  minutes: { type: 'string', default: '20' },
  verbose: { type: 'boolean', default: false },
} as const

/**
 * Builds the machine, runs the device suites in it unless only building is asked for, and ends with 0, 1 (something failed) or 2
 * (no machine here).
 */
async function main(): Promise<number> {
  const { values, positionals } = flags()
  const minutes = Number(values.minutes)
  if (!(minutes > 0))
    throw new Cannot(`--minutes: found ${values.minutes}; a number above 0 is allowed. Use: ${usage}`)
  const endBy = performance.now() + minutes * 60_000
  checkSuites(positionals)
  checkNeeds()
  const tally = openTally(console.log)
  const folder = mkdtempSync(join(tmpdir(), 'regrade-vm-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const machine = await buildMachine(tally.say)
  tally.say(`machine ready: ${machine.about}`)
  if (values.build) return 0
  const screens = join(tree, '.regrade/vm/screens')
  await buildPages(() => tally.say('Building the pages.'))
  const plain = join(folder, 'plain')
  writePlainTypescript(tree, plain)
  await runMachine({
    ...{ machine, folder, tree, plain, screens, endBy, tally },
    ...{ suites: positionals, verbose: values.verbose },
  })
  return tally.end()
}

/** Throws Cannot for a word that is none. */
function flags() {
  try {
    return parseArgs({ options, allowPositionals: true })
  } catch (thrown) {
    const [found] = (thrown instanceof Error ? thrown.message : String(thrown)).split('. ')
    throw new Cannot(`${found}. Use: ${usage}`)
  }
}

/** Throws Cannot for a suite that is none. */
function checkSuites(named: readonly string[]): void {
  const there = globSync('test/devices/*.test.ts', { cwd: tree }).map((file) => basename(file, '.test.ts'))
  const unknown = named.filter((suite) => !there.includes(suite))
  if (unknown.length === 0) return
  throw new Cannot(`found the suite ${unknown.join(', ')}; those there are: ${there.toSorted().join(', ')}.`)
}

main().then(
  (code) => process.exit(code),
  (thrown: unknown) => {
    const cannot = thrown instanceof Cannot
    console.log(cannot ? `The device tests cannot run here: ${thrown.message}` : thrown)
    process.exit(cannot ? 2 : 1)
  },
)
