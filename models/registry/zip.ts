import { type FileHandle, open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { crc32, inflateRaw } from 'node:zlib'
import { mostFiles, ratioRefused, refused, shown } from './limits.ts'
import type { Refusal } from './refusal.ts'
import type { Incoming } from './take-in.ts'
import { bytesAt, dataOf, directoryOf, entriesOf, NoZip, type ZipEntry } from './zip-entries.ts'

/** Unix kind of a file, and of a symbolic link. */
const kindMask = 0o170000
const linkKind = 0o120000
const stored = 0
const deflated = 8

/** Hands the files of a zip to `work` while it is open; a file that is no zip, or a damaged or bad one, is refused. */
export async function withZip(
  path: string,
  work: (files: readonly Incoming[] | Refusal) => Promise<Refusal | undefined>,
): Promise<Refusal | undefined> {
  const file = await open(path, 'r')
  try {
    return await work(await filesOf(file))
  } catch (thrown) {
    if (thrown instanceof NoZip) return refused(`it is neither a folder nor a whole zip: ${thrown.message}`)
    throw thrown
  } finally {
    await file.close()
  }
}

async function filesOf(zip: FileHandle): Promise<readonly Incoming[] | Refusal> {
  const directory = await directoryOf(zip)
  // folders are entries too; more than this cannot be a pack
  if (directory.entries > 2 * mostFiles)
    return refused(`it has ${directory.entries} entries; ${mostFiles} files are allowed`)
  const entries = await entriesOf(zip, directory)
  const files = entries.filter(({ name }) => !name.endsWith('/'))
  const bad = files.map(entryRefused).find((each) => each !== undefined)
  if (bad) return bad
  const top = topFolder(files.map(({ name }) => name))
  return files.map((entry) => ({
    name: entry.name.slice(top.length),
    bytes: entry.unpacked,
    open: async () => Readable.from([await contentOf(zip, entry)]),
  }))
}

function entryRefused({ name, mode, encrypted, method, packed, unpacked }: ZipEntry): Refusal | undefined {
  if ((mode & kindMask) === linkKind) return refused(`${shown(name)} is a link`)
  if (encrypted) return refused(`${shown(name)} is encrypted`)
  if (method !== stored && method !== deflated)
    return refused(`${shown(name)} is packed by method ${method}; store and deflate are allowed`)
  return ratioRefused(shown(name), packed, unpacked)
}

/** The folder all files are in, with its slash: who zips a folder gets one; empty where there is none. */
function topFolder(names: readonly string[]): string {
  const top = /^[A-Za-z0-9][A-Za-z0-9._@-]*\//.exec(names[0] ?? '')?.[0] ?? ''
  return names.every((name) => name.startsWith(top)) ? top : ''
}

/**
 * Unpacks an entry, off the event loop and never into more than it claims; one that holds more or less, or other bytes, is
 * damaged.
 */
async function contentOf(zip: FileHandle, entry: ZipEntry): Promise<Uint8Array> {
  const damaged = () => new NoZip(`${shown(entry.name)} in it is damaged`)
  const from = await dataOf(zip, entry)
  const packed = await bytesAt(zip, from, from + entry.packed)
  const bytes = entry.method === stored ? packed : await inflated(packed, entry.unpacked)
  if (bytes?.length !== entry.unpacked || crc32(bytes) !== entry.crc) throw damaged()
  return bytes
}

async function inflated(packed: Uint8Array, most: number): Promise<Uint8Array | undefined> {
  try {
    return await promisify(inflateRaw)(packed, { maxOutputLength: Math.max(1, most) })
  } catch {
    // no deflate, cut off, or more than it claims
    return undefined
  }
}
