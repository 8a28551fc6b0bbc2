import { accessSync, constants, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Fault } from '../kernel/fault.ts'

/** Where a station keeps everything that must outlive it. */
export interface DataFolder {
  readonly root: string
  readonly ledger: string
  readonly catalogue: string
  readonly evidence: string
  readonly backups: string
  /** Heads learnt here, and which is in use. */
  readonly heads: string
  /** What is known of each camera: empty stages, the size of a pixel. */
  readonly cameras: string
}

/** Makes the folder (readable by its owner only) or throws DATA_UNWRITABLE naming it. */
export function openDataFolder(folder: string): DataFolder {
  const root = resolve(folder)
  const data = {
    root,
    ledger: join(root, 'ledger.db'),
    catalogue: join(root, 'catalogue.db'),
    evidence: join(root, 'evidence'),
    backups: join(root, 'backups'),
    heads: join(root, 'heads'),
    cameras: join(root, 'cameras'),
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
