import { backupOf } from '../sqlite/backup.ts'
import { memoryKind } from './schema.ts'

/** Copies the whole units to `to`, also while the station works with them; see sqlite/backup.ts. */
export function backupUnits(file: string, to: string): Promise<void> {
  return backupOf(memoryKind(file), to)
}
