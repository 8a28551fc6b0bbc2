import { endsInGs1Check, gs1Check } from './check-digits.ts'

/** A number read as a GTIN: its GTIN-14, or why it cannot be one; `undefined` when it does not look like one at all. */
export type GtinReading =
  | { readonly gtin: string }
  | { readonly problem: 'bad_check_digit' | 'half_read' }
  | undefined

/** GTIN-8, 12, 13 or 14 with its right check digit as GTIN-14; all zeros are nobody's. */
export function gtin14(digits: string): string | undefined {
  if (!/^(\d{8}|\d{12,14})$/.test(digits) || /^0+$/.test(digits)) return undefined
  return endsInGs1Check(digits) ? digits.padStart(14, '0') : undefined
}

/** UPC-E (number system, six digits, check digit) as the UPC-A it stands for; `undefined` when it stands for none. */
function expandUpcE(eight: string): string | undefined {
  if (!/^[01]\d{7}$/.test(eight)) return undefined
  const system = eight.slice(0, 1)
  const [a, b, c, d, e, last] = eight.slice(1, 7)
  const body = zeroed(`${a}${b}${c}${d}${e}`, Number(last))
  const upcA = `${system}${body}${eight.slice(7)}`
  return endsInGs1Check(upcA) ? upcA : undefined
}

/** Ten digits of a UPC-A: the sixth digit of a UPC-E says where zeros were left out. */
function zeroed(five: string, last: number): string {
  if (last <= 2) return `${five.slice(0, 2)}${last}0000${five.slice(2)}`
  if (last === 3) return `${five.slice(0, 3)}00000${five.slice(3)}`
  if (last === 4) return `${five.slice(0, 4)}00000${five.slice(4)}`
  return `${five}0000${last}`
}

/** Digits from a reader that named an EAN or UPC symbol (`]E0` EAN-13, UPC-A or UPC-E; `]E3` with add-on; `]E4` EAN-8). */
export function readRetailSymbol(digits: string, aim: string): GtinReading {
  if (!/^\d+$/.test(digits)) return { problem: 'half_read' }
  const core = /^(15|18)$/.test(String(digits.length)) ? digits.slice(0, 13) : digits
  if (aim === ']E4' || ![6, 7, 8].includes(core.length)) return checked(core)
  const eight = wholeUpcE(core)
  const upcA = eight && expandUpcE(eight)
  return upcA ? { gtin: upcA.padStart(14, '0') } : checked(core)
}

/** UPC-E as some readers send it: without its check digit, or without number system and check digit. */
function wholeUpcE(digits: string): string | undefined {
  if (digits.length === 8) return digits
  const seven = digits.padStart(7, '0')
  const body = zeroed(seven.slice(1, 6), Number(seven[6]))
  return `${seven}${gs1Check(`${seven[0]}${body}`)}`
}

function checked(digits: string): GtinReading {
  if (!/^(\d{8}|\d{12,14})$/.test(digits)) return { problem: 'half_read' }
  const gtin = gtin14(digits)
  return gtin ? { gtin } : { problem: 'bad_check_digit' }
}

/**
 * Bare digits of unknown symbology. Eight digits are too often an order number to be called a broken GTIN;
 * twelve to fourteen that are nothing else are.
 */
export function readBareDigits(digits: string): GtinReading {
  if (!/^(\d{8}|\d{12,14})$/.test(digits) || /^0+$/.test(digits)) return undefined
  // GTIN-8 never starts with 0 in trade; UPC-E nearly always does.
  const upcA = digits.length === 8 ? expandUpcE(digits) : undefined
  if (upcA && digits.startsWith('0')) return { gtin: upcA.padStart(14, '0') }
  const gtin = gtin14(digits) ?? upcA?.padStart(14, '0')
  if (gtin) return { gtin }
  return digits.length === 8 ? undefined : { problem: 'bad_check_digit' }
}
