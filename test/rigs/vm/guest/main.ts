import { globSync, readFileSync } from 'node:fs'
import { release } from 'node:os'
import { basename } from 'node:path'
import { BaseSequencer, startVitest, type TestSpecification, type Vitest } from 'vitest/node'
import { openHostLine } from './host-line.ts'
import { HostReporter } from './reporter.ts'

/**
 * Two hands at work side by side, because most of a test is waiting; what one of them plugs in the other does not touch. The whole
 * lane takes longest and waits most, so it comes first (but for the machine itself, which is seen bare), beside the suites that want
 * the processor; those that share its kinds of devices come after it, cameras in one hand and scanners in the other. Suites not
 * named here are the last.
 */
const hands = {
  lane: ['machine', 'lane'],
  beside: [
    ...['printer-serial', 'scanner-serial', 'scale', 'printer-usb', 'signal', 'hardware', 'printer-tspl'],
    ...['printer-network', 'camera-rtsp', 'scanner-wedge'],
  ],
  cameras: ['camera-v4l2'],
  scanners: ['hid', 'scanner-hid', 'plugged-in'],
} as const

// The machine's only work: says hello, runs the device suites, and tells how they ended.
const host = await openHostLine()
// A machine that nobody waits for any more switches itself off.
void host.ended.then(() => process.exit(1))
const up = Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0])
const slow = slowness()
const about = `Linux ${release()}, Node ${process.versions.node}, ${slow.toFixed(0)} times as slow as a usual computer`
host.tell({ tell: 'line', text: `started in ${up.toFixed(0)} s: ${about}` })
process.env.REGRADE_MACHINE_SLOW = String(slow)
// A usual machine of this kind is ten times as slow as the computer it runs on. A station takes half a minute to be up in it and
// twice that where its host is busy, which that piece of work may be too short to meet; only what never comes is waited for so long.
const times = Math.max(3, slow / 3)
process.env.REGRADE_PATIENCE = String(times)
// Longer than test/rigs/until.ts waits, so that what is waited for in vain is named.
const patience = 70_000 * times
const named = suites()
const all = globSync('test/devices/*.test.ts').map((file) => basename(file, '.test.ts'))
const known: readonly string[] = Object.values(hands).flat()
const unnamed = all.filter((suite) => !known.includes(suite))
const [lane, beside] = [run(hands.lane), run(hands.beside)]
const cameras = lane.then(() => run(hands.cameras))
const scanners = Promise.all([lane, beside]).then(() => run([...hands.scanners, ...unnamed]))
const working = await Promise.all([lane, beside, cameras, scanners])
host.tell({ tell: 'done', code: process.exitCode === undefined ? 0 : 1 })
for (const vitest of working) await vitest?.close()
host.close()

/** Runs those of these suites that are wanted, one after the other. */
async function run(order: readonly string[]): Promise<Vitest | undefined> {
  const wanted = order.filter((suite) => named.length === 0 || named.includes(suite))
  if (wanted.length === 0) return undefined
  return startVitest('test', [], {
    config: false,
    root: process.cwd(),
    include: wanted.map((suite) => `test/devices/${suite}.test.ts`),
    run: true,
    watch: false,
    // One process: imports are slow here.
    pool: 'forks',
    maxWorkers: 1,
    isolate: false,
    sequence: { sequencer: inOrder(wanted) },
    // Node reads TypeScript itself; through vite every import would take several times longer.
    experimental: { viteModuleRunner: false },
    testTimeout: patience,
    hookTimeout: patience,
    reporters: [new HostReporter(host)],
  })
}

function inOrder(suites: readonly string[]) {
  return class extends BaseSequencer {
    override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
      const place = ({ moduleId }: TestSpecification) => suites.indexOf(basename(moduleId, '.test.ts'))
      return files.toSorted((one, other) => place(one) - place(other))
    }
  }
}

/** Suites named on the kernel's command line; all where none is. */
function suites(): string[] {
  const words = readFileSync('/proc/cmdline', 'utf8').trim().split(' ')
  const chosen = words.find((word) => word.startsWith('regrade.suites='))
  return chosen ? chosen.slice('regrade.suites='.length).split(',') : []
}

/** How many times longer than on a usual computer (0.15 s) a fixed piece of work takes here, not below 1. */
function slowness(): number {
  const from = performance.now()
  let bits = 1
  for (let turn = 0; turn < 20_000_000; turn += 1) bits = (Math.imul(bits, 0x21f0aaad) + turn) | 0
  const seconds = (performance.now() - from) / 1000
  return bits === 0 ? 1 : Math.max(1, seconds / 0.15)
}
