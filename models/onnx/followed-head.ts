import { readFileSync } from 'node:fs'
import { asFault } from '../../main/kernel/fault.ts'
import type { HeadState, ItemFeatures, LearntGrade } from '../../main/kernel/learnt.ts'
import { activeHead, stateFile } from '../learning/head-folder.ts'
import { startingHead } from '../learning/starting-folder.ts'
import { type LoadedHead, loadHead, type RefusedHead } from './load-head.ts'
import type { openSession } from './session.ts'

type Followed = LoadedHead | RefusedHead | { readonly kind: 'none' }

/**
 * The head in use of a folder. Which one that is stands in a small file, read again at every question: a head that was learnt
 * or undone meanwhile, also by another process, is used or gone from the next item on. While there is none it is the one that
 * ships, whose word is a hint.
 */
export class FollowedHead {
  readonly #folder: string
  readonly #starting: string
  readonly #open: typeof openSession
  #choice: string | undefined
  #head: Promise<Followed> = Promise.resolve({ kind: 'none' })

  /** An empty folder name is no head; `starting` is the folder of the head that ships, empty for none. */
  constructor(folder: string, starting: string, open: typeof openSession) {
    this.#folder = folder
    this.#starting = starting
    this.#open = open
  }

  /** Nothing while there is no head, one that was refused, or one that has earned nothing. */
  async grade(item: ItemFeatures): Promise<LearntGrade | undefined> {
    const head = await this.#now()
    // a runtime that breaks on it has no grade, and the item goes on
    return head.kind === 'ready' ? head.judge(item).catch(() => undefined) : undefined
  }

  async state(): Promise<HeadState> {
    const head = await this.#now()
    if (head.kind !== 'ready') return head
    const { name, version, promise, hint } = head.manifest
    const speaks = promise !== undefined
    return { kind: 'ready', head: `${name}@${version}`, speaks, ...(hint ? { hint } : {}) }
  }

  #now(): Promise<Followed> {
    const choice = this.#folder === '' ? '' : choiceIn(this.#folder)
    if (choice !== this.#choice) {
      this.#choice = choice
      this.#head = this.#folder === '' ? Promise.resolve({ kind: 'none' }) : this.#load()
    }
    return this.#head
  }

  async #load(): Promise<Followed> {
    try {
      const name = activeHead(this.#folder)
      return name === undefined ? await this.#ships() : await loadHead(this.#folder, name, this.#open)
    } catch (thrown) {
      return { kind: 'refused', detail: asFault(thrown).detail }
    }
  }

  /** Only a head that calls itself a hint may ship: nothing else has seen this station. */
  async #ships(): Promise<Followed> {
    if (this.#starting === '') return { kind: 'none' }
    const head = await loadHead(this.#starting, startingHead, this.#open)
    if (head.kind === 'refused' || head.manifest.hint) return head
    const problem = `The head ${startingHead} failed the check "manifest": it ships, and does not say that it is a hint.`
    return { kind: 'refused', detail: `${problem} Install the program again.` }
  }
}

function choiceIn(folder: string): string {
  try {
    return readFileSync(stateFile(folder), 'utf8')
  } catch {
    return ''
  }
}
