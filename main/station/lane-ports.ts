import type { FastifyBaseLogger } from 'fastify'
import type { Scale } from '../../drivers/scale/port.ts'
import type { Eyes } from '../../models/port.ts'
import type { Catalogue } from '../../sync/catalogue/port.ts'
import type { Evidence } from '../../sync/evidence/port.ts'
import type { Ledger } from '../../sync/ledger/port.ts'
import type { DevicesView } from '../api/views.ts'
import type { Policy } from '../inspection/policy.ts'
import type { InspectionRecord, StaffId } from '../inspection/record.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Inference } from '../kernel/finding.ts'
import type { Frame } from '../kernel/frame.ts'
import type { NewId, RandomBytes } from '../kernel/ids.ts'
import type { Config } from './config.ts'
import type { LaneCamera, Simulation } from './devices.ts'
import type { Examiner } from './examine.ts'

/** What a lane works with; compose.ts makes the real ones. */
export interface LanePorts {
  readonly config: Config
  readonly policy: Policy
  readonly clock: Clock
  readonly newId: NewId
  readonly random: RandomBytes
  readonly catalogue: Catalogue
  readonly cameras: readonly LaneCamera[]
  /** Absent where none is configured. */
  readonly scale?: Pick<Scale, 'now'> | undefined
  readonly eyes: Pick<Eyes, 'measure'>
  readonly examiner: Examiner
  readonly evidence: Evidence
  readonly ledger: Ledger
  readonly log: Pick<FastifyBaseLogger, 'error'>
  readonly version: string
  devices(): DevicesView
  /** The person logged in at the kiosk, if any. */
  present(): StaffId | undefined
  /** Told of every answer an item was given, once it is on the screen; must return at once. */
  examined(inspection: string, frames: readonly Frame[], inference: Inference): void
  /** Told of every answer the eyes gave by themselves; must return at once. */
  judged(inspection: string, frames: readonly Frame[], answer: Inference): void
  /** Told of every inspection once it is in the ledger; must return at once. */
  recorded(record: InspectionRecord): void
  /** Tells the print worker that there is a job. */
  kickPrinter(): void
  /** Tells the uplink that there is an event. */
  kickUplink(): void
  /** Absent on a real rig. */
  readonly simulation?: Simulation
}
