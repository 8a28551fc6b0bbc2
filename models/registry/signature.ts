import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Fault } from '../../main/kernel/fault.ts'
import type { Refusal } from './refusal.ts'
import { canonicalText, type Hashes, signatureFile } from './seal.ts'

const signatureShape = z.strictObject({
  format: z.literal('regrade-signature/1'),
  /** First 16 hex digits of the SHA-256 of the public key (SPKI, DER). */
  key: z.string().regex(/^[0-9a-f]{16}$/),
  files: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/)),
  /** Ed25519 over the canonical text of `files`, base64. */
  signature: z.base64(),
})
export type PackSignature = z.infer<typeof signatureShape>

/** A maker whose packs the station takes. */
export interface TrustedKey {
  readonly id: string
  readonly key: KeyObject
  readonly file: string
}

/** Who vouches for a pack: a trusted maker, a maker nobody here trusts, or nobody. */
export type Vouched =
  | { readonly kind: 'trusted'; readonly key: string; readonly file: string }
  | { readonly kind: 'stranger'; readonly key: string }
  | { readonly kind: 'unsigned' }

/** The name of a key, of either half: the first 16 hex digits of the SHA-256 of its public half (SPKI, DER). */
export function keyId(key: KeyObject): string {
  const half = key.type === 'private' ? createPublicKey(key) : key
  const spki = half.export({ type: 'spki', format: 'der' })
  return createHash('sha256').update(spki).digest('hex').slice(0, 16)
}

/** The public keys (*.pem) in a folder; none where there is no folder. Fault BAD_INPUT names a file that is no such key. */
export function trustedKeys(folder: string): readonly TrustedKey[] {
  if (!existsSync(folder)) return []
  const files = readdirSync(folder).filter((file) => file.endsWith('.pem'))
  return files.sort().map((file) => {
    const key = publicKeyIn(join(folder, file))
    return { id: keyId(key), key, file }
  })
}

function publicKeyIn(file: string): KeyObject {
  const text = readFileSync(file, 'utf8')
  const problem = (found: string, cause?: unknown) =>
    new Fault('BAD_INPUT', `${file}: ${found}; put the maker's public key (Ed25519, PEM) there`, cause)
  if (text.includes('PRIVATE KEY')) throw problem('this is a private key, which belongs to its maker alone')
  try {
    const key = createPublicKey(text)
    if (key.asymmetricKeyType === 'ed25519') return key
  } catch (cause) {
    throw problem('this is no public key', cause)
  }
  throw problem('this key is of another kind')
}

/** The signature of a pack's files, as the text of its signature.json. */
export function signatureOf(hashes: Hashes, privateKey: KeyObject): string {
  const made: PackSignature = {
    format: 'regrade-signature/1',
    key: keyId(createPublicKey(privateKey)),
    files: { ...hashes },
    signature: sign(null, Buffer.from(canonicalText(hashes)), privateKey).toString('base64'),
  }
  return `${JSON.stringify(made, null, 2)}\n`
}

/**
 * Who vouches for the files in `folder`, whose hashes were just taken. A signature that does not fit them is refused always:
 * these files are not what its maker signed.
 */
export function whoVouches(
  folder: string,
  hashes: Hashes,
  trusted: readonly TrustedKey[],
): Vouched | Refusal {
  const file = join(folder, signatureFile)
  if (!existsSync(file)) return { kind: 'unsigned' }
  const signature = readSignature(readFileSync(file, 'utf8'))
  if (!signature) return wrong(`${signatureFile} is not a signature of format regrade-signature/1`)
  const differing = differs(signature.files, hashes)
  if (differing) return wrong(differing)
  const maker = trusted.find((each) => each.id === signature.key)
  if (!maker) return { kind: 'stranger', key: signature.key }
  const text = Buffer.from(canonicalText(hashes))
  return verify(null, text, maker.key, Buffer.from(signature.signature, 'base64'))
    ? { kind: 'trusted', key: maker.id, file: maker.file }
    : wrong(`the signature was not made with the key ${maker.id} (${maker.file}) it names`)
}

function readSignature(text: string): PackSignature | undefined {
  try {
    return signatureShape.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

function differs(signed: Hashes, found: Hashes): string | undefined {
  const added = Object.keys(found).find((name) => !Object.hasOwn(signed, name))
  if (added) return `${added} is not among the signed files`
  const gone = Object.keys(signed).find((name) => !Object.hasOwn(found, name))
  if (gone) return `${gone} was signed and is missing`
  const changed = Object.keys(found).find((name) => found[name] !== signed[name])
  return changed && `${changed} is not the file that was signed`
}

function wrong(problem: string): Refusal {
  return { check: 'signature', problem }
}
