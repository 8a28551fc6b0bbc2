import type { OverrideInput } from '../api/desk.ts'
import { conclude } from '../inspection/checklist.ts'
import { decide } from '../inspection/decide.ts'
import { grade } from '../inspection/grade.ts'
import { identify, remainingLines } from '../inspection/identify.ts'
import { renderLabel } from '../inspection/label.ts'
import { newPlate } from '../inspection/licence-plate.ts'
import type {
  Captured,
  Checked,
  Decided,
  Decision,
  Identification,
  Identified,
  Inferred,
  InspectionRecord,
  Item,
  Override,
  Proposed,
} from '../inspection/record.ts'
import type { Inference } from '../kernel/finding.ts'
import type { Scan } from '../kernel/scan.ts'
import type { LaneItem } from './lane-item.ts'
import type { LanePorts } from './lane-ports.ts'

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

function withoutDone(identification: Identification, ports: LanePorts): Identification {
  const { rma } = identification
  if (!rma) return identification
  const rows = ports.ledger.list({ text: rma }, 500)
  const done = rows.flatMap(({ record }) => ('line' in record.item ? [record.item.line.line] : []))
  const lines = identification.candidates.flatMap(({ item }) => (item.kind === 'expected' ? [item.line] : []))
  const left = new Set(remainingLines(lines, done).map((line) => line.line))
  const candidates = identification.candidates.filter(
    ({ item }) => item.kind !== 'expected' || left.has(item.line.line),
  )
  return { ...identification, candidates }
}

export function withItem(item: LaneItem, chosen: Item): LaneItem & { readonly identified: Identified } {
  return {
    ...item,
    identified: { ...item.scanned, reading: item.identification.reading, item: chosen },
    answers: [],
  }
}

/** Adds what the answers say; `inspect` tells whether photographs are needed. */
export function withChecks(
  item: LaneItem & { readonly identified: Identified },
  ports: LanePorts,
): LaneItem & { readonly checked: Checked } {
  const { told, inspect } = conclude(item.answers, item.identified.item, ports.policy)
  return { ...item, checked: { ...item.identified, answers: item.answers, told, inspect } }
}

export function withShots(
  item: LaneItem & { readonly checked: Checked },
): LaneItem & { readonly captured: Captured } {
  return { ...item, captured: { ...item.checked, shots: [...item.taken.values()].map((each) => each.shot) } }
}

/** Grades and proposes; both are total. */
export function withProposal(
  item: LaneItem & { readonly captured: Captured },
  inference: Inference,
  ports: LanePorts,
): LaneItem & { readonly inferred: Inferred; readonly proposed: Proposed } {
  const inferred: Inferred = { ...item.captured, inference }
  const graded = { ...inferred, verdict: grade(inferred, ports.policy) }
  return { ...item, inferred, proposed: { ...graded, proposal: decide(graded, ports.policy) } }
}

/** The decision a confirmation makes; what a supervisor must see is held and labelled quarantine. */
export function decisionOf(
  proposed: Proposed,
  by: 'auto' | string,
  { at, change }: { readonly at: number; readonly change?: OverrideInput },
): Decision {
  const proposedPair = { disposition: proposed.proposal.choice, grade: proposed.verdict.grade }
  const wanted = change ? { disposition: change.disposition, grade: change.grade } : proposedPair
  const held =
    proposed.proposal.decidedBy === 'supervisor' || (by === 'auto' && proposed.proposal.decidedBy !== 'auto')
  const override: Override | undefined = change && {
    by,
    from: proposedPair,
    to: wanted,
    reasonCode: change.reasonCode,
    note: change.note,
  }
  return {
    disposition: held ? 'quarantine' : wanted.disposition,
    grade: wanted.grade,
    by,
    held,
    at,
    ...(override ? { override } : {}),
  }
}

/** The whole record with its label, ready for the one transaction. */
export function withRecord(
  item: LaneItem & { readonly proposed: Proposed },
  decision: Decision,
  ports: LanePorts,
): LaneItem & { readonly record: InspectionRecord } {
  const decided: Decided = { ...item.proposed, decision }
  const { inference } = decided
  const record: InspectionRecord = {
    ...decided,
    label: renderLabel(decided, ports.policy.label, ports.config.station.name),
    versions: {
      policy: ports.policy.version,
      model: inference.status === 'done' ? inference.model : 'none',
      station: ports.version,
    },
    timings: item.timings,
  }
  return { ...item, decided, record }
}
