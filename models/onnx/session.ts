import './no-telemetry.ts'
import type { InferenceSession, listSupportedBackends } from 'onnxruntime-node'

/** Name, element type and shape of one input or output; a string is a free dimension. */
export interface Port {
  readonly name: string
  readonly type: string
  readonly shape: readonly (number | string)[]
}

/** What one input is given: flat numbers in a shape. */
export interface Fed {
  readonly name: string
  readonly data: Float32Array
  readonly shape: readonly number[]
}

/**
 * A loaded network, given every input it has. `run` of onnxruntime blocks the event loop of its thread while it computes;
 * on a thread of its own the numbers given are moved there, and gone here. A run that is asked for while another is under way
 * is done after it.
 */
export interface Session {
  readonly inputs: readonly Port[]
  readonly outputs: readonly Port[]
  run(...fed: readonly Fed[]): Promise<Outputs>
}

/** What a run gave, flat, by output name. */
export type Outputs = Readonly<Record<string, Float32Array>>

/** Where a network runs unless another execution provider is asked for: the processor. */
export const usualProvider = 'cpu'

/**
 * Loads ONNX bytes with `threads` threads an operator, on an execution provider of this runtime; rejects with one
 * sentence when the runtime has no such provider, or refuses the bytes.
 */
export async function openSession(
  model: Uint8Array,
  threads: number,
  provider = usualProvider,
): Promise<Session> {
  const { InferenceSession, listSupportedBackends, Tensor } = await import('onnxruntime-node')
  const strange = strangeProvider(provider, listSupportedBackends())
  if (strange) throw new Error(strange)
  const session = await InferenceSession.create(model, optionsFor(threads, provider))
  return {
    inputs: portsOf(session.inputMetadata),
    outputs: portsOf(session.outputMetadata),
    async run(...fed) {
      const feeds = fed.map(({ name, data, shape }) => [name, new Tensor('float32', data, shape)] as const)
      const given = await session.run(Object.fromEntries(feeds))
      return Object.fromEntries(
        Object.entries(given).map(([key, value]) => [key, value.data as Float32Array]),
      )
    },
  }
}

/** Half a sentence when the runtime has no such execution provider. */
function strangeProvider(
  provider: string,
  backends: ReturnType<typeof listSupportedBackends>,
): string | undefined {
  const names = backends.map((one) => one.name)
  return names.includes(provider)
    ? undefined
    : `the execution provider "${provider}" is not one of this runtime's, which are ${names.join(', ')}`
}

function optionsFor(threads: number, provider: string): InferenceSession.SessionOptions {
  return {
    executionProviders: [provider],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    logSeverityLevel: 4,
    // threads that spin between operators would take the cores from the decoding of the next view
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  }
}

function portsOf(metadata: readonly InferenceSession.ValueMetadata[]): Port[] {
  return metadata.map((one) =>
    one.isTensor
      ? { name: one.name, type: one.type, shape: one.shape }
      : { name: one.name, type: 'not a tensor', shape: [] },
  )
}
