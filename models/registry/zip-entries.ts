import type { FileHandle } from 'node:fs/promises'

/** One entry of a zip's central directory (APPNOTE.TXT 4.3.12), as it claims to be. */
export interface ZipEntry {
  readonly name: string
  readonly method: number
  readonly encrypted: boolean
  /** Unix mode; 0 where it was made elsewhere. */
  readonly mode: number
  readonly crc: number
  readonly packed: number
  readonly unpacked: number
  /** Where its local header is. */
  readonly offset: number
}

/** Why bytes are no zip that is read here; its message is half a sentence. */
export class NoZip extends Error {}

const endMark = 0x06054b50
const endBytes = 22
const longestComment = 0xffff
const centralMark = 0x02014b50
const centralBytes = 46
const localMark = 0x04034b50
const localBytes = 30
/** Bytes a directory of thousands of short names has; more is none of a pack. */
const mostDirectory = 1024 * 1024

/** Where the central directory is, and how many entries it says it has. */
export interface Directory {
  readonly entries: number
  readonly offset: number
  readonly bytes: number
}

/** Finds the directory at the end of a zip; throws NoZip. */
export async function directoryOf(file: FileHandle): Promise<Directory> {
  const { size } = await file.stat()
  const tail = await bytesAt(file, Math.max(0, size - endBytes - longestComment), size)
  for (let at = tail.length - endBytes; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== endMark) continue
    const [entries, bytes, offset] = [
      tail.readUInt16LE(at + 10),
      tail.readUInt32LE(at + 12),
      tail.readUInt32LE(at + 16),
    ]
    if (entries === 0xffff || offset === 0xffffffff) throw new NoZip('zip64 is not read')
    if (bytes > mostDirectory || offset + bytes > size) throw new NoZip('its directory makes no sense')
    return { entries, offset, bytes }
  }
  throw new NoZip('it has no directory at its end')
}

/** The entries of a directory; throws NoZip where it ends too early. */
export async function entriesOf(file: FileHandle, directory: Directory): Promise<readonly ZipEntry[]> {
  const { offset, bytes } = directory
  const buffer = await bytesAt(file, offset, offset + bytes)
  const entries: ZipEntry[] = []
  for (let at = 0; entries.length < directory.entries; ) {
    if (at + centralBytes > buffer.length || buffer.readUInt32LE(at) !== centralMark)
      throw new NoZip('its directory is damaged')
    const nameEnd = at + centralBytes + buffer.readUInt16LE(at + 28)
    entries.push(entryAt(buffer, at, nameEnd))
    at = nameEnd + buffer.readUInt16LE(at + 30) + buffer.readUInt16LE(at + 32)
  }
  return entries
}

function entryAt(buffer: Buffer, at: number, nameEnd: number): ZipEntry {
  return {
    name: buffer.toString('utf8', at + centralBytes, nameEnd),
    encrypted: (buffer.readUInt16LE(at + 8) & 1) === 1,
    method: buffer.readUInt16LE(at + 10),
    crc: buffer.readUInt32LE(at + 16),
    packed: buffer.readUInt32LE(at + 20),
    unpacked: buffer.readUInt32LE(at + 24),
    mode: buffer.readUInt16LE(at + 40),
    offset: buffer.readUInt32LE(at + 42),
  }
}

/** Where an entry's packed bytes begin: its local header repeats the name and has extras of its own. */
export async function dataOf(file: FileHandle, { offset }: ZipEntry): Promise<number> {
  const header = await bytesAt(file, offset, offset + localBytes)
  if (header.length < localBytes || header.readUInt32LE(0) !== localMark)
    throw new NoZip('an entry is not where its directory says')
  return offset + localBytes + header.readUInt16LE(26) + header.readUInt16LE(28)
}

/** Bytes of a file; fewer where it ends. */
export async function bytesAt(file: FileHandle, from: number, to: number): Promise<Buffer> {
  const buffer = Buffer.alloc(to - from)
  const { bytesRead } = await file.read(buffer, 0, buffer.length, from)
  return buffer.subarray(0, bytesRead)
}
