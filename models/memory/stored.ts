import { deserialize, serialize } from 'node:v8'
import type { Mask } from '../picture/mask.ts'
import type { Patches } from '../port.ts'
import { learnedCells } from './cells.ts'
import { bankName, type Reference } from './memory.ts'

/** What is on disk of one view of a unit: the classic cells, and a network's patches in a quarter of their bytes. */
interface Stored {
  readonly reference: Reference
  readonly patches?: SmallPatches
}

/** Patches in steps of 1/127. */
interface SmallPatches extends Omit<Patches, 'values'> {
  readonly values: Int8Array
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
  return new Uint8Array(serialize({ reference, ...(patches ? { patches: small(patches) } : {}) }))
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
  const { reference, patches: kept } = deserialize(bytes) as Stored
  if (wanted === 'classic' || !kept) return { reference }
  const patches = large(kept)
  return { reference: withPatches(reference, patches), patches }
}

/** A view with a network's patches as its second bank, rounded like those on disk, so that it lies as far as they do. */
export function withPatches<T extends Reference>(view: T, patches: Patches): T {
  const classic = view.banks[0]!
  return { ...view, banks: [classic, learnedCells(large(small(patches)), classic)] }
}

/** A network's patches alone, as bytes. */
export function packedPatches(patches: Patches): Uint8Array {
  return new Uint8Array(serialize(small(patches)))
}

export function unpackedPatches(bytes: Uint8Array): Patches {
  return large(deserialize(bytes) as SmallPatches)
}

function small(patches: Patches): SmallPatches {
  const values = new Int8Array(patches.values.length)
  for (let at = 0; at < values.length; at++)
    values[at] = Math.max(-127, Math.min(127, Math.round(patches.values[at]! * 127)))
  return { ...patches, values }
}

function large(patches: SmallPatches): Patches {
  const values = new Float32Array(patches.values.length)
  for (let at = 0; at < values.length; at++) values[at] = patches.values[at]! / 127
  return { ...patches, values }
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
