import type { Eyes } from '../../models/port.ts'
import { decide } from '../inspection/decide.ts'
import { grade } from '../inspection/grade.ts'
import { identify, type Lookup } from '../inspection/identify.ts'
import { renderLabel } from '../inspection/label.ts'
import { newPlate } from '../inspection/licence-plate.ts'
import type { Policy } from '../inspection/policy.ts'
import {
  type Captured,
  type Decided,
  findingsOf,
  type InspectionRecord,
  type Item,
} from '../inspection/record.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Frame, Shot } from '../kernel/frame.ts'
import type { NewId, RandomBytes } from '../kernel/ids.ts'
import type { Category } from '../kernel/item.ts'
import { decisionOf } from './lane-steps.ts'
import { version } from './version.ts'

/** Photographs of one item with their hashes, and what is known of it beforehand. */
export interface PhotoJob {
  readonly photos: readonly { readonly frame: Frame; readonly sha256: string }[]
  readonly code: string
  readonly category: Category
}

export interface PhotoPorts {
  readonly eyes: Eyes
  readonly lookup: Lookup
  readonly policy: Policy
  readonly clock: Clock
  readonly newId: NewId
  readonly random: RandomBytes
}

/** Milliseconds the eyes may take for all photographs of the command line. */
const inferLimitMs = 60_000

/** The flow without a lane: nobody is asked, so whatever is unsure is held, as on an unattended lane. */
export async function inspectPhotos(job: PhotoJob, ports: PhotoPorts): Promise<InspectionRecord> {
  const { clock, eyes, policy } = ports
  const started = clock.ticks()
  const captured = await capturedOf(job, ports)
  const looked = clock.ticks()
  const inference = await eyes.infer(
    job.photos.map((each) => each.frame),
    inferLimitMs,
  )
  const inferred = { ...captured, inference }
  const told = clock.ticks()
  const graded = { ...inferred, verdict: grade(inferred, policy) }
  const proposed = { ...graded, proposal: decide(graded, policy) }
  const decided: Decided = { ...proposed, decision: decisionOf(proposed, 'auto', { at: clock.now() }) }
  const label = renderLabel(decided, policy.label, 'inspect')
  const model = inference.status === 'done' ? inference.model : 'none'
  const timings = { identify: looked - started, infer: told - looked, judge: clock.ticks() - told }
  return { ...decided, label, timings, versions: { policy: policy.version, model, station: version } }
}

async function capturedOf({ photos, code, category }: PhotoJob, ports: PhotoPorts): Promise<Captured> {
  const scan = { text: code, source: 'typed', device: 'command line', at: ports.clock.now() } as const
  const { reading, candidates } = identify(scan, ports.lookup)
  const item: Item = candidates[0]?.item ?? { kind: 'unlisted', category }
  const shots = await Promise.all(photos.map((photo) => shotOf(photo, ports.eyes)))
  const id = ports.newId()
  const plate = newPlate(ports.random(8))
  return {
    id,
    plate,
    scan,
    operator: 'unattended',
    reading,
    item,
    answers: [],
    told: [],
    inspect: true,
    shots,
  }
}

async function shotOf({ frame, sha256 }: PhotoJob['photos'][number], eyes: Eyes): Promise<Shot> {
  const { role, mediaType, takenAt, device } = frame
  return { role, sha256, mediaType, takenAt, device, quality: await eyes.measure(frame) }
}

/** The record as the command line prints it. */
export function printed(record: InspectionRecord): Record<string, unknown> {
  const { id, plate, reading, item, shots, verdict, proposal, label, versions, timings, inference } = record
  const { decidedBy, reasons, alternatives, choice, confidence } = proposal
  return {
    ...{ id, plate, code: reading, item, shots, findings: findingsOf(record) },
    grade: verdict,
    disposition: { choice, alternatives, decidedBy, confidence, reasons },
    decision: record.decision,
    eyes:
      inference.status === 'done'
        ? { status: 'done', severity: inference.severity, category: inference.category }
        : inference,
    label,
    versions,
    timings: { ...timings, ...(inference.status === 'done' ? inference.timings : {}) },
  }
}
