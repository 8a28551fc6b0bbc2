import { Worker } from 'node:worker_threads'
import type { Patches } from '../port.ts'
import type { Described } from './describe.ts'
import type { Judgement } from './judge.ts'
import type { Photographed, Shown } from './photograph.ts'
import type { Quarter } from './quarters.ts'
import type { ItemView } from './raster.ts'
import type { ClosePhoto, Learnt, Lesson, Looked, ToldLook } from './recall.ts'
import { ToldPatches } from './told-patches.ts'

/** What the thread is asked. */
export interface Ask {
  readonly id: number
  readonly ask:
    | {
        readonly kind: 'describe'
        readonly one: Photographed
        readonly first: Photographed | undefined
        readonly closer: boolean
      }
    | { readonly kind: 'learn'; readonly lesson: Lesson }
    /** `told`: units of which the references are known. */
    | ({ readonly kind: 'look'; readonly told: readonly string[] } & LookAt)
    | { readonly kind: 'closer'; readonly of: ClosePhoto; readonly quarters: readonly Quarter[] }
    | { readonly kind: 'judge'; readonly token: number; readonly patches: Patches | undefined }
}

/** One photograph, the lesson it is held against, and how many units a network takes beside it. */
export type LookAt = Shown & {
  readonly key: string
  readonly most: number
}

type Result = Described | Learnt | ToldLook | 'forgotten' | readonly Uint8Array[] | Judgement | undefined

/** What the thread says. */
export interface Told {
  readonly id: number
  /** Of a look, before its result; without the pixels that were sent with the question. */
  readonly seen?: Partial<ItemView>
  readonly result?: Result
  readonly failed?: string
}

/** Hears of a photograph whose item was just cut out, before it is laid over anything: the view is the hearer's own. */
export type Seen = (view: ItemView) => void

/** The memory's arithmetic on a thread of its own. */
export interface Remembering {
  /** Makes a whole unit's photograph ready to be kept; `closer` with its quarters. */
  describe(one: Photographed, first: Photographed | undefined, closer?: boolean): Promise<Described>
  /** Gets to know the units of one role; undefined where none of them can be used. */
  learn(lesson: Lesson): Promise<Learnt | undefined>
  /** Lays a photograph over what was learnt; `forgotten` where it must be learnt again, undefined where no single item is seen. Where one is, `seen` hears of it first. */
  look(at: LookAt, seen?: Seen): Promise<Looked | 'forgotten' | undefined>
  /** Quarters of a view of the item looked at last, out of its photograph, for a network; none where it is not known any more. */
  closer(of: ClosePhoto, quarters: readonly Quarter[]): Promise<readonly Uint8Array[]>
  /** Judges what was looked at, once; with a network's patches of its crop where there are any. */
  judge(token: number, patches: Patches | undefined): Promise<Judgement | undefined>
  /** Ends the thread; what was asked and not answered is rejected. */
  close(): Promise<void>
}

interface Waiting extends PromiseWithResolvers<Result> {
  readonly seen: ((view: NonNullable<Told['seen']>) => void) | undefined
}

/** Starts the thread, which keeps no process alive while nothing is asked of it. One that ends by itself rejects what was asked of it, and is started again by the next question. */
export function startRemembering(file = new URL('./thread.ts', import.meta.url)): Remembering {
  const waiting = new Map<number, Waiting>()
  const told = new ToldPatches()
  let worker: Worker | undefined
  let lastId = 0
  let closed = false
  // An error is told first and the end later: by then the next thread may be at work.
  const ended = (which: Worker) => {
    if (which !== worker) return
    worker = undefined
    for (const answer of waiting.values())
      answer.reject(new Error('the thread of the memory ended; ask again'))
    waiting.clear()
  }
  const begin = () => {
    const begun = new Worker(file)
    begun.on('message', ({ id, seen, result, failed }: Told) => {
      const answer = waiting.get(id)
      if (seen) return answer?.seen?.(seen)
      waiting.delete(id)
      if (waiting.size === 0) begun.unref()
      if (failed === undefined) answer?.resolve(result)
      else answer?.reject(new Error(failed))
    })
    begun.on('error', () => ended(begun))
    begun.on('exit', () => ended(begun))
    return begun
  }
  const put: Put = <T extends Result>(ask: Ask['ask'], seen?: Waiting['seen']): Promise<T> => {
    if (closed) return Promise.reject(new Error('the memory is closed'))
    worker ??= begin()
    const answer = Promise.withResolvers<Result>()
    waiting.set(++lastId, { ...answer, seen })
    worker.ref()
    worker.postMessage({ id: lastId, ask } satisfies Ask)
    return answer.promise as Promise<T>
  }
  return {
    describe: (one, first, closer = false) => put({ kind: 'describe', one, first, closer }),
    learn: (lesson) => put({ kind: 'learn', lesson }),
    look: (at, seen) => lookOnce(put, told, at, seen && wholeFor(at, seen)),
    closer: (of, quarters) => put({ kind: 'closer', of, quarters }),
    judge: (token, patches) => put({ kind: 'judge', token, patches }),
    close: async () => {
      closed = true
      await worker?.terminate()
    },
  }
}

type Put = <T extends Result>(ask: Ask['ask'], seen?: Waiting['seen']) => Promise<T>

/** Has a view looked at, and what the network said of its units told once. */
async function lookOnce(put: Put, told: ToldPatches, at: LookAt, seen: Waiting['seen']) {
  const known = told.of(at.key)
  const ask = { kind: 'look', ...at, told: [...known.keys()] } as const
  const looked = await put<ToldLook | 'forgotten' | undefined>(ask, seen)
  if (typeof looked !== 'object') return looked
  return { ...looked, references: told.whole(at.key, known, looked) }
}

/** Gives the hearer the pixels again that went with the question and did not come back. */
function wholeFor(at: LookAt, seen: Seen): Waiting['seen'] {
  return ({ raster = 'decoded' in at ? at.decoded.raster : undefined, ...view }) => {
    if (raster) seen({ raster, ...view })
  }
}
