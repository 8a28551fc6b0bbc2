import { z } from 'zod'
import { faults } from '../../main/kernel/fault.ts'
import { catalogueBatchSchema, lineSchema, skuSchema } from './catalogue.ts'

/** What every refusal of central looks like; `hint` says what to do, `detail` what was found where. */
export const refusalSchema = z.object({
  error: z.object({ code: z.string(), detail: z.string(), hint: z.string() }),
  /** With EVENT_GAP only: the seq central wants next. */
  expected: z.int().min(1).optional(),
})
export type Refusal = z.output<typeof refusalSchema>

/** Whether a code from the other side is one this side knows too. */
export function isFaultCode(code: string): code is keyof typeof faults {
  return Object.hasOwn(faults, code)
}

/** Answer to a batch: every event up to this seq is stored for good. */
export const acknowledgedSchema = z.object({ acknowledged: z.int().min(0) })

/** A station introduces itself once. `publicKey` is the 32 bytes of an Ed25519 key in base64url (RFC 8037 `x`). */
export const enrolSchema = z.strictObject({
  code: z.string().min(1).max(64),
  name: z.string().trim().min(1).max(100),
  site: z.string().trim().min(1).max(100),
  publicKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'an Ed25519 public key is 43 base64url characters'),
})
export type EnrolRequest = z.input<typeof enrolSchema>

/** A station's name at central from now on. */
export const enrolledSchema = z.object({ stationId: z.uuid() })

/** Answer to GET /v1/catalogue: a batch, and whether to ask again at once. */
export const cataloguePageSchema = catalogueBatchSchema.extend({ more: z.boolean() })
export type CataloguePage = z.output<typeof cataloguePageSchema>

const references = z.array(z.string().trim().min(1).max(100)).default([])

/** What POST /v1/catalogue takes as JSON: any of the four lists. */
export const catalogueImportSchema = z.strictObject({
  skus: z.array(skuSchema).default([]),
  lines: z.array(lineSchema).default([]),
  removedSkus: references,
  removedLines: references,
})
export type CatalogueImport = z.output<typeof catalogueImportSchema>
