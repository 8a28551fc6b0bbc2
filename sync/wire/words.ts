import { z } from 'zod'
import { dispositions, grades } from '../../main/inspection/record.ts'
import { categories } from '../../main/kernel/item.ts'

// Events are checked for shape, not for range: a score of 1.0000001 must not stop everything behind it for ever.

/** Anything that names a thing: inspections, jobs, corrections, staff, devices. */
export const idSchema = z.string().min(1).max(200)

/** Milliseconds since the Unix epoch that a Date can hold (ECMA-262, time values). */
export const millisSchema = z.number().min(-8_640_000_000_000_000).max(8_640_000_000_000_000)

/** Lower-case hex SHA-256. */
export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 is 64 lower-case hex digits')

export const categorySchema = z.enum(categories)
export const gradeSchema = z.enum(grades)
export const dispositionSchema = z.enum(dispositions)

/** An amount in the currency's minor unit; negative where handling costs more than the item brings. */
export const moneySchema = z.strictObject({
  minor: z.number(),
  currency: z.string().regex(/^[A-Z]{3}$/, 'an ISO 4217 code such as EUR'),
})
export type Grade = z.output<typeof gradeSchema>
export type Disposition = z.output<typeof dispositionSchema>
export type Category = z.output<typeof categorySchema>
