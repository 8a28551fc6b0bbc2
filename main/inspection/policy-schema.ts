import { z } from 'zod'
import { findingTypes } from '../kernel/finding.ts'
import { categories, skuFlags } from '../kernel/item.ts'
import { dispositions, grades } from './record.ts'
import { locales } from './words.ts'

const share = z.number().min(0).max(1)
const id = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'small letters, digits and _, at most 40')
const text = z.string().min(1).max(300)
const about = z.string().exactOptional()
const currency = z.string().regex(/^[A-Z]{3}$/, 'three capital letters (ISO 4217)')
const texts = z.object({ en: text }).catchall(text)
const sureGrades = grades.filter((grade) => grade !== 'U')

/** An object that has every key of a list, and perhaps words about itself. */
function every<K extends string, V extends z.ZodType>(keys: readonly K[], value: V) {
  const shape = Object.fromEntries(keys.map((key) => [key, value])) as Record<K, V>
  return z.strictObject({ ...shape, about })
}

/** What an answer can raise besides a finding; rules and holds ask for it. */
export const alarms = ['mismatch', 'hazard', 'hygiene', 'expired', 'not_working', 'data', 'unsure'] as const

const meaning = z.strictObject({
  type: z.enum(findingTypes).exactOptional(),
  severity: z.enum(['minor', 'major']).exactOptional(),
  raises: z.enum(alarms).exactOptional(),
})
const ask = z.strictObject({
  ask: id,
  /** Only asked of SKUs with this flag. */
  when: z.enum(skuFlags).exactOptional(),
  /** This answer ends the checklist and makes photographs unnecessary. */
  endsOn: z.enum(['yes', 'no']).exactOptional(),
  yes: meaning.exactOptional(),
  no: meaning.exactOptional(),
  unknown: meaning.exactOptional(),
})
/** How much of one type of finding a grade allows; the size counts in millimetres where the rig measures them. */
const limit = z.strictObject({
  minor: z.int().min(0),
  major: z.int().min(0),
  maxMm: z.number().positive().exactOptional(),
  maxPercent: z.number().positive().max(100).exactOptional(),
})
/** Types a grade does not name are not allowed at all; what D does not allow is E. */
const limits = z.partialRecord(z.enum(findingTypes), limit)
const rubric = z.strictObject({ A: limits, B: limits, C: limits, D: limits })
const oddsRow = every(sureGrades, share)
const rateRow = every(sureGrades, z.number().min(0).max(2))
const costRow = every(sureGrades, z.int().min(0))
const offers = every(dispositions, z.string().regex(/^A?B?C?D?E?$/, 'grades in order, for example ABC'))
const rule = z.strictObject({
  id,
  /** All conditions given must hold; of a list, one entry must. */
  when: z.strictObject({
    flags: z.array(z.enum(skuFlags)).exactOptional(),
    withoutFlags: z.array(z.enum(skuFlags)).exactOptional(),
    categories: z.array(z.enum(categories)).exactOptional(),
    grades: z.array(z.enum(grades)).exactOptional(),
    raised: z.array(z.enum(alarms)).exactOptional(),
    /** None of these questions was answered with yes. */
    withoutYes: z.array(id).exactOptional(),
    majorFindings: z.array(z.enum(findingTypes)).exactOptional(),
    vendors: z.array(z.string()).exactOptional(),
    regions: z.array(z.string()).exactOptional(),
  }),
  allow: z.array(z.enum(dispositions)).exactOptional(),
  forbid: z.array(z.enum(dispositions)).exactOptional(),
  supervisor: z.boolean().exactOptional(),
  text: texts,
})

/** The policy file: every number and word a rule rests on. Amounts are minor units of `currency`. */
export const policySchema = z.strictObject({
  about,
  version: z.string().min(1).max(40),
  region: z.string().min(1).max(10),
  currency,
  /** What one unit of the policy's currency is worth in others, roughly; only handling costs are turned by it. */
  exchange: z.record(currency, z.number().positive()),
  /** At most `errorRate` of automatic decisions are wrong, as `n` reviewed ones showed; null until that is known. */
  promise: z.strictObject({ errorRate: share, n: z.int().positive() }).nullable(),
  thresholds: z.strictObject({
    about,
    findingScore: share,
    autoConfidence: share,
    lowConfidence: share,
    identityProbability: share,
    voicesApart: z.int().min(1).max(4),
    highValueMinor: z.int().min(0),
  }),
  /** How far an item's weight may be from the catalogue's, in grams or in percent of it, whichever is more. */
  weight: z
    .strictObject({
      about,
      toleranceGrams: z.number().min(0).default(40),
      tolerancePercent: z.number().min(0).max(1000).default(20),
      /** Under this part of the catalogue's weight the box may be empty. */
      emptyPercent: z.number().min(0).max(100).default(40),
    })
    .prefault({}),
  /** How far a grade is believed that no photograph backs. */
  trust: z.strictObject({ about, sealed: share, checklist: share }),
  /** Whole units the station remembers. */
  memory: z
    .strictObject({
      about,
      /** Whose word lets an item without any finding join them: a supervisor's in review, or already the operator's. */
      confirmedBy: z.enum(['supervisor', 'operator']).default('supervisor'),
    })
    .prefault({}),
  severityOdds: every(['none', 'minor', 'major'], oddsRow),
  questions: z.record(id, z.strictObject({ text: texts, hint: texts.exactOptional() })),
  checklists: every(categories, z.array(ask).max(12)),
  rubrics: every(categories, rubric),
  offers: every(categories, offers),
  recovery: every(categories, every(dispositions, rateRow)),
  handling: every(categories, every(dispositions, costRow)),
  withoutPrice: every(sureGrades, z.enum(dispositions)),
  rules: z.array(rule),
  reasonParts: z.record(id, texts),
  reasonCodes: z
    .array(
      z.strictObject({
        code: z.string().regex(/^[a-z_]+\.[a-z_]+$/, 'part.defect, small letters'),
        text: texts,
        categories: z.array(z.enum(categories)).exactOptional(),
      }),
    )
    .min(1),
  label: z.strictObject({
    about,
    widthMm: z.number().min(96).max(160),
    heightMm: z.number().min(57).max(300),
    dpi: z.literal([203, 300, 600]),
    locale: z.enum(locales).exactOptional(),
  }),
})
