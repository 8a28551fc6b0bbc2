import { endsInGs1Check } from './check-digits.ts'
import type { CodeReading } from './code.ts'
import { isoDate } from './gs1.ts'
import { gtin14 } from './gtin.ts'
import { referenceOf } from './reference.ts'
import { carrierOfSscc } from './tracking.ts'

type Elements = ReadonlyMap<string, string>
type Gs1Reading = Pick<CodeReading, 'kind' | 'references'> & Partial<CodeReading>

/** Identifiers whose value may name a return or a parcel: order, consignment, shipment, asset. */
const referenceAis = ['400', '401', '402', '8003', '8004']

/** What GS1 elements say about an item or parcel; a wrong check digit in GTIN or SSCC makes the whole code unreadable. */
export function readGs1(elements: Elements, reference: string): Gs1Reading {
  // 01 is the item itself, 8006 a piece of it, 02 what a box holds.
  const trade = elements.get('01') ?? elements.get('8006')?.slice(0, 14) ?? elements.get('02')
  const gtin = trade && gtin14(trade)
  const sscc = elements.get('00')
  if ((trade && !gtin) || (sscc && !endsInGs1Check(sscc)))
    return { kind: 'unreadable', problem: 'bad_check_digit', references: [reference] }
  return {
    kind: 'gs1',
    references: referencesIn(elements, sscc),
    ...defined({
      gtin,
      serial: elements.get('21') ?? elements.get('250'),
      batch: elements.get('10'),
      expiry: isoDate(elements.get('17') ?? elements.get('15')),
      carrier: sscc && carrierOfSscc(sscc),
    }),
  }
}

/** SSCCs are on file with and without their identifier, so both are looked up. */
function referencesIn(elements: Elements, sscc: string | undefined): readonly string[] {
  const own = referenceAis.flatMap((ai) => elements.get(ai) ?? []).map(referenceOf)
  return sscc ? [sscc, `00${sscc}`, ...own] : own
}

function defined<T extends object>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value)) as never
}
