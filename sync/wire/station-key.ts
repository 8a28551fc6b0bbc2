import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'

/** A new Ed25519 pair as text: the private key as PKCS #8 PEM, the public one as RFC 8037 `x` (43 base64url characters). */
export function newKeyPair(): { readonly privateKey: string; readonly publicKey: string } {
  const pair = generateKeyPairSync('ed25519')
  return {
    privateKey: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: pair.publicKey.export({ format: 'jwk' }).x ?? '',
  }
}

/** Reads a private key as `newKeyPair` wrote it; throws when it is none. */
export function privateKeyOf(pem: string): KeyObject {
  return createPrivateKey(pem)
}

/** Reads a public key as `newKeyPair` wrote it; throws when it is none. */
export function publicKeyOf(x: string): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
}
