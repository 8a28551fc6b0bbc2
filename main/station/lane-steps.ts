import type { OverrideInput } from '../api/desk.ts'
import { settle } from '../inspection/decision.ts'
import * as flow from '../inspection/flow.ts'
import { identify, remainingLines } from '../inspection/identify.ts'
import { renderLabel } from '../inspection/label.ts'
import { newPlate } from '../inspection/licence-plate.ts'
import type { Identification, Item } from '../inspection/record.ts'
import type { Inference } from '../kernel/finding.ts'
import type { ExpectedLine } from '../kernel/item.ts'
import type { Scan } from '../kernel/scan.ts'
import type { LaneItem } from './lane-item.ts'
import type { LanePorts } from './lane-ports.ts'

// The steps of main/inspection/flow.ts, as the lane takes them: one at a time, with people in between.

/** A lane item that has come at least as far as the fields named. */
export type At<Field extends keyof LaneItem> = LaneItem & {
  readonly [K in Field]-?: NonNullable<LaneItem[K]>
}

/** A fresh item from a scan: identified as far as the catalogue can, lines already done left out. */
export function begin(scan: Scan, ports: LanePorts): LaneItem {
  const from = ports.clock.ticks()
  const identification = withoutDone(identify(scan, ports.catalogue), ports)
  return {
    scanned: {
      id: ports.newId(),
      plate: newPlate(ports.random(8)),
      scan,
      operator: ports.present() ?? 'unattended',
    },
    identification,
    answers: [],
    taken: new Map(),
    timings: { identify: ports.clock.ticks() - from },
  }
}

/** Lines offered for a code that names no return: more tiles than this help nobody. */
const mostOffered = 20

function withoutDone(identification: Identification, ports: LanePorts): Identification {
  const lines = expectedLines(identification)
  const done = [...new Set(lines.map((line) => line.rma))].flatMap((rma) => doneOn(rma, ports))
  const open = remainingLines(lines, done)
  const offered = identification.rma ? open : open.slice(0, mostOffered)
  const left = new Set(offered.map((line) => line.line))
  const candidates = identification.candidates.filter(
    ({ item }) => item.kind !== 'expected' || left.has(item.line.line),
  )
  return { ...identification, candidates }
}

function doneOn(rma: string, { ledger }: LanePorts): readonly string[] {
  const rows = ledger.list({ text: rma }, 500)
  return rows.flatMap(({ record }) => ('line' in record.item ? [record.item.line.line] : []))
}

/** The lines among the candidates. */
export function expectedLines({ candidates }: Identification): readonly ExpectedLine[] {
  return candidates.flatMap(({ item }) => (item.kind === 'expected' ? [item.line] : []))
}

/** Lighter than any item is a scale that swings around nothing. */
const leastGrams = 3

/** Notes what the scale shows, where it shows a weight that lies still; nobody waits for it. */
export function weighed<T extends LaneItem>(item: T, { scale }: LanePorts): T {
  const now = scale?.now()
  if (now?.kind !== 'stable' || now.grams < leastGrams) return item
  return { ...item, weightGrams: Math.round(now.grams * 10) / 10 }
}

export function withItem(item: LaneItem, chosen: Item): At<'identified'> {
  return { ...item, identified: flow.withItem(item.scanned, item.identification, chosen), answers: [] }
}

/** Adds what the answers say; `checked.inspect` tells whether photographs are needed. */
export function withChecks(item: At<'identified'>, { policy }: LanePorts): At<'checked'> {
  return { ...item, checked: flow.withAnswers(item.identified, item.answers, policy) }
}

export function withShots(item: At<'checked'>): At<'captured'> {
  return {
    ...item,
    captured: flow.withShots(
      item.checked,
      [...item.taken.values()].map((each) => each.shot),
      item.weightGrams,
    ),
  }
}

/** Grades and proposes; both are total. */
export function withProposal(
  item: At<'captured'>,
  inference: Inference,
  { policy }: LanePorts,
): At<'proposed'> {
  const inferred = flow.withInference(item.captured, inference)
  return { ...item, inferred, proposed: flow.withProposal(flow.withVerdict(inferred, policy), policy) }
}

/** Settles the decision and draws its label: the whole record, ready for the one transaction. */
export function withRecord(
  item: At<'proposed'>,
  by: string,
  { ports, change }: { ports: LanePorts; change?: OverrideInput },
): At<'record'> {
  const { policy, version, config } = ports
  const station = { name: config.station.name, version }
  const decided = settle(item.proposed, { by, at: ports.clock.now(), ...(change ? { change } : {}) })
  const label = renderLabel(decided, policy.label, station.name)
  const versions = flow.versionsOf(decided, { policy, station })
  return { ...item, decided, record: flow.withRecord(decided, { label, versions, timings: item.timings }) }
}
