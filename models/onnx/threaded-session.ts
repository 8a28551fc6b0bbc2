import { Worker } from 'node:worker_threads'
import type { Fed, Outputs, Port, Session } from './session.ts'
import { giveBack } from './spare.ts'

/** What the owner asks its thread. */
export interface ToThread {
  readonly id: number
  readonly fed: readonly Fed[]
}

/** What the thread says. */
export type FromThread =
  | { readonly kind: 'open'; readonly inputs: readonly Port[]; readonly outputs: readonly Port[] }
  | { readonly kind: 'refused'; readonly why: string }
  | {
      readonly kind: 'ran'
      readonly id: number
      readonly outputs: Outputs
      /** What it was fed, moved back. */
      readonly fed: readonly Float32Array[]
    }
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
  const run = (...fed: readonly Fed[]): Promise<Outputs> => {
    const answer = Promise.withResolvers<Outputs>()
    waiting.set(++lastId, answer)
    const moved = fed.map(({ data }) => data.buffer as ArrayBuffer)
    worker.postMessage({ id: lastId, fed } satisfies ToThread, moved)
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
      else if (said.kind === 'ran') {
        giveBack(said.fed)
        settle(said.id)?.resolve(said.outputs)
      } else settle(said.id)?.reject(new Error(said.why))
    })
  })
}
