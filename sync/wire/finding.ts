import { z } from 'zod'
import { findingTypes } from '../../main/kernel/finding.ts'
import { cameraRoles } from '../../main/kernel/frame.ts'

const regionSchema = z.strictObject({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })

export const cameraRoleSchema = z.enum(cameraRoles)

/** One thing that is wrong with an item. */
export const findingSchema = z.strictObject({
  type: z.enum(findingTypes),
  severity: z.enum(['minor', 'major']),
  score: z.number(),
  source: z.enum(['model', 'checklist']),
  view: z.strictObject({ role: cameraRoleSchema, region: regionSchema }).exactOptional(),
  sizeMm: z.number().exactOptional(),
  sizePercent: z.number().exactOptional(),
})

const answered = z.strictObject({
  status: z.literal('done'),
  findings: z.array(findingSchema),
  severity: z.strictObject({ none: z.number(), minor: z.number(), major: z.number() }).exactOptional(),
  category: z.array(z.strictObject({ name: z.string(), probability: z.number() })),
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
