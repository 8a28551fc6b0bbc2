import { describe, expect, it } from 'vitest'
import { decide } from '../../../main/inspection/decide.ts'
import { defaultPolicy as policy } from '../../../main/inspection/policy.ts'
import { dispositions } from '../../../main/inspection/record.ts'
import {
  clean,
  expectedItem,
  goodAnswers,
  graded,
  lineOf,
  mute,
  policyWith,
  sees,
  shotOf,
  skuOf,
  spot,
  unsure,
} from './items.ts'

type Facts = Parameters<typeof graded>[0]
const proposalOf = (facts: Facts, rules = policy) => decide(graded(facts, rules), rules)
const holdsOf = (facts: Facts) => {
  const { decidedBy, reasons } = proposalOf(facts)
  expect(decidedBy).toBe('supervisor')
  return reasons.map(({ code }) => code)
}
const way = (facts: Facts, disposition: string) =>
  proposalOf(facts).alternatives.find((each) => each.disposition === disposition)

describe('what brings most', () => {
  it('[DE1] all eight, the choice first', () => {
    const { choice, alternatives } = proposalOf({})
    expect(alternatives.map(({ disposition }) => disposition).toSorted()).toEqual(
      [...dispositions].toSorted(),
    )
    expect(alternatives[0]?.disposition).toBe(choice)
  })

  it('[DE3] a sure A of 49.90 EUR: 95 % of the price less 2.20 EUR handling', () => {
    const proposal = proposalOf({ sure: 'A' })
    expect(proposal.choice).toBe('restock')
    expect(proposal.alternatives[0]?.expected).toEqual({
      minor: Math.round(4990 * 0.95 - 220),
      currency: 'EUR',
    })
    expect(proposal.confidence).toBe(1)
  })

  it('[DE3] averages over the grades it may have', () => {
    const item = graded({})
    const verdict = { ...item.verdict, probabilities: { A: 0.5, B: 0.5, C: 0, D: 0, E: 0 } }
    const restock = decide({ ...item, verdict }, policy).alternatives.find(
      (each) => each.disposition === 'restock',
    )
    expect(restock?.expected?.minor).toBe(Math.round(4990 * (0.95 + 0.45) * 0.5 - (220 + 300) * 0.5))
  })

  it.each([
    ['A', 'restock'],
    ['B', 'open_box'],
    ['C', 'refurbish'],
    ['D', 'refurbish'],
    ['E', 'liquidate'],
  ] as const)('[DE3] clothes of grade %s: %s', (sure, choice) => {
    expect(proposalOf({ sure }).choice).toBe(choice)
  })

  it('[DE3] a cheap like-new item is given away rather than recycled', () => {
    expect(
      proposalOf({ sure: 'A', item: expectedItem({ price: { minor: 80, currency: 'EUR' } }) }).choice,
    ).toBe('donate')
  })

  it('[DE8] handling in another currency, or one to one with a reason', () => {
    const dollars = { sure: 'A', item: expectedItem({ price: { minor: 4990, currency: 'USD' } }) } as const
    expect(way(dollars, 'restock')?.expected).toEqual({
      minor: Math.round(4990 * 0.95 - 220 * 1.1),
      currency: 'USD',
    })
    const yen = { sure: 'A', item: expectedItem({ price: { minor: 4990, currency: 'JPY' } }) } as const
    expect(way(yen, 'restock')?.expected?.minor).toBe(Math.round(4990 * 0.95 - 220))
    expect(proposalOf(yen).reasons.map(({ code }) => code)).toContain('rough_rate')
  })
})

