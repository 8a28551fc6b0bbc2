import { z } from 'zod'
import { lineSchema, skuSchema } from './catalogue.ts'
import { categorySchema, millisSchema } from './words.ts'

/** One code as a device read it. */
export const scanSchema = z.strictObject({
  text: z.string(),
  source: z.enum(['serial', 'hid', 'wedge', 'camera', 'typed', 'simulated']),
  device: z.string(),
  at: millisSchema,
})

/** A code taken apart. */
export const readingSchema = z.strictObject({
  kind: z.enum(['gtin', 'gs1', 'licence_plate', 'tracking', 'rma', 'text', 'unreadable']),
  display: z.string(),
  aim: z.string().exactOptional(),
  gtin: z.string().exactOptional(),
  serial: z.string().exactOptional(),
  batch: z.string().exactOptional(),
  expiry: z.string().exactOptional(),
  carrier: z.string().exactOptional(),
  references: z.array(z.string()),
  problem: z.string().exactOptional(),
})

/** What the code turned out to be. */
export const itemSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('expected'), sku: skuSchema, line: lineSchema }),
  z.strictObject({ kind: z.literal('known'), sku: skuSchema }),
  z.strictObject({ kind: z.literal('not_on_return'), rma: z.string(), sku: skuSchema.exactOptional() }),
  z.strictObject({ kind: z.literal('empty_parcel'), line: lineSchema, sku: skuSchema.exactOptional() }),
  z.strictObject({ kind: z.literal('unlisted'), category: categorySchema }),
])
