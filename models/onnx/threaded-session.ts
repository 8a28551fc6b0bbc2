import { Worker } from 'node:worker_threads'
import type { Outputs, Port, Session } from './session.ts'

type Input = Parameters<Session['run']>[0]

/** What the owner asks its thread. */
export interface ToThread {
  readonly id: number
  readonly input: Input
}

/** What the thread says. */
export type FromThread =
  | { readonly kind: 'open'; readonly inputs: readonly Port[]; readonly outputs: readonly Port[] }
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'ran'; readonly id: number; readonly outputs: Outputs }
  | { readonly kind: 'failed'; readonly id: number; readonly why: string }

/**
 * Loads ONNX bytes like `openSession`, on a thread of its own: onnxruntime's run would block the event loop, and with it
 * the photographs that come meanwhile. A thread that ends by itself ends the process, which is then started again.
 */
export function openThreadedSession(model: Uint8Array, threads: number, provider?: string): Promise<Session> {
  const worker = new Worker(new URL('./session-thread.ts', import.meta.url), {
    workerData: { model, threads, provider },
  })
  const waiting = new Map<number, PromiseWithResolvers<Outputs>>()
  let lastId = 0
  const run = (input: Input): Promise<Outputs> => {
    const answer = Promise.withResolvers<Outputs>()
    waiting.set(++lastId, answer)
    worker.postMessage({ id: lastId, input } satisfies ToThread, [input.data.buffer as ArrayBuffer])
    return answer.promise
  }
  const settle = (id: number): PromiseWithResolvers<Outputs> | undefined => {
    const answer = waiting.get(id)
    waiting.delete(id)
    return answer
  }
  worker.on('error', (error) => {
    throw error
  })
  return new Promise((opened, refused) => {
    worker.on('message', (said: FromThread) => {
      if (said.kind === 'open') opened({ inputs: said.inputs, outputs: said.outputs, run })
      else if (said.kind === 'refused') refused(new Error(said.why))
      else if (said.kind === 'ran') settle(said.id)?.resolve(said.outputs)
      else settle(said.id)?.reject(new Error(said.why))
    })
  })
}
