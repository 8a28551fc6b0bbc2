import { createHash, randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

// argon2id with the library's defaults (19 MiB, t=2, p=1: OWASP's first recommendation).

/** Hash of a PIN for storage; about 20 ms of CPU on purpose. */
export function hashPin(pin: string): Promise<string> {
  return hash(pin)
}

/** Whether the PIN is the one behind the hash; false for a damaged hash. */
export function checkPin(stored: string, pin: string): Promise<boolean> {
  return verify(stored, pin).catch(() => false)
}

/** Hash of a badge's code with the station's salt, for finding a person by badge. */
export function hashBadge(code: string, salt: string): string {
  return createHash('sha256').update(`${salt}\n${code.trim()}`).digest('hex')
}

/** 256 random bits for a session cookie or a salt, base64url. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What is kept of a token. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
