import { z } from 'zod'
import { findingTypes } from '../../main/kernel/finding.ts'
import { cameraRoles } from '../../main/kernel/frame.ts'
import { learntGrades } from '../../main/kernel/learnt.ts'

const regionSchema = z.strictObject({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })

export const cameraRoleSchema = z.enum(cameraRoles)

/** One thing that is wrong with an item. */
export const findingSchema = z.strictObject({
  type: z.enum(findingTypes),
  severity: z.enum(['minor', 'major']),
  score: z.number(),
  source: z.enum(['model', 'checklist']),
  hint: z.literal(true).exactOptional(),
  view: z.strictObject({ role: cameraRoleSchema, region: regionSchema }).exactOptional(),
  sizeMm: z.number().exactOptional(),
  sizePercent: z.number().exactOptional(),
})

/** What whole units of a SKU said of one view. */
const memorySchema = z.strictObject({
  role: cameraRoleSchema,
  units: z.number(),
  says: z.enum(['verdict', 'hint', 'nothing']),
  different: z.boolean(),
  score: z.number(),
  registered: z.boolean(),
  falseAlarms: z.strictObject({ guess: z.number(), high: z.number() }).exactOptional(),
  places: z.array(regionSchema).exactOptional(),
})

/** What whole units of other SKUs said of an item. */
const likenessSchema = z.strictObject({
  says: z.enum(['verdict', 'hint']),
  doubted: z.boolean(),
  sku: z.string(),
  title: z.string(),
  own: z.number(),
  other: z.number(),
  units: z.number(),
  others: z.number(),
  falseAlarms: z.strictObject({ guess: z.number(), high: z.number() }),
  model: z.string(),
})

/** What the head learnt at a station said of an item. */
const learntSchema = z.strictObject({
  head: z.string(),
  odds: z.record(z.enum(learntGrades), z.number()),
  sure: z.boolean(),
  promised: z.number(),
  decisions: z.number(),
  hint: z.literal(true).exactOptional(),
})

const answered = z.strictObject({
  status: z.literal('done'),
  findings: z.array(findingSchema),
  severity: z.strictObject({ none: z.number(), minor: z.number(), major: z.number() }).exactOptional(),
  category: z.array(z.strictObject({ name: z.string(), probability: z.number() })),
  // these came later: stations that do not say them yet are read too
  memory: z.array(memorySchema).exactOptional(),
  likeness: likenessSchema.exactOptional(),
  learnt: learntSchema.exactOptional(),
  model: z.string(),
  timings: z.strictObject({ decodeMs: z.number(), runMs: z.number() }),
})

const silent = z.strictObject({
  status: z.literal('unsure'),
  why: z.enum([
    'no_model',
    'model_refused',
    'timed_out',
    'crashed',
    'no_photos',
    'unreadable_photo',
    'empty_stage',
    'two_items',
  ]),
  detail: z.string(),
})

/** What the model said of all views, or why it said nothing. */
export const inferenceSchema = z.discriminatedUnion('status', [answered, silent])
