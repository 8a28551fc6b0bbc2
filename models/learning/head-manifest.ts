import { z } from 'zod'

const besideName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/, 'must be a plain file name')
const share = z.number().min(0).max(1)

const promised = z.strictObject({
  accuracy: share,
  confidence: share,
  threshold: share,
  coverage: share,
  spoken: z.int().min(1),
  right: z.int().min(0),
  atLeast: share,
})

const headShape = z.strictObject({
  format: z.literal('regrade-model/1'),
  task: z.literal('grade'),
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'must be lower-case letters, digits and dashes'),
  version: z.string().regex(/^\d+\.\d+\.\d+$/, 'must be a version such as 1.0.0'),
  file: besideName,
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hex digits'),
  opset: z.int().min(7).max(26),
  card: besideName,
  /** Whose features it was learnt from: of another pack, layout or length it says nothing. */
  features: z.strictObject({
    pack: z.string().min(1),
    layout: z.string().min(1),
    size: z.int().min(1).max(16_384),
  }),
  /** Confirmed decisions and recording sessions learnt from. */
  decisions: z.int().min(1),
  sessions: z.int().min(1),
  /** Mean squared standardised feature over which an item is unlike what was learnt from. */
  farthest: z.number().positive(),
  /** Absent while the head has earned none; it is then kept for its report and says nothing. */
  promise: promised.exactOptional(),
  /** True of a head that ships: made damage taught it, so its word is a hint, whatever it promises. */
  hint: z.literal(true).exactOptional(),
  vectors: z.strictObject({ file: besideName, tolerance: z.number().positive().max(0.01) }),
})

/** What a head says of itself. */
export type HeadManifest = z.infer<typeof headShape>

const vectorsShape = z.strictObject({
  vectors: z
    .array(z.strictObject({ features: z.array(z.number()), odds: z.array(z.number()).length(5) }))
    .min(1)
    .max(16),
})
export type HeadVector = z.infer<typeof vectorsShape>['vectors'][number]

/** The manifest in `text`, or one sentence with the first thing wrong in it. */
export function readHeadManifest(text: string): HeadManifest | { readonly problem: string } {
  return checked(headShape, text)
}

/** The golden vectors in `text`, or one sentence with the first thing wrong in them. */
export function readHeadVectors(text: string): readonly HeadVector[] | { readonly problem: string } {
  const read = checked(vectorsShape, text)
  return 'problem' in read ? read : read.vectors
}

function checked<T>(shape: z.ZodType<T>, text: string): T | { readonly problem: string } {
  try {
    const read = shape.safeParse(JSON.parse(text))
    if (read.success) return read.data
    const [issue] = read.error.issues
    return { problem: `${issue?.path.join('.') || 'the file'}: ${issue?.message}` }
  } catch {
    return { problem: 'it is not JSON' }
  }
}
