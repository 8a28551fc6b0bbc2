import type { Pack } from './load-pack.ts'
import type { Picture } from './picture.ts'
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
  readonly #pack: Pack
  readonly #ticks: () => number
  readonly #ran = new WeakMap<Picture, Promise<Ran>>()
  /** The run before: one at a time, so that a run's time holds no waiting for another. */
  #last: Promise<unknown> = Promise.resolve()

  constructor(pack: Pack, ticks: () => number) {
    this.#pack = pack
    this.#ticks = ticks
  }

  /** What the network says of the picture; a run that failed is tried again the next time. */
  of(picture: Picture): Promise<Ran> {
    const known = this.#ran.get(picture)
    if (known) return known
    // made now, so that the network need not wait for it between two runs
    const data = tensorOf(picture, this.#pack.manifest.input)
    const run = this.#last.then(() => this.#run(data))
    this.#last = run.catch(() => {})
    this.#ran.set(picture, run)
    run.catch(() => this.#ran.delete(picture))
    return run
  }

  async #run(data: Float32Array): Promise<Ran> {
    const { session, manifest } = this.#pack
    const { name, width, height } = manifest.input
    const from = this.#ticks()
    const outputs = await session.run({ name, data, shape: [1, 3, height, width] })
    return { outputs, runMs: this.#ticks() - from }
  }
}
