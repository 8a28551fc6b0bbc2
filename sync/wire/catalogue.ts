import { z } from 'zod'
import { categories, type ExpectedLine, type Sku, skuFlags } from '../../main/kernel/item.ts'
import { isGtin } from './gtin.ts'

/** A printable text without surrounding blanks, of 1 to `most` characters. */
function text(most: number) {
  const allowed = `1 to ${most} printable characters`
  return z
    .string({ error: allowed })
    .trim()
    .min(1, allowed)
    .max(most, allowed)
    .regex(/^\P{Cc}*$/u, allowed)
}

const oneOf = (words: readonly string[]) => `one of ${words.join(', ')}`
const amount = 'a whole number of minor units (cents), 0 to 10000000000'
const weight = 'whole grams, 0 to 1000000'
const pieces = 'a whole number, 1 to 10000'

/** A GTIN of 8, 12, 13 or 14 digits with a right check digit; comes out as 14 digits. */
const gtinSchema = z
  .string()
  .trim()
  .refine(isGtin, 'a GTIN of 8, 12, 13 or 14 digits with a right check digit')
  .transform((digits) => digits.padStart(14, '0'))

/** One SKU as JSON, in files and between central and stations; unknown keys are dropped. */
export const skuSchema = z.object({
  sku: text(100),
  title: text(300),
  category: z.enum(categories, { error: oneOf(categories) }),
  gtin: gtinSchema.exactOptional(),
  price: z.object({
    minor: z.int(amount).min(0, amount).max(10_000_000_000, amount),
    currency: z.string().regex(/^[A-Z]{3}$/, 'an ISO 4217 code such as EUR'),
  }),
  weightGrams: z.int(weight).min(0, weight).max(1_000_000, weight).exactOptional(),
  vendor: text(100).exactOptional(),
  flags: z.array(z.enum(skuFlags, { error: oneOf(skuFlags) })),
}) satisfies z.ZodType<Sku>

/** One line of an expected return as JSON; unknown keys are dropped, so no personal data slips in. */
export const lineSchema = z.object({
  line: text(100),
  rma: text(100),
  order: text(100).exactOptional(),
  tracking: text(100).exactOptional(),
  plate: text(100).exactOptional(),
  sku: text(100),
  quantity: z.int(pieces).min(1, pieces).max(10_000, pieces),
  reason: text(100).exactOptional(),
  serial: text(100).exactOptional(),
}) satisfies z.ZodType<ExpectedLine>

/** A page of catalogue changes, as central answers a station that asks for what is new after a cursor. */
export const catalogueBatchSchema = z.object({
  cursor: z.int().min(0),
  skus: z.array(skuSchema),
  lines: z.array(lineSchema),
  removedSkus: z.array(text(100)),
  removedLines: z.array(text(100)),
})
