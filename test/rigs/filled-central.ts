import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { InspectionRecord } from '../../main/inspection/record.ts'
import type { Correction } from '../../sync/ledger/port.ts'
import {
  type CentralRig,
  centralRig,
  correctedEvent,
  envelopes,
  printedEvent,
  recordedEvent,
} from '../unit/central/central-rig.ts'
import { findings, proposal, shots, skus, verdict } from './fake-lane-views.ts'
import { fakePhotos } from './fake-pages-server.ts'
import { correctionOf, recordOf } from './records.ts'

const dayMs = 86_400_000
const sites = ['Leipzig', 'Poznań', 'Venlo']

/** A real central with `count` inspections a site over three weeks, photographs of every fifth, serving the pages in `folder`. */
export async function filledCentral(folder: string, count = 200) {
  const central = await centralRig()
  const photos = await fakePhotos()
  for (const photo of photos) await central.parts.blobs.keep(hashOf(photo), Readable.from([photo]))
  for (const [place, site] of sites.entries()) await fill(central, { site, place, count, photos })
  const app = await central.again({}, folder)
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  return { url, close: () => central.close() }
}

interface Work {
  readonly site: string
  readonly place: number
  readonly count: number
  readonly photos: readonly Buffer[]
}

async function fill(central: CentralRig, { site, place, count, photos }: Work): Promise<void> {
  const station = await central.enrol(`Dock ${place + 1}`, site)
  const records = Array.from({ length: count }, (_, index) => recordOn(place * count + index + 1, photos))
  const recorded = records.map((record, index) => recordedEvent(index + 1, record))
  const printed = records.map((record, index) => printedEvent(count + index + 1, record))
  const corrected = records
    .filter((_, index) => index % 9 === 0)
    .map((record, index) => correctedEvent(2 * count + index + 1, correctionFor(record)))
  const events = [...recorded, ...printed, ...corrected]
  for (let start = 0; start < events.length; start += 100) {
    const answer = await station.send(envelopes(station.id, events.slice(start, start + 100)))
    if (answer.status !== 200) throw new Error(`central refused a batch: ${answer.text}`)
  }
}

function correctionFor(record: InspectionRecord): Correction {
  return correctionOf(record, { reasonCode: 'surface.scratched' })
}

function recordOn(seed: number, photos: readonly Buffer[]): InspectionRecord {
  const record = recordOf(seed)
  const at = record.decision.at + (seed % 21) * dayMs
  const decision = { ...record.decision, at }
  if (seed % 5 !== 0) return { ...record, shots: [], decision }
  return {
    ...record,
    item: { kind: 'known', sku: skus[0]! },
    verdict,
    proposal: { ...proposal, alternatives: record.proposal.alternatives },
    inference: {
      status: 'done',
      findings,
      severity: { none: 0.14, minor: 0.61, major: 0.25 },
      category: [{ name: 'small_electronics', probability: 0.88 }],
      model: 'first-light@1',
      timings: { decodeMs: 61, runMs: 344 },
    },
    shots: shots.map((shot, index) => ({ ...shot, sha256: hashOf(photos[index % photos.length]!) })),
    decision,
  }
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
