import type { Frame } from '../../main/kernel/frame.ts'
import { closenessOf } from './closeness.ts'
import { Glancing } from './glances.ts'
import type { Pack } from './load-pack.ts'
import { shapeOf } from './manifest-input.ts'
import type { Picture } from './picture.ts'
import type { Fed } from './session.ts'
import type { Task } from './tasks/task.ts'
import { taskOf } from './tasks/tasks.ts'
import { tensorOf } from './tensor.ts'

/** What the network said of one picture, and the milliseconds it ran. */
export interface Ran {
  readonly outputs: Awaited<ReturnType<Pack['session']['run']>>
  readonly runMs: number
}

/**
 * Runs the network once a picture. A photograph that was decoded is run ahead, while the next one is decoded on another
 * core, so that judging the item finds the answers there.
 */
export class Runs {
  /** What to look at in a view. */
  readonly glancing: Glancing
  readonly task: Task
  readonly #pack: Pack
  readonly #ticks: () => number
  readonly #ran = new WeakMap<Picture, Promise<Ran>>()
  /** When the last run ended: the session does one after the other, and a run's time holds no waiting for another. */
  #ended = Number.NEGATIVE_INFINITY

  constructor(pack: Pack, ticks: () => number) {
    this.glancing = new Glancing(closenessOf(pack.manifest))
    this.#pack = pack
    this.task = taskOf(pack.manifest)
    this.#ticks = ticks
  }

  /** Runs the network on all that will be looked at in a view; whoever asks for the item hears of a failure. */
  async ahead(frame: Pick<Frame, 'bytes' | 'stage'>, whole: Picture): Promise<void> {
    const first = await this.glancing.first(frame, whole)?.catch(() => undefined)
    if (first) this.of(first.picture).catch(() => {})
    const glances = await this.glancing.of(frame, whole)
    if (glances.kind !== 'glances') return
    for (const { picture } of glances.list) this.of(picture).catch(() => {})
  }

  /** What the network says of the picture; a run that failed is tried again the next time. */
  of(picture: Picture): Promise<Ran> {
    const known = this.#ran.get(picture)
    if (known) return known
    const run = this.#run(picture, this.task.compares?.fed([], true) ?? [])
    this.#ran.set(picture, run)
    run.catch(() => this.#ran.delete(picture))
    return run
  }

  /** What the network says of the picture beside what else it is fed; asked once and not remembered. */
  beside(picture: Picture, fed: readonly Fed[]): Promise<Ran> {
    return this.#run(picture, fed)
  }

  /** Given to the session at once, so that between two runs the network waits for nobody. */
  async #run(picture: Picture, fed: readonly Fed[]): Promise<Ran> {
    const { input } = this.#pack.manifest
    const image = { name: input.name, data: tensorOf(picture, input), shape: shapeOf(input) }
    const from = this.#ticks()
    let runMs = 0
    const ended = () => {
      const now = this.#ticks()
      runMs = now - Math.max(from, this.#ended)
      this.#ended = now
    }
    const outputs = await this.#pack.session.run(image, ...fed).finally(ended)
    return { outputs, runMs }
  }
}
