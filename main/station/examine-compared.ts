import type { Looked } from '../../models/memory/recall.ts'
import type { BesideSeen, Compared, Eyes } from '../../models/port.ts'
import type { Frame } from '../kernel/frame.ts'
import type { TakenFrame } from './examine.ts'

/** What the network said of one view. */
export interface Said {
  readonly seen: BesideSeen
  readonly model: string
  readonly runMs: number
}

/** A photograph that lies over units of its SKU. */
export interface LaidView {
  readonly frame: Frame
  readonly looked: Looked
}

interface SaidAhead {
  readonly looked: Looked
  readonly said: Said | undefined
}

/** Asks the network about views beside units; one that was asked ahead of the item's other views is not asked again. */
export class ComparedViews {
  readonly #eyes: Pick<Eyes, 'compare'>
  readonly #ahead = new WeakMap<Frame, Promise<SaidAhead | undefined>>()

  constructor(eyes: Pick<Eyes, 'compare'>) {
    this.#eyes = eyes
  }

  /** Asks as soon as the photograph is laid, if it is a good one. */
  ahead({ frame, good, deadlineMs }: TakenFrame, looking: Promise<Looked | undefined>): void {
    const said = async (): Promise<SaidAhead | undefined> => {
      const looked = await looking
      if (!looked || !(await good)) return undefined
      return { looked, said: await this.#ask({ frame, looked }, deadlineMs) }
    }
    // what fails is asked again by whoever examines the item, who then hears of it
    this.#ahead.set(
      frame,
      said().catch(() => undefined),
    )
  }

  /** What was said ahead, else what is said now; undefined where no unit can be laid beside it, or there is no answer in time. */
  async take(view: LaidView, limitMs: () => number): Promise<Said | undefined> {
    const ahead = await this.#ahead.get(view.frame)
    const known = ahead?.looked === view.looked ? ahead.said : undefined
    return known ?? this.#ask(view, limitMs())
  }

  async #ask({ frame: { role }, looked }: LaidView, limitMs: number): Promise<Said | undefined> {
    const { crop, references, inPlace } = looked
    if (references.length === 0 || limitMs <= 0) return undefined
    return saidIn(await this.#eyes.compare([{ role, crop, references, inPlace }], limitMs))
  }
}

function saidIn(compared: Compared): Said | undefined {
  if (compared.status !== 'done') return undefined
  const { model, runMs, views } = compared
  const [seen] = views
  return seen && { seen, model, runMs }
}
