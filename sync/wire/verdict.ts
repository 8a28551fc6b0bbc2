import { z } from 'zod'
import { dispositionSchema, gradeSchema, idSchema, millisSchema, moneySchema } from './words.ts'

const reasonSchema = z.strictObject({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  text: z.string(),
})

const oddsSchema = z.strictObject({
  A: z.number(),
  B: z.number(),
  C: z.number(),
  D: z.number(),
  E: z.number(),
})

/** The grade and both voices it came from. */
export const verdictSchema = z.strictObject({
  grade: gradeSchema,
  probabilities: oddsSchema,
  voices: z.strictObject({ rubric: gradeSchema, model: gradeSchema }),
  reasons: z.array(reasonSchema),
})

const alternativeSchema = z.strictObject({
  disposition: dispositionSchema,
  expected: moneySchema.exactOptional(),
  allowed: z.boolean(),
  reasons: z.array(reasonSchema),
})

/** What the station proposed, best alternative first. */
export const proposalSchema = z.strictObject({
  choice: dispositionSchema,
  alternatives: z.array(alternativeSchema),
  confidence: z.number(),
  decidedBy: z.enum(['auto', 'operator', 'supervisor']),
  reasons: z.array(reasonSchema),
})

const outcomeSchema = z.strictObject({ disposition: dispositionSchema, grade: gradeSchema })

const overrideSchema = z.strictObject({
  by: idSchema,
  from: outcomeSchema,
  to: outcomeSchema,
  reasonCode: z.string(),
  note: z.string(),
})

/** What was done in the end, and by whom. */
export const decisionSchema = z.strictObject({
  disposition: dispositionSchema,
  grade: gradeSchema,
  by: idSchema,
  held: z.boolean(),
  at: millisSchema,
  override: overrideSchema.exactOptional(),
})
