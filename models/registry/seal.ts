import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { originFile } from './limits.ts'

/** The file that signs a pack. */
export const signatureFile = 'signature.json'

/** SHA-256, hex, by file name. */
export type Hashes = Readonly<Record<string, string>>

/** The hashes of a pack's files, all but its signature and what the station noted; rejects as the file system does. */
export async function hashesOf(folder: string): Promise<Hashes> {
  const names = (await readdir(folder)).filter((name) => name !== signatureFile && name !== originFile)
  const hashes: Record<string, string> = {}
  for (const name of names.sort(byBytes)) hashes[name] = await hashOf(join(folder, name))
  return hashes
}

/**
 * What is signed: a first line that says what it is, then one line a file, `HASH  NAME`, in the order of the names' bytes.
 * It is the text `sha256sum` prints, so a pack maker can make it with other tools.
 */
export function canonicalText(hashes: Hashes): string {
  const lines = Object.keys(hashes)
    .sort(byBytes)
    .map((name) => `${hashes[name]}  ${name}\n`)
  return `regrade-pack/1\n${lines.join('')}`
}

/** One hash that stands for all files of a pack. */
export function sealOf(hashes: Hashes): string {
  return createHash('sha256').update(canonicalText(hashes)).digest('hex')
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const part of createReadStream(file)) hash.update(part as Buffer)
  return hash.digest('hex')
}

function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}
