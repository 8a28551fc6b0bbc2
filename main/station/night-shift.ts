import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyBaseLogger } from 'fastify'
import type { Evidence } from '../../sync/evidence/port.ts'
import type { Ledger } from '../../sync/ledger/port.ts'
import { asFault } from '../kernel/fault.ts'
import type { AuditWatch } from './audit-watch.ts'
import { type BookPorts, NightBook, type NightJob } from './night-book.ts'
import { isNight, wallClock } from './night-time.ts'

const hourMs = 3600_000
/** Photographs no record names (a cancelled item's) go after a day. */
const orphanMs = 24 * hourMs

/** Copies of the whole units that are kept: they hold photographs, and the newest is the one that is wanted. */
const memoryCopies = 2

/** Milliseconds of a day. */
const dayMs = 24 * hourMs

/** Milliseconds between two rounds. */
const roundMs = 300_000

/** Learning that a night was missed for waits until nobody has worked at the lane for so long: a break, in milliseconds. */
const breakMs = 600_000

export interface NightPorts extends BookPorts {
  /** Days photographs are kept; undefined keeps them all. */
  readonly keepDays: number | undefined
  readonly ledger: Pick<Ledger, 'evidenceSpent' | 'audit' | 'setting' | 'saveSetting'>
  /** Whether the item on the lane rests on this photograph. */
  holds(sha256: string): boolean
  /** Whether a record, or the item on the lane, rests on this photograph. */
  named(sha256: string): boolean
  /** Milliseconds since there was an item on the lane. */
  quietMs(): number
  readonly evidence: Evidence
  readonly log: FastifyBaseLogger
  readonly backups: string
  readonly keep: number
  readonly audit: AuditWatch
  /** Learns grades where something new was confirmed; never rejects. */
  learn(): Promise<void>
  /** Writes a consistent copy of the ledger to the file named. */
  backup(to: string): Promise<void>
  /** The same of the whole units; absent while none are kept. */
  backupMemory?(to: string): Promise<void>
}

/**
 * Every hour: sweeps orphaned photographs; once a night: verifies the audit trail, backs the ledger up, removes photographs
 * past their days and learns. Returns how to stop.
 */
export function startNightShift(ports: NightPorts): () => Promise<void> {
  const stop = new AbortController()
  const done = run(ports, stop.signal)
  return () => {
    stop.abort()
    return done
  }
}

async function run(ports: NightPorts, signal: AbortSignal): Promise<void> {
  const round = nightShift(ports)
  // A minute after start at the earliest: a starting station has better things to do.
  await ports.clock.sleep(60_000, signal)
  while (!signal.aborted) {
    await round()
    await ports.clock.sleep(roundMs, signal)
  }
}

/** One round of it, to be called again and again: what is due is done, each job for itself. Never rejects; exported for tests. */
export function nightShift(ports: NightPorts): () => Promise<void> {
  const { clock, named, evidence } = ports
  const book = new NightBook(ports)
  const jobs = jobsOf(ports)
  let swept: number | undefined
  return async () => {
    if (swept === undefined || clock.ticks() - swept >= hourMs) {
      swept = clock.ticks()
      await tried(ports, 'orphans', () => evidence.sweep(named, orphanMs))
    }
    for (const { job, work, at = () => 'when due' } of jobs) {
      const when = at()
      if (when === 'not now' || !book.due(job, when === 'at once')) continue
      book.begun(job)
      await tried(ports, job, async () => {
        await work()
        book.done(job)
      })
    }
  }
}

async function tried({ log }: NightPorts, what: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (thrown) {
    log.warn({ err: asFault(thrown), what }, 'the night shift failed at this; it is tried again in an hour')
  }
}

interface Job {
  readonly job: NightJob
  work(): Promise<void>
  /** Whether it may be done now; absent where it may whenever it is due. */
  at?(): 'when due' | 'at once' | 'not now'
}

function jobsOf(ports: NightPorts): readonly Job[] {
  const { audit, clock, zone, keep, backup, backupMemory, learn } = ports
  const quiet = () => isNight(clock.now(), zone) || ports.quietMs() >= breakMs
  return [
    {
      job: 'verify',
      work: () => verifyTrail(ports),
      at: () => (audit.verdict.state === 'unverified' ? 'at once' : 'when due'),
    },
    { job: 'copy', work: () => dayCopy(ports, 'ledger', { keep, copy: backup }) },
    { job: 'removal', work: () => removeSpent(ports) },
    ...(backupMemory
      ? [
          {
            job: 'memory' as const,
            work: () => dayCopy(ports, 'memory', { keep: memoryCopies, copy: backupMemory }),
          },
        ]
      : []),
    { job: 'learning', work: learn, at: () => (quiet() ? 'when due' : 'not now') },
  ]
}

async function verifyTrail({ audit, log }: NightPorts): Promise<void> {
  const verdict = await audit.verify()
  if (verdict.state === 'broken') log.error(verdict, 'the audit trail does not fit together')
}

/** Makes the copy of this day, unless it is there already, and removes the oldest ones. */
async function dayCopy(
  { clock, zone, backups }: NightPorts,
  what: 'ledger' | 'memory',
  { keep, copy }: { readonly keep: number; copy(to: string): Promise<void> },
): Promise<void> {
  const name = `${what}-${wallClock(clock.now(), zone).day}.db`
  const there = readdirSync(backups)
    .filter((file) => file.startsWith(`${what}-`) && /^[a-z]+-\d{4}-\d\d-\d\d\.db$/.test(file))
    .sort()
  if (there.includes(name)) return
  await copy(join(backups, name))
  for (const old of there.slice(0, Math.max(0, there.length + 1 - keep))) rmSync(join(backups, old))
}

/** Photographs past their days go, where central has them and nobody waits to look at them; how many stands in the trail. */
async function removeSpent({ keepDays, ledger, holds, evidence, clock }: NightPorts): Promise<void> {
  if (keepDays === undefined) return
  const before = clock.now() - keepDays * dayMs
  const stays = (sha256: string) => holds(sha256) || !ledger.evidenceSpent(sha256, before)
  const gone = await evidence.sweep(stays, keepDays * dayMs)
  if (gone === 0) return
  const detail = `${gone} photographs older than ${keepDays} days, all of them at central`
  ledger.audit({ actor: 'station', action: 'evidence.removed', subject: 'evidence', detail })
}
