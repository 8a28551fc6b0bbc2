import { readFileSync } from 'node:fs'
import { release } from 'node:os'
import { BaseSequencer, startVitest, type TestSpecification } from 'vitest/node'
import { openHostLine } from './host-line.ts'
import { HostReporter } from './reporter.ts'

/** What is tested first: the rest has no meaning without it. Files not named here come before the last two. */
const first = ['machine', 'hid', 'scanner-hid', 'scanner-serial', 'printer-serial', 'printer-usb']
const last = ['lane', 'faults']

class InOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const name = /([^/]+)\.test\.ts$/.exec(moduleId)?.[1] ?? ''
      if (first.includes(name)) return first.indexOf(name)
      return first.length + 1 + last.indexOf(name)
    }
    return files.toSorted((one, other) => place(one) - place(other))
  }
}

// The machine's only work: says hello, runs the device suites, and tells how they ended.
const host = await openHostLine()
// A machine that nobody waits for any more switches itself off.
void host.ended.then(() => process.exit(1))
const up = Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0])
const slow = slowness()
const about = `Linux ${release()}, Node ${process.versions.node}, ${slow.toFixed(0)} times as slow as a usual computer`
host.tell({ tell: 'line', text: `started in ${up.toFixed(0)} s: ${about}` })
process.env.REGRADE_MACHINE_SLOW = String(slow)
// A usual machine of this kind is ten times as slow as the computer it runs on.
process.env.REGRADE_PATIENCE = String(Math.max(1, slow / 10))
// Longer than test/rigs/until.ts waits, so that what is waited for in vain is named.
const patience = 70_000 * Math.max(1, slow / 10)
const vitest = await startVitest('test', suites(), {
  config: false,
  root: process.cwd(),
  include: ['test/devices/**/*.test.ts'],
  run: true,
  watch: false,
  // One process, one file after the other: a device is in one hand at a time, and imports are slow here.
  pool: 'forks',
  maxWorkers: 1,
  isolate: false,
  sequence: { sequencer: InOrder },
  // Node reads TypeScript itself; through vite every import would take several times longer.
  experimental: { viteModuleRunner: false },
  testTimeout: patience,
  hookTimeout: patience,
  reporters: [new HostReporter(host)],
})
host.tell({ tell: 'done', code: process.exitCode === undefined ? 0 : 1 })
await vitest.close()
host.close()

/** Suites named on the kernel's command line; all where none is. */
function suites(): string[] {
  const words = readFileSync('/proc/cmdline', 'utf8').trim().split(' ')
  const named = words.find((word) => word.startsWith('regrade.suites='))
  return named ? named.slice('regrade.suites='.length).split(',') : []
}

/** How many times longer than on a usual computer (0.15 s) a fixed piece of work takes here, not below 1. */
function slowness(): number {
  const from = performance.now()
  let bits = 1
  for (let turn = 0; turn < 20_000_000; turn += 1) bits = (Math.imul(bits, 0x21f0aaad) + turn) | 0
  const seconds = (performance.now() - from) / 1000
  return bits === 0 ? 1 : Math.max(1, seconds / 0.15)
}
