/** Pixels of a JPEG as it is stored, from its frame header; undefined where there is none. */
export function jpegSize(bytes: Uint8Array): { readonly width: number; readonly height: number } | undefined {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 2; at + 9 < all.length && all[at] === 0xff; at += 2 + all.readUInt16BE(at + 2)) {
    const marker = all[at + 1] ?? 0
    // SOF0 to SOF15, without the tables (C4), arithmetic conditions (CC) and extensions (C8) among them
    const frame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (frame) return { width: all.readUInt16BE(at + 7), height: all.readUInt16BE(at + 5) }
  }
  return undefined
}
