import { describe, expect, it } from 'vitest'
import { decide } from '../../../main/inspection/decide.ts'
import { settle } from '../../../main/inspection/decision.ts'
import { renderLabel, testLabel } from '../../../main/inspection/label.ts'
import { defaultPolicy } from '../../../main/inspection/policy.ts'
import { field, fitted, printable, twoLines, widthOf } from '../../../main/inspection/zpl.ts'
import { expectedItem, graded, moment } from './items.ts'

function labelOf(title: string, settings = {}) {
  const item = graded({ item: expectedItem({ title }), sure: 'A' })
  const decided = settle({ ...item, proposal: decide(item, defaultPolicy) }, { by: 'staff-1', at: moment })
  return renderLabel(decided, { ...defaultPolicy.label, ...settings }, 'Dock ^XA~JA_3').zpl
}

describe('user text in ZPL', () => {
  it('[LB1] commands and the escape sign itself become hex', () => {
    expect(field('a^b~c_d')).toBe('^FH_^FDa_5Eb_7Ec_5Fd^FS')
    expect(field('Größe €')).toBe('^FH_^FDGr_C3_B6_C3_9Fe _E2_82_AC^FS')
  })

  it('[LB1] a title cannot end the label or reset the printer', () => {
    const zpl = labelOf('^XZ~JR^XA_5E')
    expect(zpl.match(/\^XZ/g)).toHaveLength(1)
    expect(zpl.match(/\^XA/g)).toHaveLength(1)
    expect(zpl).not.toContain('~')
    expect(zpl).toMatch(/^[\x20-\x7e\n]+$/)
  })

  it('[LB5] emoji, control and direction signs are left out, accents and trade marks stay', () => {
    expect(printable('🔥 Zażółć\n\u0007gęślą\u202e™ 👨‍👩‍👧 ✓ ½')).toBe('Zażółć gęślą™ ½')
    expect(printable('\ud83d')).toBe('')
  })

  it('[LB3] text is cut to its room, with an ellipsis', () => {
    const cut = fitted('Donaudampfschifffahrtsgesellschaft', 8)
    expect(cut).toMatch(/…$/)
    expect(widthOf(cut)).toBeLessThanOrEqual(8)
    expect(fitted('short', 8)).toBe('short')
    expect(fitted('MMMM', 0.1)).toBe('')
  })

  it('[LB3] two lines break between words', () => {
    expect(twoLines('Cotton T-shirt, blue', 7)).toEqual(['Cotton', 'T-shirt, blue'])
    expect(twoLines('Cotton', 7)).toEqual(['Cotton', ''])
    const [first, second] = twoLines('Donaudampfschifffahrtsgesellschaftskapitän', 7)
    expect(first).toMatch(/…$/)
    expect(second).toBe('')
  })

  it('[LB4] copies are marked from the second on', () => {
    expect(labelOf('T', { copy: 1 })).not.toContain('COPY')
    expect(labelOf('T', { copy: 2 })).toContain('COPY 2')
    expect(labelOf('T', { copy: 3, locale: 'de' })).toContain('KOPIE 3')
  })

  it('[LB6] the same item, the same bytes', () => {
    expect(labelOf('T')).toBe(labelOf('T'))
    expect(testLabel(defaultPolicy.label, 'Dock 3')).toEqual(testLabel(defaultPolicy.label, 'Dock 3'))
  })

  it('[LB6] a clock gone mad still prints', () => {
    const item = graded({ sure: 'A' })
    const decided = settle({ ...item, proposal: decide(item, defaultPolicy) }, { by: 's', at: Number.NaN })
    expect(renderLabel(decided, defaultPolicy.label, 'Dock').zpl).toContain('^FD-^FS')
  })
})
