import { z } from 'zod'
import type { Input } from '../manifest-input.ts'
import type { Declared, Kind } from './kind.ts'
import type { Wanted } from './task.ts'

/** What each place of a product looks like, and how much it tells: cells of `stride` pixels, each a vector of `size` numbers. */
const placesShape = z.strictObject({
  name: z.string().min(1),
  telling: z.string().min(1),
  size: z.int().min(1).max(512),
  stride: z.int().min(1).max(64),
  /** Cells of a view that are kept, those that tell most. */
  kept: z.int().min(1).max(4096),
  /** The part of a likeness that they make up; the rest is that of the wholes. */
  share: z.number().positive().max(1),
})
export type Places = z.infer<typeof placesShape>

/** A network that tells products apart: one vector a view, alike for the same product; beside it, if it can, one a place. */
const identityOutputs = z.strictObject({
  embedding: z.strictObject({ name: z.string().min(1), size: z.int().min(1).max(4096) }),
  places: placesShape.exactOptional(),
})
export type IdentityOutputs = z.infer<typeof identityOutputs>

const steps = z.int().min(1).max(64)
/** What an item's colours are made into beside the embedding (models/onnx/colours.ts). */
const coloursShape = z.strictObject({
  /** How many steps of hue, saturation and value are counted. */
  hue: steps,
  saturation: steps,
  value: steps,
  /** Shares of the item are raised to this. */
  power: z.number().positive().max(1),
  /** What the colours weigh beside the embedding. */
  share: z.number().min(0).max(100),
  /** Float32, little-endian: the mean, and the rows of the matrix that whitens. */
  file: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/, 'must be a plain file name'),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hex digits'),
})
export type Colours = z.infer<typeof coloursShape>

export interface DeclaredIdentity extends Declared<IdentityOutputs> {
  /** Absent where the station's own way with colours is good enough. */
  readonly colours?: Colours
}

export const identityKind: Kind<DeclaredIdentity> = {
  outputs: identityOutputs,
  more: { colours: coloursShape.exactOptional() },
  use: 'tell',
  problem: ({ input, outputs: { places } }) =>
    places && (input.width % places.stride !== 0 || input.height % places.stride !== 0)
      ? `places has a stride of ${places.stride}; the input of ${input.width} x ${input.height} must be a multiple of it`
      : undefined,
  task: ({ input, outputs: { embedding, places } }) => ({
    outputs: [{ name: embedding.name, shapes: [[embedding.size]] }, ...wantedOf(places, input)],
    categories: [],
    see: (outputs) => ({ findings: [], embedding: outputs[embedding.name] ?? new Float32Array() }),
  }),
}

function wantedOf(places: Places | undefined, { width, height }: Input): readonly Wanted[] {
  if (!places) return []
  const { name, telling, size, stride } = places
  const [down, across] = [height / stride, width / stride]
  return [
    { name, shapes: [[size, down, across]] },
    { name: telling, shapes: [[1, down, across]] },
  ]
}
