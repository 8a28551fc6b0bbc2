import type { Disposition, Grade } from './words.ts'

/** A grade in other people's words; null where they have none. */
export interface GradeCodes {
  /** Amazon SP-API `conditionType`; E and U may not be listed at all. */
  readonly amazon: 'used_like_new' | 'used_very_good' | 'used_good' | 'used_acceptable' | null
  /** R2v3 REC v1.2 cosmetic code. Its functional code needs a test of function, which a look does not replace. */
  readonly r2v3: 'C7' | 'C6' | 'C3' | 'C1' | null
  /** Loop `condition_category`, a free text. */
  readonly loop: string
}

/** Grades A to U as Amazon, R2v3 and Loop name them; ours, from each one's published definitions. */
export const gradeCodes: Readonly<Record<Grade, GradeCodes>> = {
  A: { amazon: 'used_like_new', r2v3: 'C7', loop: 'grade_a' },
  B: { amazon: 'used_very_good', r2v3: 'C6', loop: 'grade_b' },
  // C and D are both "used fair": the names of C4 and C5 were not to be had.
  C: { amazon: 'used_good', r2v3: 'C3', loop: 'grade_c' },
  D: { amazon: 'used_acceptable', r2v3: 'C3', loop: 'grade_d' },
  E: { amazon: null, r2v3: 'C1', loop: 'grade_e' },
  U: { amazon: null, r2v3: null, loop: 'ungraded' },
}

/** A step of GS1 CBV 2.0: business step and disposition. */
export interface CbvStep {
  readonly bizStep: 'inspecting' | 'storing' | 'holding' | 'collecting' | 'shipping'
  readonly disposition:
    | 'conformant'
    | 'sellable_not_accessible'
    | 'non_conformant'
    | 'non_sellable_other'
    | 'disposed'
    | 'returned'
}

/** A disposition in other people's words; null where they have none and no call is made. */
export interface DispositionCodes {
  /** In order; a second step follows once the item is where it goes. */
  readonly cbv: readonly CbvStep[]
  readonly loop: 'back_to_stock' | 'resale_hold' | 'recycle' | 'donate' | null
  readonly shopify: 'RESTOCKED' | 'PROCESSING_REQUIRED' | 'NOT_RESTOCKED'
  readonly optoro: 'rts' | 'outlets' | 'stock_transfer' | 'b2b' | 'donate' | 'recycle' | 'rtv' | null
}

/**
 * Dispositions as GS1 CBV, Loop, Shopify and Optoro name them; ours. Loop has no word for most of them: keep our own
 * code in its note, and never read it back.
 */
export const dispositionCodes: Readonly<Record<Disposition, DispositionCodes>> = {
  restock: {
    cbv: [
      { bizStep: 'inspecting', disposition: 'conformant' },
      { bizStep: 'storing', disposition: 'sellable_not_accessible' },
    ],
    loop: 'back_to_stock',
    shopify: 'RESTOCKED',
    optoro: 'rts',
  },
  open_box: {
    cbv: [{ bizStep: 'inspecting', disposition: 'sellable_not_accessible' }],
    loop: 'resale_hold',
    shopify: 'PROCESSING_REQUIRED',
    optoro: 'outlets',
  },
  refurbish: {
    cbv: [{ bizStep: 'holding', disposition: 'non_conformant' }],
    loop: 'resale_hold',
    shopify: 'PROCESSING_REQUIRED',
    optoro: 'stock_transfer',
  },
  liquidate: {
    cbv: [{ bizStep: 'inspecting', disposition: 'non_sellable_other' }],
    loop: 'resale_hold',
    shopify: 'NOT_RESTOCKED',
    optoro: 'b2b',
  },
  donate: {
    cbv: [{ bizStep: 'inspecting', disposition: 'non_sellable_other' }],
    loop: 'donate',
    shopify: 'NOT_RESTOCKED',
    optoro: 'donate',
  },
  recycle: {
    cbv: [{ bizStep: 'collecting', disposition: 'disposed' }],
    loop: 'recycle',
    shopify: 'NOT_RESTOCKED',
    optoro: 'recycle',
  },
  return_to_vendor: {
    cbv: [
      { bizStep: 'holding', disposition: 'returned' },
      { bizStep: 'shipping', disposition: 'returned' },
    ],
    loop: 'resale_hold',
    shopify: 'NOT_RESTOCKED',
    optoro: 'rtv',
  },
  quarantine: {
    cbv: [{ bizStep: 'holding', disposition: 'non_sellable_other' }],
    loop: null,
    shopify: 'PROCESSING_REQUIRED',
    optoro: null,
  },
}
