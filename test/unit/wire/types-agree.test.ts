import { expect, it } from 'vitest'
import type { z } from 'zod'
import type { InspectionRecord } from '../../../main/inspection/record.ts'
import type { ExpectedLine, Sku } from '../../../main/kernel/item.ts'
import type { CatalogueBatch } from '../../../sync/catalogue/port.ts'
import type { Correction } from '../../../sync/ledger/port.ts'
import type { catalogueBatchSchema, lineSchema, skuSchema } from '../../../sync/wire/catalogue.ts'
import { correctionSchema } from '../../../sync/wire/events.ts'
import { recordSchema } from '../../../sync/wire/record.ts'
import { correctionOf, recordOf } from '../../rigs/records.ts'

/** The type without `readonly`, so that it can be held against what zod gives. */
type Plain<T> = T extends readonly (infer Each)[]
  ? Plain<Each>[]
  : T extends object
    ? { -readonly [Key in keyof T]: Plain<T[Key]> }
    : T
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false

// tsc refuses this file when a schema and the type it speaks for drift apart, in either direction.
const agreed: readonly true[] = [
  true satisfies Same<Plain<InspectionRecord>, z.output<typeof recordSchema>>,
  true satisfies Same<Plain<Correction>, z.output<typeof correctionSchema>>,
  true satisfies Same<Plain<Sku>, z.output<typeof skuSchema>>,
  true satisfies Same<Plain<ExpectedLine>, z.output<typeof lineSchema>>,
  true satisfies Same<Plain<CatalogueBatch>, z.output<typeof catalogueBatchSchema>>,
]

it('[WI1] schemas and the types they speak for agree, and whole records pass unchanged', () => {
  expect(agreed).toHaveLength(5)
  for (let seed = 1; seed <= 200; seed += 1) {
    const record = recordOf(seed)
    expect(recordSchema.parse(JSON.parse(JSON.stringify(record)))).toEqual(record)
    const correction = correctionOf(record)
    expect(correctionSchema.parse(JSON.parse(JSON.stringify(correction)))).toEqual(correction)
  }
})

it('[WI1] a record with a weight and one from before weights were known both pass', () => {
  const { weightGrams: _none, ...old } = recordOf(1)
  for (const record of [old, { ...old, weightGrams: 612.5 }])
    expect(recordSchema.parse(JSON.parse(JSON.stringify(record)))).toEqual(record)
  expect(recordSchema.safeParse({ ...old, weightGrams: -1 }).success).toBe(false)
})
