import { z } from 'zod'
import type { Declared, Kind } from './kind.ts'

/** A network that tells products apart: one vector a view, alike for the same product. */
const identityOutputs = z.strictObject({
  embedding: z.strictObject({ name: z.string().min(1), size: z.int().min(1).max(4096) }),
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
  problem: () => undefined,
  task: ({ outputs: { embedding } }) => ({
    outputs: [{ name: embedding.name, shapes: [[embedding.size]] }],
    categories: [],
    see: (outputs) => ({ findings: [], embedding: outputs[embedding.name] ?? new Float32Array() }),
  }),
}
