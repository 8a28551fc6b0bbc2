import { elementAt, type ValueFormat } from './gs1-formats.ts'

/** FNC1 as readers send it between elements. */
export const gs = '\u001d'

/** Values by application identifier, or why the text is not a whole element string. */
export type ElementString =
  | { readonly elements: ReadonlyMap<string, string> }
  | { readonly problem: 'half_read' | 'not_gs1' }

/** A GS1 element string with FNC1 sent as GS (0x1D); an identifier cut short is `half_read`, an unknown one `not_gs1`. */
export function readElements(text: string): ElementString {
  const elements = new Map<string, string>()
  let rest = text.replace(/^\u001d+/, '')
  while (rest) {
    const start = elementAt(rest)
    if (!start) return { problem: elements.size > 0 && rest.length < 2 ? 'half_read' : 'not_gs1' }
    const value = valueIn(rest.slice(start.ai.length), start.format)
    const problem = problemWith(value, start.format)
    if (problem) return { problem }
    elements.set(start.ai, value)
    rest = rest.slice(start.ai.length + value.length).replace(/^\u001d+/, '')
  }
  return elements.size > 0 ? { elements } : { problem: 'half_read' }
}

/** The human form, `(01)04006381333931(10)LOT7`; a bracket left open is `half_read`. */
export function readBracketed(text: string): ElementString {
  const elements = new Map<string, string>()
  const parts = [...text.matchAll(/\((\d{2,4})\)([^(]*)/g)]
  if (parts.map(([whole]) => whole).join('') !== text) return { problem: 'half_read' }
  for (const [, ai = '', value = ''] of parts) {
    const start = elementAt(ai)
    if (start?.ai !== ai) return { problem: 'not_gs1' }
    const problem = problemWith(value.trim(), start.format)
    if (problem) return { problem }
    elements.set(ai, value.trim())
  }
  return { elements }
}

function valueIn(text: string, format: ValueFormat): string {
  const value = text.split(gs, 1)[0] ?? ''
  return format.predefined ? value.slice(0, format.max) : value
}

/** A value shorter than its format was cut off; one that is longer or has letters for digits is somebody else's code. */
export function problemWith(value: string, format: ValueFormat): 'half_read' | 'not_gs1' | undefined {
  if (value.length > format.max || !/^\d*$/.test(value.slice(0, format.digits))) return 'not_gs1'
  return value.length < format.min ? 'half_read' : undefined
}

/** YYMMDD as yyyy-mm-dd; day 00 is the month's last. Years 76 to 99 are 19xx: GS1's sliding window as it stands in 2026. */
export function isoDate(sixDigits: string | undefined): string | undefined {
  const [, yy = '', mm = '', dd = ''] = sixDigits?.match(/^(\d\d)(\d\d)(\d\d)$/) ?? []
  const year = Number(yy) + (Number(yy) >= 76 ? 1900 : 2000)
  const lastDay = new Date(Date.UTC(year, Number(mm), 0)).getUTCDate()
  const day = dd === '00' ? lastDay : Number(dd)
  if (!yy || Number(mm) < 1 || Number(mm) > 12 || day > lastDay) return undefined
  return `${year}-${mm}-${String(day).padStart(2, '0')}`
}
