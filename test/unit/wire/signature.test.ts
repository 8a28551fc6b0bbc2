import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contentDigest, isPromised, promisedSha256, sha256 } from '../../../sync/wire/content-digest.ts'
import { signRequest } from '../../../sync/wire/sign-request.ts'
import { type SignedMessage, signatureBase } from '../../../sync/wire/signature-base.ts'
import { newKeyPair, privateKeyOf, publicKeyOf } from '../../../sync/wire/station-key.ts'
import { isSignedBy, readClaim } from '../../../sync/wire/verify-request.ts'

const pair = newKeyPair()
const publicKey = publicKeyOf(pair.publicKey)
const signer = {
  keyId: 'station-1',
  privateKey: privateKeyOf(pair.privateKey),
  now: 1_767_254_400_000,
  nonce: 'abcdefghijklmnop',
}
const body = Buffer.from('[{"id":"e-1"}]')
const request = { method: 'POST', target: '/v1/events?x=1', body, contentType: 'application/json' }

function signed(): SignedMessage {
  return { method: request.method, target: request.target, headers: signRequest(request, signer) }
}

function holds(message: SignedMessage): boolean {
  const claim = readClaim(message)
  return 'keyId' in claim && isSignedBy(claim, publicKey)
}

describe('signed requests', () => {
  it('[WI9] what a station signs is verified with its public key, and the body with its digest', () => {
    const claim = readClaim(signed())
    if (!('keyId' in claim)) throw new Error(claim.problem)
    expect(isSignedBy(claim, publicKey)).toBe(true)
    expect(claim).toMatchObject({ keyId: 'station-1', created: 1_767_254_400, nonce: signer.nonce })
    expect(isPromised(claim.bodyHash, body)).toBe(true)
    expect(isPromised(claim.bodyHash, Buffer.concat([body, Buffer.from(' ')]))).toBe(false)
    expect(isSignedBy(claim, publicKeyOf(newKeyPair().publicKey))).toBe(false)
  })

  it('[WI10] any other method, path, query, type, digest, key, time or nonce breaks the signature', () => {
    const message = signed()
    const input = String(message.headers['signature-input'])
    const withHeader = (name: string, value: string) => ({
      ...message,
      headers: { ...message.headers, [name]: value },
    })
    expect(holds(message)).toBe(true)
    for (const bent of [
      { ...message, method: 'PUT' },
      { ...message, target: '/v1/event?x=1' },
      { ...message, target: '/v1/events?x=2' },
      { ...message, target: '/v1/events' },
      withHeader('content-type', 'text/csv'),
      withHeader('content-digest', contentDigest(sha256(Buffer.from('other')))),
      withHeader('signature-input', input.replace('station-1', 'station-2')),
      withHeader('signature-input', input.replace('1767254400', '1767254401')),
      withHeader('signature-input', input.replace('abcdefgh', 'abcdefgg')),
    ])
      expect(holds(bent)).toBe(false)
  })

  it('[WI11] a signature that covers too little, or something twice, is refused', () => {
    const message = signed()
    const input = String(message.headers['signature-input'])
    for (const part of ['"@method" ', '"@path" ', '"content-digest" ', '"@query" ', ' "content-type"']) {
      expect(input).toContain(part)
      const headers = { ...message.headers, 'signature-input': input.replace(part, '') }
      expect(readClaim({ ...message, headers })).toHaveProperty('problem')
    }
    const headers = { ...message.headers, 'signature-input': input.replace('"@path"', '"@path" "@path"') }
    expect(readClaim({ ...message, headers })).toEqual({ problem: 'the signature covers something twice' })
  })

  it('[WI12] what is no signature is a sentence, never a throw', () => {
    const field = fc.oneof(
      fc.string(),
      fc.constantFrom('station=:AAAA:', 'station=("@method" "constructor" "__proto__");created=1', 'a, b, c'),
      fc.constant(String(signed().headers['signature-input'])),
    )
    fc.assert(
      fc.property(field, field, field, (input, signature, digest) => {
        const headers = { 'signature-input': input, signature, 'content-digest': digest }
        const claim = readClaim({ method: 'GET', target: '/', headers })
        expect('problem' in claim ? claim.problem.length : 0).toBeGreaterThan(0)
      }),
    )
    expect(promisedSha256('sha-256=:AAAA:')).toBeUndefined()
  })

  it('[WI12] hostile component names do not reach into objects', () => {
    const headers = { host: 'a' }
    for (const name of ['constructor', '__proto__', 'toString', '@unknown'])
      expect(signatureBase({ method: 'GET', target: '/', headers }, [name], '()')).toBeUndefined()
  })

  it('[WI13] the signature base is the one of RFC 9421: its Ed25519 example (B.2.6) verifies', () => {
    const headers = {
      host: 'example.com',
      date: 'Tue, 20 Apr 2021 02:07:55 GMT',
      'content-type': 'application/json',
      'content-length': '18',
    }
    const covered = ['date', '@method', '@path', '@authority', 'content-type', 'content-length']
    const list = `(${covered.map((name) => `"${name}"`).join(' ')})`
    const base = signatureBase(
      { method: 'POST', target: '/foo?param=Value&Pet=dog', headers },
      covered,
      `${list};created=1618884473;keyid="test-key-ed25519"`,
    )
    const signature = Buffer.from(
      'wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==',
      'base64',
    )
    const claim = { keyId: '', created: 0, nonce: '', base: base ?? '', signature, bodyHash: randomBytes(32) }
    expect(isSignedBy(claim, publicKeyOf('JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs'))).toBe(true)
  })
})
