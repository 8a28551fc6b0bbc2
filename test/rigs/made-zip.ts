import { crc32, deflateRawSync } from 'node:zlib'

/** One entry of a made zip; what it claims may differ from what it holds. */
export interface ZipEntry {
  readonly name: string
  readonly bytes: Uint8Array
  /** Unix mode in the upper half of the external attributes; a plain file by default. */
  readonly mode?: number
  /** Claimed size unpacked. */
  readonly claims?: number
  /** Says it is encrypted. */
  readonly encrypted?: boolean
  readonly method?: number
}

/** A zip file as good and bad packers write it, deflated. */
export function madeZip(entries: readonly ZipEntry[]): Uint8Array {
  const locals: Buffer[] = []
  const centrals: Buffer[] = []
  let offset = 0
  for (const entry of entries) {
    const packed = deflateRawSync(entry.bytes)
    const name = Buffer.from(entry.name)
    const common = headOf(entry, packed.length, name.length)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, name, packed])
    centrals.push(centralOf(entry, common, { name, offset }))
    locals.push(local)
    offset += local.length
  }
  const central = Buffer.concat(centrals)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, central, end])
}

/** The 26 bytes that the local and the central header share. */
function headOf(entry: ZipEntry, packed: number, nameLength: number): Buffer {
  const head = Buffer.alloc(26)
  head.writeUInt16LE(20, 0)
  head.writeUInt16LE(entry.encrypted ? 1 : 0, 2)
  head.writeUInt16LE(entry.method ?? 8, 4)
  head.writeUInt32LE(crc32(entry.bytes), 10)
  head.writeUInt32LE(packed, 14)
  head.writeUInt32LE(entry.claims ?? entry.bytes.length, 18)
  head.writeUInt16LE(nameLength, 22)
  return head
}

function centralOf(entry: ZipEntry, common: Buffer, at: { name: Buffer; offset: number }): Buffer {
  const start = Buffer.concat([Buffer.from('PK\x01\x02', 'latin1'), Buffer.from([20, 3]), common])
  const rest = Buffer.alloc(14)
  rest.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 6)
  rest.writeUInt32LE(at.offset, 10)
  return Buffer.concat([start, rest, at.name])
}
