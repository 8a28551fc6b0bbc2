import type { CodeReading } from '../../main/inspection/code.ts'
import type {
  Alternative,
  Decision,
  Disposition,
  Grade,
  GradeOdds,
  InspectionRecord,
  Item,
  Reason,
  SureGrade,
} from '../../main/inspection/record.ts'
import { dispositions, findingsOf, grades } from '../../main/inspection/record.ts'
import { type Finding, findingTypes, type Inference } from '../../main/kernel/finding.ts'
import { cameraRoles, type Shot } from '../../main/kernel/frame.ts'
import type { Sku } from '../../main/kernel/item.ts'
import type { Correction, StaffMember } from '../../sync/ledger/port.ts'
import { type Dice, diceOf, digits, hex, idsOf, pick, whole } from './seeded.ts'
import { lineOf, skuOf } from './skus.ts'

/** 2026-01-01T08:00:00Z; record N of a station is made N minutes later. */
const firstShift = 1_767_254_400_000

/**
 * A plausible whole record, the same for the same seed; different seeds differ in id, plate and everything else.
 * `change` replaces top-level fields.
 */
export function recordOf(seed: number, change: Partial<InspectionRecord> = {}): InspectionRecord {
  const dice = diceOf(seed * 7919 + 1)
  const at = firstShift + seed * 60_000
  const id = idsOf(seed, at)()
  const plate = `RG${digits(dice, 10)}`
  const item = itemOf(dice, seed)
  const shots = shotsOf(dice, at)
  const inference = inferenceOf(dice, shots)
  const odds = oddsOf(dice)
  const grade = inference.status === 'done' ? likeliest(odds) : 'U'
  const decision = decisionOf(dice, grade, at + 25_000)
  const label = labelOf(plate, decision)
  return {
    id,
    plate,
    scan: { text: codeOf(item, plate), source: 'simulated', device: 'scanner-1', at },
    operator: pick(dice, ['staff-1', 'staff-2', 'unattended']),
    reading: readingOf(item, plate),
    item,
    answers: [
      { question: 'sealed', answer: 'no' },
      { question: 'parts_present', answer: pick(dice, ['yes', 'no', 'unknown']) },
    ],
    told: [],
    inspect: true,
    shots,
    inference,
    verdict: {
      grade,
      probabilities: odds,
      voices: { rubric: 'A', model: grade },
      reasons: [reason('model.grade', `The model sees grade ${grade}.`, { grade })],
    },
    proposal: {
      choice: decision.disposition,
      alternatives: dispositions.map((disposition) => alternativeOf(dice, disposition)),
      confidence: round(dice()),
      decidedBy: decision.held ? 'supervisor' : decision.by === 'auto' ? 'auto' : 'operator',
      reasons: [reason('recovery.best', 'This brings the most money back.', {})],
    },
    decision,
    label,
    versions: { policy: 'default@1', model: 'returns-eye@1', station: '0.1.0' },
    timings: { identify: 4, capture: 310, infer: 420, grade: 1, decide: 1 },
    ...change,
  }
}

/** Records 1 to `count` of a station. */
export function recordsOf(count: number): InspectionRecord[] {
  return Array.from({ length: count }, (_, index) => recordOf(index + 1))
}

/** A record that is held for a supervisor, whatever the seed says. */
export function heldRecordOf(seed: number): InspectionRecord {
  const record = recordOf(seed)
  return { ...record, decision: { ...record.decision, disposition: 'quarantine', held: true } }
}

/** A supervisor's word on a record: overridden to `liquidate`, grade `D`, unless `change` says otherwise. */
export function correctionOf(record: InspectionRecord, change: Partial<Correction> = {}): Correction {
  return {
    id: `c-${record.id}`,
    inspection: record.id,
    kind: 'overridden',
    by: 'staff-9',
    at: record.decision.at + 600_000,
    disposition: 'liquidate',
    grade: 'D',
    rejectedFindings: findingsOf(record).length > 0 ? [0] : [],
    reasonCode: 'wrong_grade',
    note: 'Deep scratch on the lid, seen by hand.',
    ...change,
  }
}

/** A person who may log in; the hashes are shaped like argon2id's but open nothing. */
export function staffOf(seed: number, change: Partial<StaffMember> = {}): StaffMember {
  return {
    id: `staff-${seed}`,
    name: `Person ${seed}`,
    role: 'operator',
    pinHash: `$argon2id$v=19$m=19456,t=2,p=1$${hex(diceOf(seed), 22)}$${hex(diceOf(seed + 1), 43)}`,
    active: true,
    ...change,
  }
}

