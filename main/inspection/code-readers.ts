import type { CodeProblem, CodeReading } from './code.ts'
import { readDigitalLink } from './digital-link.ts'
import { type ElementString, gs, readBracketed, readElements } from './gs1.ts'
import { readGs1 } from './gs1-reading.ts'
import { type GtinReading, readBareDigits, readRetailSymbol } from './gtin.ts'
import { isBrokenPlate, plateOf } from './licence-plate.ts'
import { looksLikeRma, rmaInUrl } from './rma.ts'
import { readTracking } from './tracking.ts'

/** What is known of a code before anybody reads it. */
export interface Code {
  readonly body: string
  /** The body as references are compared. */
  readonly reference: string
  readonly aim: string | undefined
}

/** What a reader found out about a code; `undefined` when it is not that reader's kind. */
export type Found = Pick<CodeReading, 'kind' | 'references'> & Partial<CodeReading>
type Reader = (code: Code) => Found | undefined

/** AIM identifiers of symbols that say they hold GS1 element strings. */
const gs1Symbols = [']C1', ']e0', ']d2', ']Q3', ']z1', ']J1']
const retailSymbols = [']E0', ']E1', ']E2', ']E3', ']E4']

/** From the most telling shape to the least; the first that knows the code has it. */
export const readers: readonly Reader[] = [
  asPlate,
  asRetailSymbol,
  asCarrierSymbol,
  asElements,
  asBracketed,
  asLink,
  asBareElements,
  asGtin,
  asTracking,
  asBrokenGtin,
  asRma,
]

function asPlate({ body, reference }: Code): Found | undefined {
  const plate = plateOf(body)
  if (plate) return { kind: 'licence_plate', references: [plate] }
  return isBrokenPlate(reference) ? unreadable('bad_check_digit', reference) : undefined
}

function asRetailSymbol({ body, aim, reference }: Code): Found | undefined {
  if (!aim || !retailSymbols.includes(aim)) return undefined
  return ofGtin(readRetailSymbol(body, aim), [reference])
}

/** Postal and FedEx Ground labels are GS1-128 in the range GS1 leaves to companies: theirs first, while it checks. */
function asCarrierSymbol(code: Code): Found | undefined {
  return /^\u001d*(420|9[1-6])[\d\u001d]{18,}$/.test(code.body) ? asTracking(code) : undefined
}

function asElements({ body, aim, reference }: Code): Found | undefined {
  const said = (aim && gs1Symbols.includes(aim)) || body.startsWith(gs)
  if (!said && !body.includes(gs)) return undefined
  return ofElements(readElements(body), reference)
}

function asBracketed({ body, reference }: Code): Found | undefined {
  return /^\(\d{2,4}\)/.test(body) ? ofElements(readBracketed(body), reference) : undefined
}

function asLink({ body, reference }: Code): Found | undefined {
  const link = readDigitalLink(body)
  const rma = link ? undefined : rmaInUrl(body)
  return rma ? { kind: 'rma', references: [rma, reference] } : ofElements(link, reference)
}

/** Readers set to drop FNC1 and the AIM prefix: only a right check digit at the start makes digits an element string. */
function asBareElements({ body, reference }: Code): Found | undefined {
  if (/^\d{18}$/.test(body)) body = `00${body}`
  if (!/^(01\d{14}|00\d{18}$)/.test(body)) return undefined
  const found = ofElements(readElements(body), reference)
  return found?.kind === 'gs1' ? found : undefined
}

function asGtin({ body, reference }: Code): Found | undefined {
  const reading = readBareDigits(body.replace(/[\s-]/g, ''))
  return reading && 'gtin' in reading ? ofGtin(reading, [reference]) : undefined
}

function asTracking({ body, reference }: Code): Found | undefined {
  const tracking = readTracking(reference.replace(/-/g, ''))
  if (!tracking) return undefined
  const typed = body.includes('-') ? [reference] : []
  return { kind: 'tracking', carrier: tracking.carrier, references: [...tracking.references, ...typed] }
}

function asBrokenGtin({ body, reference }: Code): Found | undefined {
  return ofGtin(readBareDigits(body), [reference])
}

function asRma({ reference }: Code): Found | undefined {
  if (!looksLikeRma(reference)) return undefined
  return {
    kind: 'rma',
    references: reference.startsWith('#') ? [reference, reference.slice(1)] : [reference],
  }
}

/** A shop may use an article number as its own reference, so even a broken one is still looked up. */
function ofGtin(reading: GtinReading, references: readonly string[]): Found | undefined {
  if (!reading) return undefined
  return 'gtin' in reading
    ? { kind: 'gtin', gtin: reading.gtin, references }
    : { kind: 'unreadable', problem: reading.problem, references }
}

function ofElements(string: ElementString | undefined, reference: string): Found | undefined {
  if (!string) return undefined
  if ('elements' in string) return readGs1(string.elements, reference)
  return string.problem === 'half_read' ? unreadable('half_read', reference) : undefined
}

function unreadable(problem: CodeProblem, reference: string): Found {
  return { kind: 'unreadable', references: [reference], problem }
}
