import { describe, expect, it } from 'vitest'
import { dispositions, grades } from '../../../main/inspection/record.ts'
import { dispositionCodes, gradeCodes } from '../../../sync/wire/partner-codes.ts'

// The partners' own vocabularies, as they publish them.
const amazon = 'new_new new_open_box used_like_new used_very_good used_good used_acceptable'.split(' ')
const optoro =
  'b2b d2c client_liquidation destroy dispose donate outlets recycle removed rts rtv stock_transfer'.split(
    ' ',
  )
const loop = ['back_to_stock', 'resale_hold', 'recycle', 'donate', 'missing']
const shopify = ['RESTOCKED', 'PROCESSING_REQUIRED', 'NOT_RESTOCKED', 'MISSING']
const cbv =
  'disposed conformant non_conformant non_sellable_other returned sellable_not_accessible needs_replacement'
const steps = ['inspecting', 'holding', 'storing', 'collecting', 'shipping']

describe('other people’s words', () => {
  it.each(dispositions)('[WI16] %s', (disposition) => {
    const codes = dispositionCodes[disposition]
    expect([...optoro, null]).toContain(codes.optoro)
    expect([...loop, null]).toContain(codes.loop)
    expect(shopify).toContain(codes.shopify)
    for (const step of codes.cbv) {
      expect(cbv.split(' ')).toContain(step.disposition)
      expect(steps).toContain(step.bizStep)
    }
  })

  it.each(grades)('[WI16] grade %s', (grade) => {
    expect([...amazon, null]).toContain(gradeCodes[grade].amazon)
    expect(['C1', 'C3', 'C6', 'C7', null]).toContain(gradeCodes[grade].r2v3)
  })

  it('[WI16] the table of the standards page', () => {
    expect(dispositionCodes.restock).toMatchObject({
      loop: 'back_to_stock',
      shopify: 'RESTOCKED',
      optoro: 'rts',
    })
    expect(dispositionCodes.return_to_vendor).toMatchObject({ optoro: 'rtv', shopify: 'NOT_RESTOCKED' })
    expect(dispositionCodes.quarantine).toMatchObject({
      loop: null,
      optoro: null,
      shopify: 'PROCESSING_REQUIRED',
    })
  })
})
