import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyBaseLogger } from 'fastify'
import type { Evidence } from '../../sync/evidence/port.ts'
import type { Ledger } from '../../sync/ledger/port.ts'
import type { Clock } from '../kernel/clock.ts'
import { asFault } from '../kernel/fault.ts'
import type { AuditWatch } from './audit-watch.ts'

const hourMs = 3600_000
/** Photographs no record names (a cancelled item's) go after a day. */
const orphanMs = 24 * hourMs

/** Copies of the whole units that are kept: they hold photographs, and the newest is the one that is wanted. */
const memoryCopies = 2

/** Milliseconds of a day. */
const dayMs = 24 * hourMs

export interface NightPorts {
  /** Days photographs are kept; undefined keeps them all. */
  readonly keepDays: number | undefined
  readonly ledger: Pick<Ledger, 'evidenceSpent' | 'audit'>
  /** Whether the item on the lane rests on this photograph. */
  holds(sha256: string): boolean
  /** Whether a record, or the item on the lane, rests on this photograph. */
  named(sha256: string): boolean
  readonly evidence: Evidence
  readonly clock: Clock
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
 * Every hour: sweeps orphaned photographs; once a day: verifies the audit trail, backs the ledger up and
 * removes photographs past their days. Returns how to stop.
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
  while (!signal.aborted) {
    // A minute after start at the earliest: a starting station has better things to do.
    await ports.clock.sleep(60_000, signal)
    if (signal.aborted) return
    try {
      await shift(ports)
    } catch (thrown) {
      ports.log.warn({ err: asFault(thrown) }, 'night shift failed; it is tried again in an hour')
    }
    await ports.clock.sleep(hourMs, signal)
  }
}

/** One round of it; exported for tests. */
export async function shift(ports: NightPorts): Promise<void> {
  const { named, evidence, backup, backupMemory, keep, audit, log } = ports
  await evidence.sweep(named, orphanMs)
  const first = await dayCopy(ports, 'ledger', {
    keep,
    copy: async (to) => {
      if (!audit.verify().ok) log.error(audit.verdict, 'the audit trail does not fit together')
      await backup(to)
    },
  })
  if (first) await removeSpent(ports)
  if (first) await ports.learn()
  if (backupMemory) await dayCopy(ports, 'memory', { keep: memoryCopies, copy: backupMemory })
}

/** Makes today's copy and removes the oldest ones; false where today's is there already. */
async function dayCopy(
  { clock, backups }: NightPorts,
  what: 'ledger' | 'memory',
  { keep, copy }: { readonly keep: number; copy(to: string): Promise<void> },
): Promise<boolean> {
  const name = `${what}-${new Date(clock.now()).toISOString().slice(0, 10)}.db`
  const there = readdirSync(backups)
    .filter((file) => file.startsWith(`${what}-`) && /^[a-z]+-\d{4}-\d\d-\d\d\.db$/.test(file))
    .sort()
  if (there.includes(name)) return false
  await copy(join(backups, name))
  for (const old of there.slice(0, Math.max(0, there.length + 1 - keep))) rmSync(join(backups, old))
  return true
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
