import { describe, expect, it } from 'vitest'
import { codeProblems } from '../../../main/inspection/code.ts'
import { moneyText } from '../../../main/inspection/money.ts'
import { reasonTexts } from '../../../main/inspection/reason-texts.ts'
import { reason, reasonText } from '../../../main/inspection/reasons.ts'
import { dispositions } from '../../../main/inspection/record.ts'
import { textIn, word } from '../../../main/inspection/words.ts'
import { findingTypes } from '../../../main/kernel/finding.ts'
import { categories } from '../../../main/kernel/item.ts'

const holes = (text: string) => [...text.matchAll(/\{(\w+)/g)].map(([, name]) => name).toSorted()

describe('reasons in words', () => {
  it('[PO4] the English sentence is kept with code and parameters', () => {
    expect(reason('high_value', { price: '429.00 EUR', limit: '300.00 EUR' })).toEqual({
      code: 'high_value',
      params: { price: '429.00 EUR', limit: '300.00 EUR' },
      text: 'Worth 429.00 EUR; from 300.00 EUR on a supervisor decides.',
    })
  })

  it('[PO4] the same again in German, taxonomy words included', () => {
    const params = { type: 'superficial', severity: 'minor', count: 2, grade: 'C', better: 'B', allowed: 1 }
    expect(reasonText('rubric_count', params, 'de')).toBe(
      'Stufe C nach der Tabelle: leicht, Fleck, Kratzer oder Abnutzung, 2× gefunden, B erlaubt 1.',
    )
  })

  it('[PO4] a language nobody has falls back to English, an unknown code to itself', () => {
    expect(reasonText('sealed', {}, 'fr')).toBe(reasonText('sealed', {}, 'en'))
    expect(reasonText('constructor', {}, 'en')).toBe('constructor')
    expect(word('constructor', 'de')).toBe('constructor')
    expect(textIn({ en: 'x' }, 'toString')).toBe('x')
  })

  it.each(Object.entries(reasonTexts).filter(([code]) => code !== 'rule'))(
    '[PO4] %s asks for the same parameters in both languages',
    (_, { en, de }) => {
      const inLanguage = (text: string) => holes(text).filter((name) => name !== 'en' && name !== 'de')
      expect(inLanguage(de)).toEqual(inLanguage(en))
    },
  )

  it('[PO4] every way to be unreadable has its sentence', () => {
    for (const problem of codeProblems) expect(reasonTexts).toHaveProperty(problem)
  })

  it('[PO4] every taxonomy word is there in both languages', () => {
    for (const id of [...findingTypes, ...categories, ...dispositions]) {
      expect(word(id, 'de')).not.toBe(id)
    }
  })

  it('[PO4] money as the currency writes it', () => {
    expect(moneyText({ minor: 4120, currency: 'EUR' })).toBe('41.20 EUR')
    expect(moneyText({ minor: -80, currency: 'USD' })).toBe('-0.80 USD')
    expect(moneyText({ minor: 4120, currency: 'JPY' })).toBe('4120 JPY')
    expect(moneyText({ minor: 4120, currency: 'not money' })).toBe('41.20 not money')
  })
})
