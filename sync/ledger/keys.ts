import type { InspectionRecord, Item } from '../../main/inspection/record.ts'

/** What people type to find an inspection: its plate, code, SKU and RMA, upper case, without repeats. */
export function keysOf(record: InspectionRecord): readonly string[] {
  const texts = [record.plate, record.reading.display, skuOf(record.item), rmaOf(record.item)]
  return [...new Set(texts.map((text) => keyText(text ?? '')))].filter((text) => text !== '')
}

/** A text as keys are compared: upper case, without surrounding blanks. */
export function keyText(text: string): string {
  return text.trim().toUpperCase()
}

function skuOf(item: Item): string | undefined {
  return item.kind === 'unlisted' ? undefined : item.sku?.sku
}

function rmaOf(item: Item): string | undefined {
  if (item.kind === 'not_on_return') return item.rma
  return item.kind === 'expected' || item.kind === 'empty_parcel' ? item.line.rma : undefined
}
