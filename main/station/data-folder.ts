import { accessSync, constants, existsSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Fault } from '../kernel/fault.ts'

/** Where a station keeps everything that must outlive it. */
export interface DataFolder {
  readonly root: string
  readonly ledger: string
  readonly catalogue: string
  /** Whole units; there only once one was taught. */
  readonly memory: string
  readonly evidence: string
  readonly backups: string
  /** Heads learnt here, and which is in use. */
  readonly heads: string
  /** What is known of each camera: empty stages, the size of a pixel. */
  readonly cameras: string
  /** The configuration saved in Set-up, read where no other is named. */
  readonly config: string
  /** Whether a configuration saved in Set-up has proved itself. */
  readonly trial: string
}

const ownConfigName = 'station.json'

/** The configuration a command beside the station goes by: the one named, or the one saved in Set-up, or none. */
export function configBeside(named: string | undefined, folder: string): string | undefined {
  const own = join(resolve(folder), ownConfigName)
  return named ?? (existsSync(own) ? own : undefined)
}

/** The database of whole units in a station's data folder. */
export function memoryIn(root: string): string {
  return join(root, 'memory.db')
}

/** Makes the folder (readable by its owner only) or throws DATA_UNWRITABLE naming it. */
export function openDataFolder(folder: string): DataFolder {
  const root = resolve(folder)
  const data = {
    root,
    ledger: join(root, 'ledger.db'),
    catalogue: join(root, 'catalogue.db'),
    memory: memoryIn(root),
    evidence: join(root, 'evidence'),
    backups: join(root, 'backups'),
    heads: join(root, 'heads'),
    cameras: join(root, 'cameras'),
    config: join(root, ownConfigName),
    trial: join(root, 'config-trial.json'),
  }
  try {
    for (const each of [root, data.evidence, data.backups]) mkdirSync(each, { recursive: true, mode: 0o700 })
    accessSync(root, constants.W_OK)
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown'
    throw new Fault(
      'DATA_UNWRITABLE',
      `${root}: cannot be written (${code}). Give another folder with --data or change its owner.`,
      cause,
    )
  }
  return data
}
