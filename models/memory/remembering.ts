import { Worker } from 'node:worker_threads'
import type { Judgement } from './judge.ts'
import type { KeptView } from './port.ts'
import type { Described } from './recall.ts'

/** What the thread is asked. */
export interface Ask {
  readonly id: number
  readonly ask:
    | { readonly kind: 'describe'; readonly photo: Uint8Array; readonly first: Uint8Array | undefined }
    | { readonly kind: 'recall'; readonly photo: Uint8Array; readonly known: readonly KeptView[] }
}

/** What the thread says. */
export interface Told {
  readonly id: number
  readonly result?: Described | Judgement | undefined
  readonly failed?: string
}

/** The memory's arithmetic on a thread of its own. */
export interface Remembering {
  /** Makes a whole unit's photograph ready to be kept. */
  describe(photo: Uint8Array, first: Uint8Array | undefined): Promise<Described>
  /** What the units known say of a photograph; undefined where nothing can be compared. */
  recall(photo: Uint8Array, known: readonly KeptView[]): Promise<Judgement | undefined>
  /** Ends the thread; what was asked and not answered is rejected. */
  close(): Promise<void>
}

/** Starts the thread, which keeps no process alive while nothing is asked of it. One that ends by itself rejects what was asked of it, and is started again by the next question. */
export function startRemembering(): Remembering {
  const waiting = new Map<number, PromiseWithResolvers<Told['result']>>()
  let worker: Worker | undefined
  let lastId = 0
  const ended = () => {
    worker = undefined
    for (const answer of waiting.values())
      answer.reject(new Error('the thread of the memory ended; ask again'))
    waiting.clear()
  }
  const begin = () => {
    const begun = new Worker(new URL('./thread.ts', import.meta.url))
    begun.on('message', ({ id, result, failed }: Told) => {
      const answer = waiting.get(id)
      waiting.delete(id)
      if (waiting.size === 0) begun.unref()
      if (failed === undefined) answer?.resolve(result)
      else answer?.reject(new Error(failed))
    })
    begun.on('error', ended)
    begun.on('exit', ended)
    return begun
  }
  const put = (ask: Ask['ask']) => {
    worker ??= begin()
    const answer = Promise.withResolvers<Told['result']>()
    waiting.set(++lastId, answer)
    worker.ref()
    worker.postMessage({ id: lastId, ask } satisfies Ask)
    return answer.promise
  }
  return {
    describe: (photo, first) => put({ kind: 'describe', photo, first }) as Promise<Described>,
    recall: (photo, known) => put({ kind: 'recall', photo, known }) as Promise<Judgement | undefined>,
    close: async () => void (await worker?.terminate()),
  }
}