describe('hard rules', () => {
  it('[DE2] recalled goods go to the vendor or wait', () => {
    const withVendor = proposalOf({ item: expectedItem({ flags: ['recalled', 'vendor_return'] }) })
    expect(withVendor).toMatchObject({ choice: 'return_to_vendor', decidedBy: 'supervisor' })
    expect(proposalOf({ item: expectedItem({ flags: ['recalled'] }) }).choice).toBe('quarantine')
  })

  it('[DE2] hygiene goods are sold again only where the seal was seen unbroken', () => {
    const item = expectedItem({ flags: ['hygiene'] })
    expect(proposalOf({ item, answers: goodAnswers(item) }).choice).toBe('restock')
    expect(proposalOf({ item, answers: goodAnswers(item, { hygiene_seal: 'no' }) }).choice).toBe('recycle')
    expect(proposalOf({ item, answers: [] }).choice).toBe('recycle')
  })

  it('[DE2] expired, opened and leaking goods are neither sold nor given away', () => {
    const item = expectedItem({ category: 'packaged_goods' })
    for (const bad of ['in_date', 'sealed', 'dry'] as const)
      expect(proposalOf({ item, answers: goodAnswers(item, { sealed: 'no', [bad]: 'no' }) }).choice).toBe(
        'recycle',
      )
    expect(proposalOf({ item, sure: 'A', answers: [{ question: 'sealed', answer: 'yes' }] }).choice).toBe(
      'restock',
    )
  })

  it('[DE2] what may be dangerous waits', () => {
    const item = expectedItem({ category: 'small_electronics', flags: ['hazmat'] })
    const swollen = proposalOf({ item, answers: goodAnswers(item, { battery_safe: 'no' }) })
    expect(swollen).toMatchObject({ choice: 'quarantine', decidedBy: 'supervisor' })
    const crushed = sees(0, 0, 1, [spot({ type: 'deformation', severity: 'major', score: 0.9 })])
    expect(proposalOf({ item, inference: crushed, sure: 'B' }).choice).toBe('recycle')
  })

  it('[DE2] a device with somebody’s data is wiped first', () => {
    const item = expectedItem({ category: 'small_electronics', flags: ['serialised'] })
    expect(proposalOf({ item, sure: 'A', answers: goodAnswers(item, { reset: 'unknown' }) }).choice).toBe(
      'refurbish',
    )
  })

  it('[DE2] nothing goes to a vendor without an agreement', () => {
    expect(way({ sure: 'A' }, 'return_to_vendor')).toMatchObject({ allowed: false })
    const agreed = expectedItem({ flags: ['vendor_return'] })
    expect(way({ sure: 'A', item: agreed }, 'return_to_vendor')).toMatchObject({ allowed: true })
  })

  it('[DE2] a vendor’s own terms', () => {
    const terms = policyWith((draft) => {
      draft.rules.push({
        id: 'vendor_terms',
        when: { vendors: ['V-7'], grades: ['B', 'C', 'D', 'E'] },
        allow: ['return_to_vendor', 'quarantine'],
        text: { en: 'Vendor V-7 takes everything back.' },
      })
    })
    const item = expectedItem({ vendor: 'V-7', flags: ['vendor_return'] })
    expect(proposalOf({ item, sure: 'B' }, terms).choice).toBe('return_to_vendor')
    expect(proposalOf({ item, sure: 'A' }, terms).choice).toBe('restock')
  })

  it('[DE2] usable clothes are not destroyed in the EU, elsewhere that is the shop’s business', () => {
    const barred = (rules = policy) =>
      proposalOf({ sure: 'C' }, rules).alternatives.find(({ disposition }) => disposition === 'recycle')
        ?.allowed
    expect(barred()).toBe(false)
    expect(
      barred(
        policyWith((draft) => {
          draft.region = 'US'
        }),
      ),
    ).toBe(true)
  })

  it('[DE4] [DE5] rules that leave nothing are named, and a supervisor decides', () => {
    const stuck = policyWith((draft) => {
      draft.rules.push({ id: 'sell_only', when: {}, allow: ['restock'], text: { en: 'Sell it.' } })
      draft.rules.push({ id: 'never_sell', when: {}, forbid: ['restock'], text: { en: 'Do not sell it.' } })
    })
    const proposal = proposalOf({ sure: 'A' }, stuck)
    expect(proposal).toMatchObject({ choice: 'quarantine', decidedBy: 'supervisor' })
    expect(proposal.reasons[0]?.text).toContain('sell_only, never_sell')
  })
})

