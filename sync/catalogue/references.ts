import type { ExpectedLine } from '../../main/kernel/item.ts'

/** A reference as references are compared: upper case, without spaces. */
export function referenceText(text: string): string {
  return text.replaceAll(/\s+/g, '').toUpperCase()
}

/** Everything a line can be found by, without repeats. */
export function referencesOf({ line, rma, order, tracking, plate }: ExpectedLine): readonly string[] {
  const texts = [line, rma, order, tracking, plate].map((text) => referenceText(text ?? ''))
  return [...new Set(texts)].filter((text) => text !== '')
}
