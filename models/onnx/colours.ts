import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Colours } from './tasks/identity.ts'

/** A pack's own way with colours: shares are raised, their mean taken off, and what differs within one product evened out. */
export interface ColourSpace extends Pick<Colours, 'hue' | 'saturation' | 'value' | 'power' | 'share'> {
  readonly mean: Float32Array
  /** Row by row, as many rows and columns as there are colours. */
  readonly white: Float32Array
}

/** Reads the numbers a manifest names, from the folder it is in; half a sentence where they are not those it names. */
export function colourSpaceIn(
  folder: string,
  { file, sha256, ...steps }: Colours,
): ColourSpace | { readonly problem: string } {
  const bytes = bytesOf(join(folder, file))
  if (!bytes) return { problem: `${file} cannot be read` }
  const found = createHash('sha256').update(bytes).digest('hex')
  if (found !== sha256)
    return {
      problem: `${file} has the hash ${found.slice(0, 12)}..., the manifest says ${sha256.slice(0, 12)}...`,
    }
  const size = steps.hue * steps.saturation * steps.value
  const wanted = (size + size * size) * 4
  if (bytes.length !== wanted)
    return { problem: `${file} has ${bytes.length} bytes; ${wanted} are wanted for ${size} colours` }
  const numbers = Float32Array.from({ length: size + size * size }, (_, i) => bytes.readFloatLE(i * 4))
  if (!numbers.every(Number.isFinite)) return { problem: `${file} holds what is no number` }
  return { ...steps, mean: numbers.slice(0, size), white: numbers.slice(size) }
}

function bytesOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file)
  } catch {
    return undefined
  }
}
