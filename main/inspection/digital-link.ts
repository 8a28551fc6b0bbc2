import { type ElementString, problemWith } from './gs1.ts'
import { elementAt } from './gs1-formats.ts'

/** Identifiers a GS1 Digital Link may start with (GS1 Digital Link URI syntax 1.4, primary keys). */
const primaryKeys = [
  '01',
  '8006',
  '8010',
  '00',
  '253',
  '255',
  '401',
  '402',
  '414',
  '8003',
  '8004',
  '8017',
  '8018',
]
const names: Readonly<Record<string, string>> = { gtin: '01', ser: '21', lot: '10', exp: '17' }

/** A GS1 Digital Link (`https://host/01/GTIN/21/SERIAL?17=YYMMDD`) as elements; `undefined` when the text is none. */
export function readDigitalLink(text: string): ElementString | undefined {
  const url = URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol)) return undefined
  const segments = url.pathname.split('/').slice(1).map(decoded)
  const start = segments.findIndex((segment) => primaryKeys.includes(aiOf(segment)))
  if (start < 0) return undefined
  const pairs = segments.slice(start)
  // The addresses of half the web have /01/ in them: without a value that fits, this is just an address.
  if (!/^\d{8,18}$|^[^/]{2,}$/.test(pairs[1] ?? '') || !startsLikeKey(pairs)) return undefined
  const query = [...url.searchParams].filter(([key]) => /^\d{2,4}$/.test(aiOf(key)))
  return elementsOf([...paired(pairs), ...query])
}

function startsLikeKey([key = '', value = '']: readonly string[]): boolean {
  return aiOf(key) !== '01' || /^(\d{8}|\d{12,14})$/.test(value)
}

function elementsOf(pairs: readonly (readonly [string, string])[]): ElementString {
  const elements = new Map<string, string>()
  for (const [key, text] of pairs) {
    const ai = aiOf(key)
    const value = ai === '01' ? text.padStart(14, '0') : text
    const known = elementAt(ai)
    if (known?.ai !== ai) continue
    const problem = problemWith(value, known.format)
    if (problem) return { problem }
    elements.set(ai, value)
  }
  return { elements }
}

function* paired(segments: readonly string[]): Generator<readonly [string, string]> {
  for (let at = 0; at + 1 < segments.length; at += 2) yield [segments[at] ?? '', segments[at + 1] ?? '']
}

function aiOf(segment: string): string {
  return names[segment.toLowerCase()] ?? segment
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