describe('who decides', () => {
  const item = expectedItem()
  const phone = expectedItem({ category: 'small_electronics', flags: ['serialised'] }, { serial: 'S1' })

  it('[DE5] the operator, where nothing speaks against it', () => {
    expect(proposalOf({})).toMatchObject({ decidedBy: 'operator' })
  })

  it.each([
    ['unlisted', { item: { kind: 'unlisted', category: 'toys' } }],
    ['not_on_return', { item: { kind: 'not_on_return', rma: 'RMA-1', sku: skuOf() } }],
    ['not_on_return', { item: { kind: 'not_on_return', rma: 'RMA-1' } }],
    ['empty_parcel', { item: { kind: 'empty_parcel', line: lineOf() } }],
    ['rule', { item: expectedItem({ flags: ['recalled'] }) }],
    ['serial_mismatch', { item: phone, serial: 'S2' }],
    ['answer_mismatch', { item: phone, answers: goodAnswers(phone, { serial_matches: 'no' }) }],
    ['answer_unsure', { item, answers: goodAnswers(item, { unworn: 'unknown' }) }],
    ['identity_mismatch', { inference: { ...clean, ...looksLike('footwear', 0.95) } }],
    ['photos_missing', { shots: [] }],
    ['photo_poor', { shots: [shotOf(), shotOf('blurred', 'left')] }],
    ['eyes_unsure', { inference: unsure }],
    ['eyes_unsure', { inference: sees(Number.NaN, 0, 0) }],
    ['ungraded', { inference: unsure, answers: [] }],
    ['low_confidence', { inference: sees(0.4, 0.35, 0.25) }],
    ['voices_apart', { inference: sees(0, 0, 1) }],
    ['high_value', { item: expectedItem({ price: { minor: 30000, currency: 'EUR' } }) }],
    ['unpriced', { item: expectedItem({ price: { minor: 0, currency: 'EUR' } }) }],
  ] as const)('[DE5] a supervisor: %s', (code, facts) => {
    expect(holdsOf(facts as Facts)).toContain(code)
  })

  it('[DE5] a battery no model can see is no contradiction', () => {
    const dead = expectedItem({ category: 'small_electronics', price: { minor: 12900, currency: 'EUR' } })
    const facts = { item: dead, answers: goodAnswers(dead, { powers_on: 'no' }) }
    expect(proposalOf(facts)).toMatchObject({ decidedBy: 'operator', choice: 'refurbish' })
  })

  it('[DE5] a model that does not know the category has no say about it', () => {
    const stranger = { ...clean, category: [{ name: 'footwear', probability: 1 }] }
    expect(proposalOf({ inference: stranger } as Facts).decidedBy).toBe('operator')
    const housewares = expectedItem({ category: 'housewares' })
    expect(
      proposalOf({ item: housewares, inference: { ...clean, ...looksLike('footwear', 0.99) } } as Facts)
        .decidedBy,
    ).toBe('operator')
  })

  it('[DE4] nobody knows it: quarantine, whatever it looks like', () => {
    expect(proposalOf({ item: { kind: 'unlisted', category: 'toys' }, sure: 'A' }).choice).toBe('quarantine')
    expect(proposalOf({ item: { kind: 'not_on_return', rma: 'R' }, sure: 'A' }).choice).toBe('quarantine')
    expect(proposalOf({ inference: unsure, answers: [] }).choice).toBe('quarantine')
  })

  it('[DE4] an item of another return is proposed for, but held', () => {
    expect(proposalOf({ item: { kind: 'not_on_return', rma: 'R', sku: skuOf() }, sure: 'A' }).choice).toBe(
      'restock',
    )
  })

  it('[DE6] automatic only with a promise and enough confidence', () => {
    expect(proposalOf({ sure: 'A' }).decidedBy).toBe('operator')
    const promised = policyWith((draft) => {
      draft.promise = { errorRate: 0.02, n: 1200 }
    })
    const sure = proposalOf({ sure: 'A' }, promised)
    expect(sure.decidedBy).toBe('auto')
    expect(sure.reasons.at(-1)?.text).toBe(
      '100 % sure: from 90 % on at most 2 % are wrong, as 1200 reviewed decisions showed.',
    )
    expect(proposalOf({}, promised).decidedBy).toBe('operator')
    expect(proposalOf({ sure: 'A', shots: [] }, promised).decidedBy).toBe('supervisor')
  })

  it('[DE7] without a price the usual way of the grade', () => {
    const free = expectedItem({ price: { minor: 0, currency: 'EUR' } })
    expect(proposalOf({ item: free, sure: 'C' })).toMatchObject({
      choice: 'liquidate',
      decidedBy: 'supervisor',
    })
    expect(proposalOf({ item: free, sure: 'C' }).alternatives.every(({ expected }) => !expected)).toBe(true)
  })

  it('[DE9] holds are said first, and every alternative says something', () => {
    const { reasons, alternatives } = proposalOf({ sure: 'A', shots: [] })
    expect(reasons.map(({ text }) => text)).toEqual([
      'There is no photograph of it.',
      'Restock: 45.21 EUR expected, 9.49 EUR more than sell as open box.',
    ])
    for (const each of alternatives) expect(each.reasons.length).toBeGreaterThan(0)
    expect(alternatives[0]?.reasons[0]?.text).toBe(
      '45.21 EUR expected: 95 % of 49.90 EUR, 2.20 EUR handling.',
    )
  })
})

