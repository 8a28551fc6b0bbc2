/** One field of a protobuf message: a number, or the bytes of a nested message, text or list. */
export interface Field {
  readonly number: number
  readonly value: number
  readonly bytes: Uint8Array | undefined
}

/** The fields of one protobuf message, in order; throws RangeError where the bytes end too early. */
export function* fieldsOf(bytes: Uint8Array): Generator<Field> {
  let at = 0
  const varint = () => {
    let value = 0
    for (let shift = 0; shift < 64; shift += 7) {
      const byte = bytes[at++]
      if (byte === undefined) throw new RangeError('cut')
      value += (byte & 0x7f) * 2 ** shift
      if (byte < 0x80) break
    }
    return value
  }
  const fixed: Record<number, () => number> = { 1: () => 8, 2: varint, 5: () => 4 }
  while (at < bytes.length) {
    const tag = varint()
    const number = Math.floor(tag / 8)
    const length = fixed[tag % 8]?.()
    if (length === undefined) {
      if (tag % 8 !== 0) throw new RangeError('no such wire type')
      yield { number, value: varint(), bytes: undefined }
      continue
    }
    if (at + length > bytes.length) throw new RangeError('cut')
    yield { number, value: 0, bytes: bytes.subarray(at, at + length) }
    at += length
  }
}
