import { conclude, questionsFor } from '../../../main/inspection/checklist.ts'
import { grade } from '../../../main/inspection/grade.ts'
import { defaultPolicy, type Policy, parsePolicy } from '../../../main/inspection/policy.ts'
import type { Answer, Graded, GradeOdds, Inferred, Item, SureGrade } from '../../../main/inspection/record.ts'
import type { Finding, Inference } from '../../../main/kernel/finding.ts'
import type { FrameQuality, Shot } from '../../../main/kernel/frame.ts'
import type { ExpectedLine, Sku } from '../../../main/kernel/item.ts'
import type { Scan } from '../../../main/kernel/scan.ts'

/** 2026-11-20T14:05:00Z */
export const moment = Date.UTC(2026, 10, 20, 14, 5)

export function scanOf(text: string): Scan {
  return { text, source: 'simulated', device: 'scanner-1', at: moment }
}

/** A T-shirt of 49.90 EUR. */
export function skuOf(change: Partial<Sku> = {}): Sku {
  return {
    sku: 'TS-4711-BLU-M',
    title: 'Cotton T-shirt, blue, M',
    category: 'apparel',
    price: { minor: 4990, currency: 'EUR' },
    flags: [],
    ...change,
  }
}

export function lineOf(change: Partial<ExpectedLine> = {}): ExpectedLine {
  return { line: 'line-1', rma: 'RMA-1001', sku: 'TS-4711-BLU-M', quantity: 1, ...change }
}

export function expectedItem(sku: Partial<Sku> = {}, line: Partial<ExpectedLine> = {}): Item {
  return { kind: 'expected', sku: skuOf(sku), line: lineOf(line) }
}

export function shotOf(verdict: FrameQuality['verdict'] = 'good', role: Shot['role'] = 'top'): Shot {
  return {
    role,
    sha256: '0'.repeat(64),
    mediaType: 'image/jpeg',
    takenAt: moment,
    device: 'camera-1',
    quality: { verdict, width: 1920, height: 1080, sharpness: 200, exposure: 120 },
  }
}

export function sees(
  none: number,
  minor: number,
  major: number,
  findings: readonly Finding[] = [],
): Inference {
  return {
    status: 'done',
    findings,
    severity: { none, minor, major },
    category: [],
    model: 'eye@1',
    timings: { decodeMs: 1, runMs: 1 },
  }
}

/** A model that looked and is silent about severity by its own manifest. */
export function mute(findings: readonly Finding[] = []): Inference {
  return { status: 'done', findings, category: [], model: 'eye@1', timings: { decodeMs: 1, runMs: 1 } }
}

export const clean: Inference = sees(0.9, 0.08, 0.02)
export const unsure: Inference = { status: 'unsure', why: 'no_model', detail: '' }

export function spot(change: Partial<Finding> = {}): Finding {
  return { type: 'superficial', severity: 'minor', score: 0.8, source: 'model', sizePercent: 0.5, ...change }
}

/** Every question answered well, but the packaging is open. */
export function goodAnswers(
  item: Item,
  change: Readonly<Record<string, Answer['answer']>> = {},
): readonly Answer[] {
  return questionsFor(item, defaultPolicy).map(({ id, endsOn }) => ({
    question: id,
    answer: change[id] ?? (endsOn ? 'no' : 'yes'),
  }))
}

interface Facts {
  readonly item?: Item
  readonly answers?: readonly Answer[]
  readonly inference?: Inference
  readonly shots?: readonly Shot[]
  readonly serial?: string
}

/** An item up to the eyes, in good order unless told otherwise. */
export function inferred(facts: Facts = {}, policy: Policy = defaultPolicy): Inferred {
  const item = facts.item ?? expectedItem()
  const answers = facts.answers ?? goodAnswers(item)
  return {
    id: '0198a000-0000-7000-8000-000000000001',
    plate: 'RGDJ166XF0H05',
    scan: scanOf('RMA-1001'),
    operator: 'staff-1',
    reading: {
      kind: 'rma',
      display: 'RMA-1001',
      references: ['RMA-1001'],
      ...(facts.serial ? { serial: facts.serial } : {}),
    },
    item,
    answers,
    ...conclude(answers, item, policy),
    shots: facts.shots ?? [shotOf()],
    inference: facts.inference ?? clean,
  }
}

/** The same with its grade; `odds` replaces what grading said by a grade that is nearly sure. */
export function graded(
  facts: Facts & { readonly sure?: SureGrade } = {},
  policy: Policy = defaultPolicy,
): Graded {
  const item = inferred(facts, policy)
  const verdict = grade(item, policy)
  if (!facts.sure) return { ...item, verdict }
  const probabilities: GradeOdds = { A: 0, B: 0, C: 0, D: 0, E: 0, [facts.sure]: 1 }
  const voices = { rubric: facts.sure, model: facts.sure }
  return { ...item, verdict: { ...verdict, grade: facts.sure, probabilities, voices } }
}

/** The default policy with some of it changed, checked again. */
export function policyWith(change: (draft: Draft) => void): Policy {
  const draft = structuredClone(defaultPolicy) as Draft
  change(draft)
  return parsePolicy(draft)
}
export type Draft = Loose<Policy>
type Loose<T> = T extends object ? { -readonly [K in keyof T]: Loose<T[K]> } : T
