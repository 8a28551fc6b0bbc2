import { type KeyObject, sign } from 'node:crypto'
import { type InnerList, serializeInnerList } from 'structured-headers'
import { contentDigest, sha256 } from './content-digest.ts'
import { protocolHeader, protocolVersion } from './protocol.ts'
import { mustCover, signatureBase } from './signature-base.ts'

/** A request about to be sent; `target` is path and query, `body` its bytes. */
export interface OutgoingRequest {
  readonly method: string
  readonly target: string
  readonly body?: Uint8Array
  readonly contentType?: string
}

/** Who signs, and the two inputs that make one signature differ from the next. */
export interface Signer {
  readonly keyId: string
  readonly privateKey: KeyObject
  /** Milliseconds since the Unix epoch, as central's clock shows. */
  readonly now: number
  /** At least 16 characters never used before. */
  readonly nonce: string
}

/** All headers of a signed request (RFC 9421 with Ed25519, RFC 9530); header names are lower case. */
export function signRequest(request: OutgoingRequest, signer: Signer): Record<string, string> {
  const headers: Record<string, string> = {
    [protocolHeader]: String(protocolVersion),
    'content-digest': contentDigest(sha256(request.body ?? new Uint8Array())),
    ...(request.contentType === undefined ? {} : { 'content-type': request.contentType }),
  }
  const message = { ...request, headers }
  const components = mustCover(message)
  const params = serializeInnerList(innerList(components, signer))
  const base = signatureBase(message, components, params)
  if (base === undefined) throw new Error(`nothing to sign in ${request.method} ${request.target}`)
  const signature = sign(null, Buffer.from(base), signer.privateKey).toString('base64')
  return { ...headers, 'signature-input': `station=${params}`, signature: `station=:${signature}:` }
}

function innerList(components: readonly string[], signer: Signer): InnerList {
  const params = new Map<string, string | number>([
    ['created', Math.floor(signer.now / 1000)],
    ['keyid', signer.keyId],
    ['nonce', signer.nonce],
    ['alg', 'ed25519'],
  ])
  return [components.map((component) => [component, new Map()]), params]
}
