import { z } from 'zod'
import { firstProblem } from './first-problem.ts'
import type { Manifest } from './manifest.ts'
import type { Outputs, Session } from './session.ts'

const numbers = z.array(z.number())
const vectorShape = z.strictObject({
  seed: z.int().min(0),
  severity: numbers,
  category: numbers,
  embedding: numbers,
  defects: z.strictObject({
    mean: z.number(),
    /** Class, row, column, value. */
    samples: z.array(z.tuple([z.int().min(0), z.int().min(0), z.int().min(0), z.number()])),
  }),
})
const vectorsShape = z.strictObject({ vectors: z.array(vectorShape).min(1).max(16) })
export type GoldenVector = z.infer<typeof vectorShape>

/** The vectors in `text`, or half a sentence with what is wrong with them. */
export function readVectors(text: string): readonly GoldenVector[] | { readonly problem: string } {
  try {
    const read = vectorsShape.safeParse(JSON.parse(text), { reportInput: true })
    return read.success ? read.data.vectors : { problem: firstProblem(read.error.issues, vectorsShape) }
  } catch {
    return { problem: 'it is not JSON' }
  }
}

/** The made input of a seed, flat NCHW for one picture: waves over columns and rows plus hash noise. */
export function vectorInput(seed: number, length: number): Float32Array {
  const column = Float64Array.from({ length: 320 }, (_, x) => Math.sin(x * 0.05 * seed))
  const row = Float64Array.from({ length: 320 }, (_, y) => Math.cos(y * 0.03 * seed))
  const input = new Float32Array(length)
  for (let i = 0; i < length; i++) {
    const noise = ((Math.imul(i, 2654435761) + seed) >>> 0) / 2 ** 32 - 0.5
    input[i] = column[i % 320]! * row[Math.floor(i / 320) % 320]! + noise
  }
  return input
}

/** Runs every vector; undefined when all agree within the tolerance, else half a sentence naming seed and output. */
export async function vectorsDisagree(
  session: Session,
  manifest: Manifest,
  vectors: readonly GoldenVector[],
): Promise<string | undefined> {
  const { width, height, name } = manifest.input
  for (const vector of vectors) {
    const data = vectorInput(vector.seed, 3 * width * height)
    const outputs = await session.run({ name, data, shape: [1, 3, height, width] })
    const worst = worstOf(vector, outputs, manifest)
    // written so that a NaN disagrees
    if (!(worst.off <= manifest.vectors.tolerance))
      return `for seed ${vector.seed} the output ${worst.output} is off by ${worst.off.toPrecision(3)}; ${manifest.vectors.tolerance} is allowed`
  }
  return undefined
}

interface Deviation {
  readonly output: string
  readonly off: number
}

function worstOf(vector: GoldenVector, outputs: Outputs, { input, outputs: named }: Manifest): Deviation {
  const cells = outputs[named.defects.name] ?? new Float32Array()
  const [across, down] = [input.width / named.defects.stride, input.height / named.defects.stride]
  const samples = vector.defects.samples.map(
    ([type, y, x]) => cells[(type * down + y) * across + x] ?? Number.NaN,
  )
  const deviations = [
    { output: 'severity', off: farthest(vector.severity, outputs[named.severity.name]) },
    { output: 'category', off: farthest(vector.category, outputs[named.category.name]) },
    { output: 'embedding', off: farthest(vector.embedding, outputs[named.embedding.name]) },
    {
      output: 'defects',
      off: farthest(
        vector.defects.samples.map((sample) => sample[3]),
        samples,
      ),
    },
    { output: 'defects (mean)', off: Math.abs(vector.defects.mean - meanOf(cells)) },
  ]
  return deviations.reduce((a, b) => (a.off >= b.off || Number.isNaN(a.off) ? a : b))
}

/** Largest absolute difference; NaN where the lengths differ. */
function farthest(wanted: readonly number[], given: ArrayLike<number> | undefined): number {
  if (given?.length !== wanted.length) return Number.NaN
  return wanted.reduce((most, value, i) => Math.max(most, Math.abs(value - given[i]!)), 0)
}

function meanOf(values: Float32Array): number {
  let sum = 0
  for (const value of values) sum += value
  return sum / values.length
}