function looksLike(name: string, probability: number) {
  return {
    category: [
      { name: 'apparel', probability: 1 - probability },
      { name, probability },
    ],
  }
}

it('[GR11] a model that is silent by its own manifest holds nothing; one that is missing does', () => {
  expect(proposalOf({ inference: mute() }).decidedBy).toBe('operator')
  expect(holdsOf({ inference: unsure })).toContain('eyes_unsure')
})

describe('[DE11] the weight', () => {
  const sku = { weightGrams: 600 }
  const weighing = (weightGrams: number) => {
    const item = { ...graded({ item: expectedItem(sku), sure: 'A' }), weightGrams }
    const { decidedBy, reasons } = decide(item, policy)
    return { decidedBy, codes: reasons.map(({ code }) => code).filter((code) => code.startsWith('weight')) }
  }

  it.each([480, 600, 720])('of %i g, within a fifth of 600 g, holds nothing', (grams) => {
    expect(weighing(grams).codes).toEqual([])
  })

  it.each([
    [200, 'weight_empty'],
    [300, 'weight_mismatch'],
    [721, 'weight_mismatch'],
    [4000, 'weight_mismatch'],
  ])('of %i g goes to a supervisor: %s', (grams, code) => {
    expect(weighing(grams)).toEqual({ decidedBy: 'supervisor', codes: [code] })
  })

  it('of small things counts in grams', () => {
    const item = { ...graded({ item: expectedItem({ weightGrams: 60 }), sure: 'A' }), weightGrams: 99 }
    expect(decide(item, policy).reasons.map(({ code }) => code)).not.toContain('weight_mismatch')
  })

  it('says both numbers, and nothing without a scale or a weight on file', () => {
    const item = { ...graded({ item: expectedItem(sku), sure: 'A' }), weightGrams: 200.4 }
    const texts = decide(item, policy).reasons.map(({ text }) => text)
    expect(texts).toContainEqual(
      'It weighs 200 g where 600 g are expected: the box may be empty, or parts are missing.',
    )
    const unweighed = decide(graded({ item: expectedItem(sku), sure: 'A' }), policy)
    const unlisted = decide({ ...graded({ sure: 'A' }), weightGrams: 5 }, policy)
    for (const { reasons } of [unweighed, unlisted])
      expect(reasons.filter(({ code }) => code.startsWith('weight'))).toEqual([])
  })
})
