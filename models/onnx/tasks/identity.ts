import { z } from 'zod'
import type { Declared, Kind } from './kind.ts'

/** A network that tells products apart: one vector a view, alike for the same product. */
const identityOutputs = z.strictObject({
  embedding: z.strictObject({ name: z.string().min(1), size: z.int().min(1).max(4096) }),
})
export type IdentityOutputs = z.infer<typeof identityOutputs>

export const identityKind: Kind<Declared<IdentityOutputs>> = {
  outputs: identityOutputs,
  more: {},
  use: 'tell',
  problem: () => undefined,
  task: ({ outputs: { embedding } }) => ({
    outputs: [{ name: embedding.name, shapes: [[embedding.size]] }],
    categories: [],
    see: (outputs) => ({ findings: [], embedding: outputs[embedding.name] ?? new Float32Array() }),
  }),
}