function itemOf(dice: Dice, seed: number): Item {
  const sku: Sku = skuOf(seed)
  const line = lineOf(seed)
  return pick<() => Item>(dice, [
    () => ({ kind: 'expected', sku, line }),
    () => ({ kind: 'expected', sku, line }),
    () => ({ kind: 'known', sku }),
    () => ({ kind: 'not_on_return', rma: line.rma, sku }),
    () => ({ kind: 'unlisted', category: sku.category }),
  ])()
}

function codeOf(item: Item, plate: string): string {
  if (item.kind === 'expected' || item.kind === 'empty_parcel') return item.line.rma
  if (item.kind === 'not_on_return') return item.rma
  return item.kind === 'known' ? (item.sku.gtin ?? item.sku.sku) : `X${plate}`
}

function readingOf(item: Item, plate: string): CodeReading {
  const display = codeOf(item, plate)
  if (item.kind === 'unlisted') return { kind: 'text', display, references: [display] }
  if (item.kind !== 'known') return { kind: 'rma', display, references: [display] }
  return { kind: 'gtin', display, ...(item.sku.gtin ? { gtin: item.sku.gtin } : {}), references: [] }
}

function shotsOf(dice: Dice, at: number): Shot[] {
  return cameraRoles.slice(0, whole(dice, 1, 4)).map((role, index) => ({
    role,
    sha256: hex(dice, 64),
    mediaType: 'image/jpeg',
    takenAt: at + 5_000 + index,
    device: `camera-${role}`,
    quality: { verdict: 'good', width: 1920, height: 1080, sharpness: whole(dice, 80, 400), exposure: 128 },
  }))
}

function inferenceOf(dice: Dice, shots: readonly Shot[]): Inference {
  if (dice() < 0.1) return { status: 'unsure', why: 'timed_out', detail: 'no answer within 900 ms' }
  return {
    status: 'done',
    findings: Array.from({ length: whole(dice, 0, 3) }, () => findingOf(dice, pick(dice, shots))),
    severity: { none: 0.6, minor: 0.3, major: 0.1 },
    category: [{ name: 'apparel', probability: 0.7 }],
    model: 'returns-eye@1',
    timings: { decodeMs: whole(dice, 40, 90), runMs: whole(dice, 200, 500) },
  }
}

function findingOf(dice: Dice, shot: Shot): Finding {
  const width = round(0.02 + dice() * 0.2)
  return {
    type: pick(dice, findingTypes),
    severity: pick(dice, ['minor', 'major']),
    score: round(dice()),
    source: 'model',
    view: {
      role: shot.role,
      region: { x: round(dice() * 0.7), y: round(dice() * 0.7), width, height: width },
    },
    sizePercent: round(width * width * 100),
  }
}

function oddsOf(dice: Dice): GradeOdds {
  const [a = 0, b = 0, c = 0, d = 0] = Array.from({ length: 4 }, () => round(dice() * 0.25))
  return { A: a, B: b, C: c, D: d, E: round(1 - a - b - c - d) }
}

function likeliest(odds: GradeOdds): SureGrade {
  return grades
    .filter((grade) => grade !== 'U')
    .reduce((best, grade) => (odds[grade] > odds[best] ? grade : best))
}

function decisionOf(dice: Dice, grade: Grade, at: number): Decision {
  const held = dice() < 0.2
  const choices = dispositions.filter((disposition) => disposition !== 'quarantine')
  const disposition: Disposition = held ? 'quarantine' : pick(dice, choices)
  return { disposition, grade, by: pick(dice, ['auto', 'staff-1', 'staff-2']), held, at }
}

function alternativeOf(dice: Dice, disposition: Disposition): Alternative {
  const expected = { minor: whole(dice, 0, 9_000), currency: 'EUR' }
  return {
    disposition,
    expected,
    allowed: dice() < 0.8,
    reasons: [reason('recovery.sum', 'Sum over grades.', {})],
  }
}

function labelOf(plate: string, decision: Decision): InspectionRecord['label'] {
  const words = `${decision.disposition} ${decision.grade}`
  const zpl = `^XA^CI28^PW812^LL406^FO40,40^A0N,120,120^FD${words}^FS^FO40,220^BY3^BCN,120,Y,N,N^FD${plate}^FS^XZ`
  return { zpl, widthMm: 101.6, heightMm: 50.8, dpi: 203 }
}

function reason(code: string, text: string, params: Reason['params']): Reason {
  return { code, params, text }
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
