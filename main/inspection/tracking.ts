import {
  endsInDhlCheck,
  endsInFedexCheck,
  endsInGs1Check,
  endsInMod37Check,
  endsInS10Check,
  endsInUpsCheck,
} from './check-digits.ts'

/** A carrier's number: who carries it and the keys to look it up by, shortest form first. */
export interface Tracking {
  readonly carrier: string
  readonly references: readonly string[]
}

interface Carrier {
  readonly carrier: string
  readonly shape: RegExp
  readonly check: (text: string) => boolean
  /** The number a person would type, where the barcode holds more than that. */
  readonly short?: (text: string) => string
}

const withoutZip = (text: string) => text.replace(/^420(\d{9}|\d{5})(?=9[1-5]\d{20}(\d{4})?$)/, '')
const isServiceNumber = (text: string) => endsInGs1Check(withoutZip(text))
const unpublished = () => true

/** Most telling shape first; where a carrier publishes a check digit, it must be right. */
const carriers: readonly Carrier[] = [
  { carrier: 'UPS', shape: /^1Z[0-9A-Z]{15}\d$/, check: endsInUpsCheck },
  { carrier: 'UPU', shape: /^[A-Z]{2}\d{9}[A-Z]{2}$/, check: (text) => endsInS10Check(text.slice(2, 11)) },
  {
    carrier: 'DPD',
    shape: /^%?\d{27}[0-9A-Z]$/,
    check: (text) => endsInMod37Check(text.slice(-28)),
    // 7 characters of destination, then 14 of parcel number.
    short: (text) => text.slice(-21, -7),
  },
  { carrier: 'Amazon', shape: /^TB[ACM]\d{12}$/, check: unpublished },
  { carrier: 'DHL', shape: /^(JJD|JVGL|JD)\d{10,20}$/, check: unpublished },
  { carrier: 'DHL', shape: /^GM\d{16,20}$/, check: unpublished },
  { carrier: 'FedEx', shape: /^9261\d{18}$/, check: endsInGs1Check },
  {
    carrier: 'FedEx',
    shape: /^96\d{20}$/,
    check: (text) => endsInGs1Check(text.slice(-15)),
    short: (text) => text.slice(-15),
  },
  {
    carrier: 'FedEx',
    shape: /^(10|96)\d{32}$/,
    check: (text) => endsInFedexCheck(text.slice(-14)),
    short: (text) => text.slice(-14).replace(/^00/, ''),
  },
  {
    carrier: 'USPS',
    shape: /^(420(\d{5}|\d{9}))?9[1-5]\d{20}(\d{4})?$/,
    check: isServiceNumber,
    short: withoutZip,
  },
  { carrier: 'USPS', shape: /^\d{20}$/, check: endsInGs1Check },
  // Short forms leave out the 92 or 91 their check digit counts.
  { carrier: 'FedEx', shape: /^61\d{18}$/, check: (text) => endsInGs1Check(`92${text}`) },
  { carrier: 'USPS', shape: /^7\d{19}$/, check: (text) => endsInGs1Check(`91${text}`) },
  { carrier: 'Canada Post', shape: /^\d{16}$/, check: endsInGs1Check },
  { carrier: 'FedEx', shape: /^\d{15}$/, check: endsInGs1Check },
  { carrier: 'FedEx', shape: /^\d{12}$/, check: endsInFedexCheck },
  { carrier: 'DHL', shape: /^\d{10}$/, check: endsInDhlCheck },
]

/** A code (upper case, no spaces) as a carrier's tracking number; `undefined` when no carrier counts its check digit so. */
export function readTracking(text: string): Tracking | undefined {
  if (/^0+$/.test(text)) return undefined
  const found = carriers.find(({ shape, check }) => shape.test(text) && check(text))
  if (!found) return undefined
  const short = found.short?.(text) ?? text
  return { carrier: found.carrier, references: short === text ? [text] : [short, text] }
}

/** Deutsche Post DHL labels its parcels with SSCCs under its own GS1 prefix. */
export function carrierOfSscc(sscc: string): string | undefined {
  return /^3404(33|34)/.test(sscc) ? 'DHL' : undefined
}
