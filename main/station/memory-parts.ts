import { existsSync } from 'node:fs'
import type { FastifyBaseLogger } from 'fastify'
import type { UnitStore } from '../../models/memory/port.ts'
import { type Remembering, startRemembering } from '../../models/memory/remembering.ts'
import type { Eyes } from '../../models/port.ts'
import type { Evidence } from '../../sync/evidence/port.ts'
import type { Ledger } from '../../sync/ledger/port.ts'
import { backupUnits } from '../../sync/memory/backup.ts'
import { openUnits } from '../../sync/memory/units.ts'
import type { Policy } from '../inspection/policy.ts'
import type { Clock } from '../kernel/clock.ts'
import { asFault } from '../kernel/fault.ts'
import type { CameraBook } from './camera-book.ts'
import { ConfirmedUnits } from './confirmed-units.ts'
import { type Examiner, examinerOf } from './examine.ts'
import { KnownUnits } from './known-units.ts'
import { startRenewing } from './renew-units.ts'

export interface MemoryPartsPorts {
  /** The database of whole units. */
  readonly file: string
  readonly eyes: Eyes
  readonly evidence: Pick<Evidence, 'read'>
  readonly ledger: Pick<Ledger, 'audit'>
  readonly stages: Pick<CameraBook, 'stageOf'>
  readonly policy: Policy
  readonly clock: Clock
  readonly log: FastifyBaseLogger
}

/** Everything of a station that knows whole units. */
export interface MemoryParts {
  readonly examiner: Examiner
  readonly remembering: Remembering
  /** Absent where the units cannot be read. */
  readonly confirmed: ConfirmedUnits | undefined
  /** Keeps all cells those of the model in use, while `idle`; returns how to stop. */
  renew(idle: () => boolean): () => Promise<void>
  /** Copies the units; nothing where there are none yet. */
  backup(to: string): Promise<void>
  close(): Promise<void>
}

/** Opens the whole units. A damaged file is left alone and logged: items are then judged by the eyes alone. */
export function openMemory(ports: MemoryPartsPorts): MemoryParts {
  const { file, eyes, clock, log } = ports
  const units = unitsIn(file, log)
  const remembering = startRemembering()
  if (!units) return without(ports, remembering)
  const known = new KnownUnits({ units, remembering, eyes })
  const confirmed = new ConfirmedUnits({ ...ports, units, remembering })
  return {
    examiner: examinerOf({ eyes, clock, log, memory: { known, remembering } }),
    remembering,
    confirmed,
    renew: (idle) => startRenewing({ units, remembering, eyes, clock, log, idle }),
    backup: async (to) => {
      if (existsSync(file) && units.taught().length > 0) await backupUnits(file, to)
    },
    close: () => closeAll({ units, remembering, confirmed }),
  }
}

/** What units are kept with. */
export interface Keeps {
  readonly units: UnitStore
  readonly remembering: Remembering
}

/** An examiner over the units of a file (`:memory:` for new ones), or without any, for work without a lane. */
export function readMemory({
  file,
  eyes,
  clock,
  log,
}: Pick<MemoryPartsPorts, 'eyes' | 'clock'> & {
  readonly file?: string
  readonly log: Pick<FastifyBaseLogger, 'warn'>
}): Pick<MemoryParts, 'examiner' | 'close'> & { readonly keeps?: Keeps } {
  if (file === undefined) return { examiner: examinerOf({ eyes, clock, log }), close: async () => {} }
  const units = openUnits(file)
  const remembering = startRemembering()
  const known = new KnownUnits({ units, remembering, eyes })
  return {
    examiner: examinerOf({ eyes, clock, log, memory: { known, remembering } }),
    keeps: { units, remembering },
    close: async () => {
      await remembering.close()
      units.close()
    },
  }
}

function unitsIn(file: string, log: FastifyBaseLogger): UnitStore | undefined {
  try {
    return openUnits(file)
  } catch (thrown) {
    log.error({ err: asFault(thrown) }, 'the whole units cannot be read; items are not compared with them')
    return undefined
  }
}

function without({ eyes, clock, log }: MemoryPartsPorts, remembering: Remembering): MemoryParts {
  return {
    examiner: examinerOf({ eyes, clock, log }),
    remembering,
    confirmed: undefined,
    renew: () => async () => {},
    backup: async () => {},
    close: () => remembering.close(),
  }
}

/** What is being kept is finished first: its thread would be gone. */
async function closeAll({
  units,
  remembering,
  confirmed,
}: Keeps & { readonly confirmed: ConfirmedUnits }): Promise<void> {
  await confirmed.idle()
  await remembering.close()
  units.close()
}
