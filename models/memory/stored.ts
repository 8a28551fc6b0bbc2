import { deserialize, serialize } from 'node:v8'
import type { Mask } from '../picture/mask.ts'
import type { Patches } from '../port.ts'
import { learnedCells } from './cells.ts'
import { bankName, type Reference } from './memory.ts'

/** What is on disk of one view of a unit: the classic cells, and a network's patches. */
interface Stored {
  readonly reference: Reference
  readonly patches?: Patches
}

/** Names how quarters are cut (quarters.ts); patches of those cut otherwise are made anew. */
const quartersName = 'quarters-1'

/** A model (`name@version`) whose patches lie beside the cells, and whether it looks at quarters too. */
export interface Patching {
  readonly model: string
  readonly closer: boolean
}

/** The name of what made a view's cells: the classic arithmetic, and the model whose patches lie beside it. */
export function bankOf(patching?: Patching): string {
  if (!patching) return bankName
  return `${bankName}+${patching.model}${patching.closer ? `+${quartersName}` : ''}`
}

/** What of a bank another wish can still use: all of it, its classic cells, or nothing. */
export function usableOf(bank: string, wanted: string): 'all' | 'classic' | 'nothing' {
  if (bank === wanted) return 'all'
  return bank === bankName || bank.startsWith(`${bankName}+`) ? 'classic' : 'nothing'
}

/** A reference as bytes, only for the bank that made it. */
export function packed({ pose, registered, banks, hollow }: Reference, patches?: Patches): Uint8Array {
  const reference: Reference = { pose, registered, banks: banks.slice(0, 1), hollow }
  return new Uint8Array(serialize({ reference, ...(patches ? { patches } : {}) }))
}

/** The same bytes with a network's patches beside the classic cells. */
export function packedWith(bytes: Uint8Array, patches: Patches): Uint8Array {
  return packed((deserialize(bytes) as Stored).reference, patches)
}

/** A reference read back, its patches as second bank where they are wanted and there; and those patches themselves. */
export function unpacked(
  bytes: Uint8Array,
  wanted: 'all' | 'classic',
): { readonly reference: Reference; readonly patches?: Patches } {
  const { reference: read, patches: kept } = deserialize(bytes) as Stored
  const banks = read.banks.map((cells) => ({ ...own(cells), item: cells.item.slice() }))
  const reference = { ...read, banks }
  if (wanted === 'classic' || !kept) return { reference }
  const patches = own(kept)
  return { reference: withPatches(reference, patches), patches }
}

/** Numbers of one's own: as read they lie in all the bytes, keep them, and take them along to another thread. */
function own<V extends Float32Array | Int8Array, T extends { readonly values: V }>(read: T): T {
  return { ...read, values: read.values.slice() }
}

/** A view with a network's patches as its second bank. */
export function withPatches<T extends Reference>(view: T, patches: Patches): T {
  const classic = view.banks[0]!
  return { ...view, banks: [classic, learnedCells(patches, classic)] }
}

/** A network's patches alone, as bytes. */
export function packedPatches(patches: Patches): Uint8Array {
  return new Uint8Array(serialize(patches))
}

export function unpackedPatches(bytes: Uint8Array): Patches {
  return deserialize(bytes) as Patches
}

/** Bytes before the bits of a kept mask: its width and its height, two each. */
const cutHead = 4

/** A mask in an eighth of its bytes. */
export function packedCut({ width, height, bits }: Mask): Uint8Array {
  const bytes = new Uint8Array(cutHead + Math.ceil(bits.length / 8))
  const head = new DataView(bytes.buffer)
  head.setUint16(0, width)
  head.setUint16(2, height)
  for (let at = 0; at < bits.length; at++) if (bits[at]) bytes[cutHead + (at >> 3)]! |= 1 << (at & 7)
  return bytes
}

export function unpackedCut(bytes: Uint8Array): Mask {
  const head = new DataView(bytes.buffer, bytes.byteOffset, cutHead)
  const [width, height] = [head.getUint16(0), head.getUint16(2)]
  const bits = Uint8Array.from(
    { length: width * height },
    (_, at) => (bytes[cutHead + (at >> 3)]! >> (at & 7)) & 1,
  )
  return { width, height, bits }
}
