import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Fault } from '../../main/kernel/fault.ts'
import { fileFault } from '../../main/kernel/file-fault.ts'
import { takePlace, writeNew } from './durable.ts'
import { headOf, onlyPackIn, packRef } from './pack-head.ts'
import { isRefusal, refusalSentence } from './refusal.ts'
import { hashesOf, signatureFile } from './seal.ts'
import { keyId, signatureOf } from './signature.ts'

/** Makes a pack maker's key: `file` for the maker alone, and beside it the public half. Fault BAD_INPUT where one exists. */
export function makeKey(file: string): { readonly id: string; readonly publicFile: string } {
  const publicFile = `${file}.pub.pem`
  const taken = [file, publicFile].find((each) => existsSync(each))
  if (taken) throw new Fault('BAD_INPUT', `${taken} exists; give a new name, a key is never overwritten`)
  const pair = generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
  try {
    writeNew(file, pair.privateKey)
    writeNew(publicFile, pair.publicKey)
  } catch (thrown) {
    throw fileFault(thrown, file)
  }
  return { id: keyId(createPrivateKey(pair.privateKey)), publicFile }
}

/** Signs the pack in a folder, replacing a signature that is there. Faults BAD_INPUT name what is wrong with folder or key. */
export async function signPack(folder: string, keyFile: string): Promise<{ model: string; key: string }> {
  const key = privateKeyIn(keyFile)
  const name = onlyPackIn(folder)
  const head = typeof name === 'string' ? headOf(folder, name) : name
  if (isRefusal(head)) throw new Fault('BAD_INPUT', refusalSentence(folder, head))
  try {
    const signature = signatureOf(await hashesOf(folder), key)
    const fresh = join(folder, `.${signatureFile}`)
    rmSync(fresh, { force: true })
    writeNew(fresh, signature)
    takePlace(fresh, join(folder, signatureFile))
  } catch (thrown) {
    throw fileFault(thrown, folder)
  }
  return { model: packRef(head), key: keyId(key) }
}

function privateKeyIn(file: string): KeyObject {
  try {
    const key = createPrivateKey(readFileSync(file, 'utf8'))
    if (key.asymmetricKeyType === 'ed25519') return key
  } catch (cause) {
    throw new Fault(
      'BAD_INPUT',
      `${file}: this is no private key; make one with the command "key FILE"`,
      cause,
    )
  }
  throw new Fault('BAD_INPUT', `${file}: this key is of another kind; Ed25519 is allowed`)
}
