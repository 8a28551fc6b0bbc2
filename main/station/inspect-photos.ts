import type { Eyes } from '../../models/port.ts'
import { inspect } from '../inspection/flow.ts'
import type { Lookup } from '../inspection/identify.ts'
import { skuOf } from '../inspection/item-facts.ts'
import { newPlate } from '../inspection/licence-plate.ts'
import type { Policy } from '../inspection/policy.ts'
import { findingsOf, type InspectionRecord } from '../inspection/record.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Frame, Shot } from '../kernel/frame.ts'
import type { NewId, RandomBytes } from '../kernel/ids.ts'
import type { Category } from '../kernel/item.ts'
import type { Examiner } from './examine.ts'
import { version } from './version.ts'

/** Photographs of one item with their hashes, and what is known of it beforehand. */
export interface PhotoJob {
  readonly photos: readonly { readonly frame: Frame; readonly sha256: string }[]
  readonly code: string
  readonly category: Category
  /** What the whole units it is compared with are kept under, where that is not its SKU. */
  readonly wholesOf?: string
}

export interface PhotoPorts {
  readonly eyes: Pick<Eyes, 'measure'>
  readonly examiner: Pick<Examiner, 'examine'>
  readonly lookup: Lookup
  readonly policy: Policy
  readonly clock: Clock
  readonly newId: NewId
  readonly random: RandomBytes
}

/** Milliseconds the eyes may take for all photographs of the command line. */
const inferLimitMs = 60_000

/** The flow without a lane: whoever typed the command stands for the operator; what a supervisor must see is held. */
export function inspectPhotos(job: PhotoJob, ports: PhotoPorts): Promise<InspectionRecord> {
  const { clock, eyes, lookup, policy } = ports
  const scan = { text: job.code, source: 'typed', device: 'command line', at: clock.now() } as const
  const scanned = { id: ports.newId(), plate: newPlate(ports.random(8)), scan, operator: 'unattended' }
  const frames = job.photos.map((each) => each.frame)
  const steps = {
    ...{ lookup, clock },
    choose: async ({ candidates }) => candidates[0]?.item ?? { kind: 'unlisted', category: job.category },
    answer: async () => [],
    shoot: () => Promise.all(job.photos.map((photo) => shotOf(photo, eyes))),
    see: async ({ item }) =>
      (await ports.examiner.examine(frames, job.wholesOf ?? skuOf(item)?.sku, inferLimitMs)).inference,
  } satisfies Parameters<typeof inspect>[1]
  return inspect(scanned, steps, {
    policy,
    by: 'command line',
    label: policy.label,
    station: { name: 'inspect', version },
  })
}

async function shotOf(
  { frame, sha256 }: PhotoJob['photos'][number],
  eyes: PhotoPorts['eyes'],
): Promise<Shot> {
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
        ? {
            status: 'done',
            severity: inference.severity,
            category: inference.category,
            memory: inference.memory,
          }
        : inference,
    label,
    versions,
    timings: { ...timings, ...(inference.status === 'done' ? inference.timings : {}) },
  }
}
