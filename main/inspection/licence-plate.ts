import { Fault } from '../kernel/fault.ts'
import { endsInMod37Check, mod37Check } from './check-digits.ts'

/** Crockford's base 32: no I, L, O or U, so nothing is misread by eye. */
const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const shape = /^RG[0-9A-HJKMNP-TV-Z]{10}[0-9A-Z]$/

/** A new licence plate from at least 7 random bytes: `RG`, 10 base-32 characters (50 random bits), a MOD 37,36 check. */
export function newPlate(random: Uint8Array): string {
  if (random.length < 7)
    throw new Fault('INTERNAL', `a licence plate needs 7 random bytes, found ${random.length}`)
  let bits = random.subarray(0, 7).reduce<bigint>((all, byte) => all * 256n + BigInt(byte), 0n)
  let body = ''
  while (body.length < 10) {
    body += crockford[Number(bits % 32n)]
    bits /= 32n
  }
  return `RG${body}${mod37Check(`RG${body}`)}`
}

/** Whether the text is a licence plate exactly as printed. */
export function isPlate(text: string): boolean {
  return shape.test(text) && endsInMod37Check(text)
}

/** A plate as a person may type it (small letters, spaces, dashes, O for 0, I or L for 1) in its printed form. */
export function plateOf(typed: string): string | undefined {
  const bare = typed.toUpperCase().replace(/[\s-]/g, '')
  if (bare.length !== 13) return undefined
  const body = bare.slice(2, 12).replace(/O/g, '0').replace(/[IL]/g, '1')
  const plate = `${bare.slice(0, 2)}${body}${bare.slice(12)}`
  return isPlate(plate) ? plate : undefined
}

/** Whether a code can only be a plate that was misread; all-digit bodies are left to other people's numbers. */
export function isBrokenPlate(text: string): boolean {
  return shape.test(text) && !endsInMod37Check(text) && /[A-Z]/.test(text.slice(2, 12))
}
