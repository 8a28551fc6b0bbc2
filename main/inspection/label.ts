import { categoryOf, rmaOf, skuOf } from './item-facts.ts'
import { drawn } from './label-drawing.ts'
import { labelSigns, labelWords } from './label-words.ts'
import type { Decided, Label } from './record.ts'
import { type Locale, word } from './words.ts'
import { printable } from './zpl.ts'

/** How labels are printed; 100 × 60 mm at 203 dpi by default, at least 96 × 57 mm. */
export interface LabelSettings {
  readonly widthMm: number
  readonly heightMm: number
  readonly dpi: Label['dpi']
  readonly locale?: Locale | undefined
  /** Which copy this is; marked on the label from 2 on. */
  readonly copy?: number | undefined
}

/** The label of a decided item as ZPL II: disposition and grade for two metres, the plate as Code 128 and QR for scanners. */
export function renderLabel(item: Decided, settings: LabelSettings, stationName: string): Label {
  const locale = settings.locale ?? 'en'
  const signs = labelSigns[locale]
  const { held, disposition, grade, at } = item.decision
  const copy = settings.copy && settings.copy > 1 ? `${signs.copy} ${Math.trunc(settings.copy)}` : ''
  const sku = skuOf(item.item)
  const rma = rmaOf(item.item)
  return drawn(settings, {
    word: labelWords[locale][held ? 'quarantine' : disposition],
    mark: grade === 'U' ? '?' : grade,
    markTitle: signs.grade,
    alarm: held || disposition === 'quarantine',
    signs: [held ? signs.held : '', copy],
    title: printable(sku?.title ?? item.reading.display),
    lines: [
      sku ? `SKU ${printable(sku.sku)}` : capitals(word(categoryOf(item.item), locale)),
      rma === undefined ? '' : labelled('RMA', printable(rma)),
    ],
    foot: [dateText(at), printable(stationName)],
    code: item.plate,
  })
}

/** A label that shows whether a printer works: umlauts, sizes, both codes. */
export function testLabel(settings: LabelSettings, stationName: string): Label {
  const signs = labelSigns[settings.locale ?? 'en']
  return drawn(settings, {
    word: signs.test,
    mark: 'A',
    markTitle: signs.grade,
    alarm: false,
    signs: ['', ''],
    title: 'ÄÖÜ äöü ß éèç ñ ŁŻŹĆŚ łżźćś 0123456789',
    lines: [`${settings.widthMm} x ${settings.heightMm} mm`, `${settings.dpi} dpi`],
    foot: ['', printable(stationName)],
    code: 'REGRADE-TEST',
  })
}

/** Many return numbers say what they are themselves. */
function labelled(name: string, value: string): string {
  return value.toUpperCase().startsWith(name) ? value : `${name} ${value}`
}

function capitals(text: string): string {
  return text.toUpperCase()
}

/** UTC, to the minute, for example `2026-01-01 08:00Z`; a clock gone mad prints as a dash. */
function dateText(at: number): string {
  const date = new Date(at)
  return Number.isNaN(date.getTime()) ? '-' : `${date.toISOString().slice(0, 16).replace('T', ' ')}Z`
}
