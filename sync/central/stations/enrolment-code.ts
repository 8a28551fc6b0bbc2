import { createHash } from 'node:crypto'
import type { RandomBytes } from '../../../main/kernel/ids.ts'

/** Crockford's base 32: no I, L, O, U, so that a code read aloud or off a screen stays one code. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Characters of a code: 60 random bits, out of reach of guessing within its day at the rate enrolment allows. */
const length = 12

/** How long a code is good for, in milliseconds. */
export const codeLifeMs = 24 * 60 * 60 * 1000

/** A fresh code such as `7K2M-Q9XW-4TRB`. */
export function newCode(random: RandomBytes): string {
  // 256 is a multiple of 32, so every character is equally likely.
  const characters = [...random(length)].map((byte) => alphabet[byte % 32])
  return characters.join('').replace(/.{4}(?=.)/g, '$&-')
}

/** What is stored of a code; typed in lower case, without dashes, or with O, I, L for 0, 1, 1 it is the same code. */
export function codeHash(code: string): string {
  const plain = code.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  return createHash('sha256').update(plain).digest('hex')
}
