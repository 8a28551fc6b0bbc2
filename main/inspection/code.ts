import { type Code, type Found, readers } from './code-readers.ts'
import { gs } from './gs1.ts'
import { codeLimit, displayOf, referenceOf } from './reference.ts'

/** What kind of code was read. */
export type CodeKind = 'gtin' | 'gs1' | 'licence_plate' | 'tracking' | 'rma' | 'text' | 'unreadable'

/** Why a code is unreadable. */
export const codeProblems = ['empty', 'too_long', 'binary', 'bad_check_digit', 'half_read'] as const
export type CodeProblem = (typeof codeProblems)[number]

/** A code taken apart, before anybody asks the catalogue. */
export interface CodeReading {
  readonly kind: CodeKind
  /** The code without AIM prefix; control characters shown as <GS>, <RS>; at most 200 characters. */
  readonly display: string
  /** AIM symbology identifier, for example `]C1`; absent when the device sent none. */
  readonly aim?: string
  /** GTIN-14 with a right check digit. */
  readonly gtin?: string
  readonly serial?: string
  readonly batch?: string
  /** ISO date, yyyy-mm-dd. */
  readonly expiry?: string
  readonly carrier?: string
  /** Keys to look up as return references (RMA, tracking, plate, order), upper case, in order of trust. */
  readonly references: readonly string[]
  /** Why a code is unreadable, as a reason code: empty, too_long, binary, bad_check_digit, half_read. */
  readonly problem?: string
}

/** Takes a code apart. Total: any text is a reading, and what fits nothing is `text` with itself as reference. */
export function parseCode(text: string): CodeReading {
  const { aim, body } = withoutAim(text.trim())
  const code = { aim, body: withoutEnvelope(body), reference: referenceOf(body.replaceAll(gs, '')) }
  const problem = problemOf(body)
  const found = problem ? { kind: 'unreadable' as const, problem, references: [] } : firstOf(code)
  return { ...found, display: displayOf(body), ...(aim ? { aim } : {}) }
}

function firstOf(code: Code): Found {
  for (const reader of readers) {
    const found = reader(code)
    if (found) return found
  }
  return { kind: 'text', references: code.reference ? [code.reference] : [] }
}

function withoutAim(text: string): { aim: string | undefined; body: string } {
  const [, aim, body] = text.match(/^(\][A-Za-z][0-9A-Za-z])(.*)$/s) ?? []
  return aim === undefined ? { aim: undefined, body: text } : { aim, body: (body ?? '').trim() }
}

/** ISO/IEC 15434 envelope of format 05 (GS1 element string); other formats stay as they are. */
function withoutEnvelope(body: string): string {
  const [, inside] = body.match(/^\[\)>\u001e05(\u001d.*?)(\u001e\u0004?)?$/s) ?? []
  return inside ?? body
}

function problemOf(body: string): CodeProblem | undefined {
  if (body.replaceAll(gs, '') === '') return 'empty'
  if (body.length > codeLimit && [...body].length > codeLimit) return 'too_long'
  // GS, RS and EOT belong to element strings and envelopes; U+FFFD is what a decoder leaves of bytes that are no text.
  if (/[\u0000-\u0003\u0005-\u001c\u001f\u007f-\u009f\ufffd]/.test(body)) return 'binary'
  return undefined
}
