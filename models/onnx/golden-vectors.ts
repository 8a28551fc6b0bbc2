import { z } from 'zod'
import { firstProblem } from './first-problem.ts'
import type { Manifest, ManifestOf } from './manifest.ts'
import { shapeOf } from './manifest-input.ts'
import type { Fed, Outputs, Session } from './session.ts'
import { taskOf } from './tasks/tasks.ts'

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
export type GoldenVector = z.infer<typeof vectorShape>

/** The form for networks brought from elsewhere: each output's mean, and samples `[flat index, value]`. */
const seed = z.int().min(0)
const outputs = z.record(
  z.string(),
  z.strictObject({ mean: z.number(), samples: z.array(z.tuple([z.int().min(0), z.number()])).min(1) }),
)
const plainShape = z.strictObject({ seed, outputs })
/** Beside the patches of another seed's input, as the one reference, in place. */
const comparedShape = z.strictObject({ seed, reference: seed, outputs })
export type PlainVector = z.infer<typeof plainShape> | z.infer<typeof comparedShape>

const fileOf = <S extends z.ZodType>(one: S) => z.strictObject({ vectors: z.array(one).min(1).max(16) })

/** The vectors in `text` in the form of the manifest's task, or half a sentence with what is wrong with them. */
export function readVectors(
  text: string,
  manifest: Manifest,
): readonly (GoldenVector | PlainVector)[] | { readonly problem: string } {
  const shape = fileShapeOf(manifest)
  const json = parsed(text)
  if (json === undefined) return { problem: 'it is not JSON' }
  const read = shape.safeParse(json, { reportInput: true })
  if (!read.success) return { problem: firstProblem(read.error.issues, shape) }
  const { vectors } = read.data
  const without = outputNames(manifest).find((name) =>
    vectors.some((one) => 'outputs' in one && !Object.hasOwn(one.outputs, name)),
  )
  return without === undefined ? vectors : { problem: `a vector has no numbers of the output ${without}` }
}

function fileShapeOf(manifest: Manifest) {
  if (manifest.task === 'inspect') return fileOf(vectorShape)
  return taskOf(manifest).compares ? fileOf(comparedShape) : fileOf(plainShape)
}

function outputNames(manifest: Manifest): string[] {
  return taskOf(manifest).outputs.map((one) => one.name)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The made input of a seed, flat, for one picture: waves over columns and rows plus hash noise. */
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
  vectors: readonly (GoldenVector | PlainVector)[],
): Promise<string | undefined> {
  for (const vector of vectors) {
    const outputs = await answered(session, manifest, vector)
    const worst = worstOf(deviationsOf(vector, outputs, manifest))
    // written so that a NaN disagrees
    if (!(worst.off <= manifest.vectors.tolerance))
      return `for seed ${vector.seed} the output ${worst.output} is off by ${worst.off.toPrecision(3)}; ${manifest.vectors.tolerance} is allowed`
  }
  return undefined
}

/** What the network says of a vector's input, beside its reference where it compares. */
async function answered(
  session: Session,
  manifest: Manifest,
  vector: GoldenVector | PlainVector,
): Promise<Outputs> {
  const { compares } = taskOf(manifest)
  if (!compares || !('reference' in vector)) return session.run(madeInput(vector.seed, manifest))
  const alone = await session.run(madeInput(vector.reference, manifest), ...compares.fed([], true))
  const shelf = [compares.numbers(alone)]
  return session.run(madeInput(vector.seed, manifest), ...compares.fed(shelf, true))
}

function madeInput(seed: number, { input }: Manifest): Fed {
  const shape = shapeOf(input)
  const length = shape.reduce((product, side) => product * side, 1)
  return { name: input.name, data: vectorInput(seed, length), shape }
}

interface Deviation {
  readonly output: string
  readonly off: number
}

function worstOf(deviations: readonly Deviation[]): Deviation {
  return deviations.reduce((a, b) => (a.off >= b.off || Number.isNaN(a.off) ? a : b))
}

function deviationsOf(vector: GoldenVector | PlainVector, outputs: Outputs, manifest: Manifest): Deviation[] {
  if ('outputs' in vector)
    return Object.entries(vector.outputs).flatMap(([output, { mean, samples }]) => {
      const given = outputs[output] ?? new Float32Array()
      return sampled({ output, given }, { mean, samples })
    })
  return manifest.task === 'inspect' ? ownDeviations(vector, outputs, manifest) : []
}

function ownDeviations(
  vector: GoldenVector,
  outputs: Outputs,
  { input, outputs: named }: ManifestOf<'inspect'>,
): Deviation[] {
  const given = outputs[named.defects.name] ?? new Float32Array()
  const [across, down] = [input.width / named.defects.stride, input.height / named.defects.stride]
  const samples = vector.defects.samples.map(
    ([type, y, x, value]) => [(type * down + y) * across + x, value] as const,
  )
  return [
    { output: 'severity', off: farthest(vector.severity, outputs[named.severity.name]) },
    { output: 'category', off: farthest(vector.category, outputs[named.category.name]) },
    { output: 'embedding', off: farthest(vector.embedding, outputs[named.embedding.name]) },
    ...sampled({ output: 'defects', given }, { mean: vector.defects.mean, samples }),
  ]
}

function sampled(
  { output, given }: { readonly output: string; readonly given: Float32Array },
  wanted: { readonly mean: number; readonly samples: readonly (readonly [number, number])[] },
): Deviation[] {
  const values = wanted.samples.map((sample) => sample[1])
  const found = wanted.samples.map(([index]) => given[index] ?? Number.NaN)
  return [
    { output, off: farthest(values, found) },
    { output: `${output} (mean)`, off: Math.abs(wanted.mean - meanOf(given)) },
  ]
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
