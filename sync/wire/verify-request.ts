import { type KeyObject, verify } from 'node:crypto'
import { type InnerList, parseDictionary, serializeInnerList } from 'structured-headers'
import { promisedSha256 } from './content-digest.ts'
import { mustCover, type SignedMessage, signatureBase } from './signature-base.ts'

/** A signature read from the headers, not yet believed: `created` is in seconds since the epoch. */
export interface Claim {
  readonly keyId: string
  readonly created: number
  readonly nonce: string
  readonly base: string
  readonly signature: Buffer
  /** The SHA-256 the body must have. */
  readonly bodyHash: Buffer
}

/** Seconds by which a signature may be older or newer than the verifier's clock. */
export const clockTolerance = 300

/** Reads what the request claims, or one sentence why there is nothing to verify; never throws on what was sent. */
export function readClaim(message: SignedMessage): Claim | { readonly problem: string } {
  const input = onlyMember(message.headers['signature-input'])
  const signed = onlyMember(message.headers.signature)
  if (!input || !signed) return { problem: 'the request is not signed' }
  const bytes = signed.value
  const list = input.value
  if (input.label !== signed.label || !(bytes instanceof ArrayBuffer) || !isInnerList(list))
    return { problem: 'the signature headers do not belong together' }
  const bodyHash = promisedSha256(oneLine(message.headers['content-digest']))
  if (!bodyHash) return { problem: 'the header content-digest with a sha-256 is missing' }
  return claimOf(message, list, { signature: Buffer.from(bytes), bodyHash })
}

/** Whether the claim was signed with this key. */
export function isSignedBy(claim: Claim, publicKey: KeyObject): boolean {
  return claim.signature.length === 64 && verify(null, Buffer.from(claim.base), publicKey, claim.signature)
}

function claimOf(
  message: SignedMessage,
  list: InnerList,
  proof: Pick<Claim, 'signature' | 'bodyHash'>,
): Claim | { readonly problem: string } {
  const [items, params] = list
  const components = items.map(([name, flags]) => (typeof name === 'string' && flags.size === 0 ? name : '?'))
  const missing = mustCover(message).filter((needed) => !components.includes(needed))
  if (missing.length > 0) return { problem: `the signature does not cover ${missing.join(', ')}` }
  if (new Set(components).size < components.length) return { problem: 'the signature covers something twice' }
  const [created, keyId, nonce, alg] = ['created', 'keyid', 'nonce', 'alg'].map((name) => params.get(name))
  if (!Number.isInteger(created) || typeof keyId !== 'string' || typeof nonce !== 'string')
    return { problem: 'the signature needs created, keyid and nonce' }
  if (nonce.length < 16 || nonce.length > 200) return { problem: 'a nonce is 16 to 200 characters' }
  if (alg !== undefined && alg !== 'ed25519') return { problem: 'only ed25519 signatures are taken' }
  const base = signatureBase(message, components, serializeInnerList(list))
  if (base === undefined) return { problem: 'the signature covers something that the request does not have' }
  return { keyId, created: created as number, nonce, base, ...proof }
}

function onlyMember(field: SignedMessage['headers'][string]): { label: string; value: unknown } | undefined {
  try {
    const members = [...parseDictionary(oneLine(field) ?? '')]
    const [label, value] = members[0] ?? []
    if (members.length !== 1 || label === undefined || value === undefined) return undefined
    return { label, value: isInnerList(value) ? value : value[0] }
  } catch {
    return undefined
  }
}

function isInnerList(value: unknown): value is InnerList {
  return Array.isArray(value) && Array.isArray(value[0]) && value[1] instanceof Map
}

function oneLine(field: SignedMessage['headers'][string]): string | undefined {
  return typeof field === 'string' || field === undefined ? field : field.join(', ')
}
