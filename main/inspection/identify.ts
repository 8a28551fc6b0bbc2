import type { ExpectedLine, Sku } from '../kernel/item.ts'
import type { Scan } from '../kernel/scan.ts'
import { type CodeReading, parseCode } from './code.ts'
import type { Candidate, Identification, Item } from './record.ts'

/** What identification asks of a catalogue; every look-up is synchronous and exact. */
export interface Lookup {
  skuByGtin(gtin14: string): Sku | undefined
  sku(sku: string): Sku | undefined
  /** Lines whose RMA, tracking number, plate, order or own id is the reference. */
  linesByReference(reference: string): readonly ExpectedLine[]
  /** Lines that expect a unit of this SKU. */
  linesBySku(sku: string): readonly ExpectedLine[]
}

/** The return an operator is unpacking, with its lines still to come. */
export interface OpenReturn {
  readonly rma: string
  readonly lines: readonly ExpectedLine[]
}

/** What a scanned code could mean, expected lines first. A code nobody knows has no candidates; that is no error. */
export function identify(scan: Scan, lookup: Lookup): Identification {
  const reading = parseCode(scan.text)
  const sku = skuIn(reading, lookup)
  const named = narrowed(linesNamed(reading, lookup), { sku, reading })
  if (named.length > 0) return { reading, candidates: expected(named, lookup), ...rmaOf(named) }
  if (!sku) return { reading, candidates: [] }
  const wanted = narrowed(lookup.linesBySku(sku.sku), { sku, reading })
  return { reading, candidates: [...expected(wanted, lookup), known(sku)] }
}

/**
 * The same for an item taken out of a parcel whose return is known: its lines, else "not on this return". Undefined
 * where the code names no article, or a return of its own: then it is no item of this parcel.
 */
export function identifyOnReturn(scan: Scan, lookup: Lookup, open: OpenReturn): Identification | undefined {
  const reading = parseCode(scan.text)
  const sku = skuIn(reading, lookup)
  if (!sku || linesNamed(reading, lookup).length > 0) return undefined
  const fitting = narrowed(
    open.lines.filter((line) => line.sku === sku.sku),
    { sku, reading },
  )
  if (fitting.length > 0) return { reading, candidates: expected(fitting, lookup), rma: open.rma }
  return { reading, candidates: [notOnReturn(open.rma, sku)], rma: open.rma }
}

/** Lines not yet done, with what is left of their quantity; `doneLines` holds a line's id once for each unit done. */
export function remainingLines(
  lines: readonly ExpectedLine[],
  doneLines: readonly string[],
): readonly ExpectedLine[] {
  return lines.flatMap((line) => {
    const left = line.quantity - doneLines.filter((done) => done === line.line).length
    return left > 0 ? [{ ...line, quantity: left }] : []
  })
}

/** The first reference that names lines wins: references come in order of trust. */
function linesNamed(reading: CodeReading, lookup: Lookup): readonly ExpectedLine[] {
  for (const reference of reading.references) {
    const lines = lookup.linesByReference(reference)
    if (lines.length > 0) return lines
  }
  return []
}

function skuIn(reading: CodeReading, lookup: Lookup): Sku | undefined {
  if (reading.gtin) return lookup.skuByGtin(reading.gtin)
  if (reading.kind === 'unreadable') return undefined
  return [reading.display, ...reading.references].map((code) => lookup.sku(code)).find((sku) => sku)
}

/** A code that also tells SKU or serial number leaves only the lines that agree, unless none does. */
function narrowed(
  lines: readonly ExpectedLine[],
  { sku, reading }: { sku: Sku | undefined; reading: CodeReading },
): readonly ExpectedLine[] {
  const bySku = preferred(lines, (line) => line.sku === sku?.sku)
  return preferred(bySku, (line) => line.serial !== undefined && line.serial === reading.serial)
}

function preferred<T>(all: readonly T[], fits: (each: T) => boolean): readonly T[] {
  const fitting = all.filter(fits)
  return fitting.length > 0 ? fitting : all
}

function expected(lines: readonly ExpectedLine[], lookup: Lookup): readonly Candidate[] {
  const once = new Map(lines.map((line) => [line.line, line]))
  return [...once.values()].map((line) =>
    candidate(`line:${line.line}`, { kind: 'expected', line, sku: lookup.sku(line.sku) ?? unpriced(line) }),
  )
}

function known(sku: Sku): Candidate {
  return candidate(`sku:${sku.sku}`, { kind: 'known', sku })
}

function notOnReturn(rma: string, sku: Sku): Candidate {
  return candidate(`not-on:${rma}:${sku.sku}`, { kind: 'not_on_return', rma, sku })
}

function candidate(key: string, item: Item): Candidate {
  return { key, item }
}

/** A line whose SKU central has not sent: still expected, with no price (ISO 4217 XXX), so a supervisor decides. */
function unpriced(line: ExpectedLine): Sku {
  return {
    sku: line.sku,
    title: line.sku,
    category: 'other',
    price: { minor: 0, currency: 'XXX' },
    flags: [],
  }
}

function rmaOf(lines: readonly ExpectedLine[]): { rma?: string } {
  const [rma, ...others] = new Set(lines.map((line) => line.rma))
  return rma !== undefined && others.length === 0 ? { rma } : {}
}
