import { createHash, timingSafeEqual } from 'node:crypto'
import { parseDictionary } from 'structured-headers'

/** SHA-256 of the bytes, 32 of them. */
export function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest()
}

/** The Content-Digest field (RFC 9530 section 2) for a SHA-256 of the body. */
export function contentDigest(hash: Uint8Array): string {
  return `sha-256=:${Buffer.from(hash).toString('base64')}:`
}

/** The SHA-256 that a Content-Digest field promises; undefined when it promises none. */
export function promisedSha256(field: string | undefined): Buffer | undefined {
  try {
    const value = parseDictionary(field ?? '').get('sha-256')?.[0]
    return value instanceof ArrayBuffer && value.byteLength === 32 ? Buffer.from(value) : undefined
  } catch {
    return undefined
  }
}

/** Whether the body is the one whose SHA-256 was promised. */
export function isPromised(promised: Uint8Array, body: Uint8Array): boolean {
  return timingSafeEqual(promised, sha256(body))
}
