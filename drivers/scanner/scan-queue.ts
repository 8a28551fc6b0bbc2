import type { Scan } from '../../main/kernel/scan.ts'

/** Scans kept while nobody reads (SC6). */
const maxKeptScans = 1000

/** What is put in comes out in order to the newest reader; end() ends it quietly. */
export interface ScanQueue {
  put(scan: Scan): void
  end(): void
  dropped(): number
  read(): AsyncIterable<Scan>
}

type Answer = IteratorResult<Scan, undefined>
const done: Answer = { done: true, value: undefined }

/** An empty queue. */
export function createScanQueue(): ScanQueue {
  let kept: Scan[] = []
  let dropped = 0
  let ended = false
  let reader = {}
  let waiting: ((answer: Answer) => void) | undefined

  const release = (answer: Answer) => {
    waiting?.(answer)
    waiting = undefined
  }
  const next = (me: object): Promise<Answer> => {
    if (ended || me !== reader) return Promise.resolve(done)
    const scan = kept.shift()
    if (scan) return Promise.resolve({ done: false, value: scan })
    release(done)
    return new Promise((resolve) => {
      waiting = resolve
    })
  }
  const leave = (me: object): Promise<Answer> => {
    if (me === reader) release(done)
    return Promise.resolve(done)
  }

  return {
    put(scan) {
      if (ended) return
      if (waiting) return release({ done: false, value: scan })
      if (kept.push(scan) > maxKeptScans) dropped += kept.splice(0, 1).length
    },
    end() {
      ended = true
      kept = []
      release(done)
    },
    dropped: () => dropped,
    read() {
      release(done)
      const me = {}
      reader = me
      return { [Symbol.asyncIterator]: () => ({ next: () => next(me), return: () => leave(me) }) }
    },
  }
}
