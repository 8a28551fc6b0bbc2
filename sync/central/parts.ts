import type { Clock } from '../../main/kernel/clock.ts'
import type { NewId, RandomBytes } from '../../main/kernel/ids.ts'
import type { BlobStore } from './blobs/blob-store.ts'
import type { CentralDatabase } from './database/open-database.ts'
import type { Metrics } from './http/metrics.ts'

/** What every route of central works with; the only things that differ between a test and a server in service. */
export interface CentralParts {
  readonly db: CentralDatabase
  readonly blobs: BlobStore
  readonly metrics: Metrics
  readonly clock: Pick<Clock, 'now'>
  readonly newId: NewId
  readonly random: RandomBytes
  /** Bearer keys; `reports` may only read. */
  readonly keys: { readonly admin: string; readonly reports: string }
  /** Reading needs no key: true only where nobody but this machine can connect. */
  readonly openReading: boolean
}
