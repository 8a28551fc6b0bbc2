import { z } from 'zod'
import { findingSchema, inferenceSchema } from './finding.ts'
import { itemSchema, readingSchema, scanSchema } from './identity.ts'
import { shotSchema } from './shot.ts'
import { decisionSchema, proposalSchema, verdictSchema } from './verdict.ts'
import { idSchema } from './words.ts'

const answerSchema = z.strictObject({ question: z.string(), answer: z.enum(['yes', 'no', 'unknown']) })

const labelSchema = z.strictObject({
  zpl: z.string(),
  widthMm: z.number(),
  heightMm: z.number(),
  dpi: z.literal([203, 300, 600]),
})

/** The whole record of one inspection; agrees with main/inspection/record.ts InspectionRecord (a test compiles both). */
export const recordSchema = z.strictObject({
  id: idSchema,
  plate: idSchema,
  scan: scanSchema,
  operator: idSchema,
  reading: readingSchema,
  item: itemSchema,
  answers: z.array(answerSchema),
  told: z.array(findingSchema),
  inspect: z.boolean(),
  shots: z.array(shotSchema),
  /** Absent in events of stations without a scale, and of those before they knew one. */
  weightGrams: z.number().min(0).exactOptional(),
  inference: inferenceSchema,
  verdict: verdictSchema,
  proposal: proposalSchema,
  decision: decisionSchema,
  label: labelSchema,
  versions: z.strictObject({ policy: z.string(), model: z.string(), station: z.string() }),
  timings: z.record(z.string(), z.number()),
})
