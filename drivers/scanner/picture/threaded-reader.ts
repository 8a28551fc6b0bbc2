import { Worker } from 'node:worker_threads'
import type { CodeReader, FoundCode } from './port.ts'

export interface ToThread {
  readonly id: number
  readonly photo: Uint8Array
  readonly series: string | undefined
}

export interface FromThread {
  readonly id: number
  readonly codes: readonly FoundCode[]
}

/** A reader on a thread of its own, started at the first picture and again when it broke down. */
export function threadedReader(): CodeReader {
  return new ThreadedReader()
}

class ThreadedReader implements CodeReader {
  readonly #waiting = new Map<number, (codes: readonly FoundCode[]) => void>()
  #worker: Worker | undefined
  #lastId = 0
  #closed = false

  read(photo: Uint8Array, series?: string): Promise<readonly FoundCode[]> {
    if (this.#closed) return Promise.resolve([])
    this.#worker ??= this.#start()
    const id = ++this.#lastId
    // Copied, not moved: the lane still needs its photograph.
    this.#worker.postMessage({ id, photo, series } satisfies ToThread)
    return new Promise((resolve) => this.#waiting.set(id, resolve))
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#worker?.terminate()
    this.#forget()
  }

  #start(): Worker {
    const worker = new Worker(new URL('./reading-thread.ts', import.meta.url))
    // A picture is no reason to keep a process that wants to end.
    worker.unref()
    worker.on('message', ({ id, codes }: FromThread) => {
      this.#waiting.get(id)?.(codes)
      this.#waiting.delete(id)
    })
    const ended = () => {
      if (this.#worker === worker) this.#forget()
    }
    worker.on('error', ended)
    worker.on('exit', ended)
    return worker
  }

  /** The thread is gone: what it was asked is answered with nothing, and the next picture starts another. */
  #forget(): void {
    this.#worker = undefined
    for (const answer of this.#waiting.values()) answer([])
    this.#waiting.clear()
  }
}
