import type { FastifyBaseLogger } from 'fastify'
import type { Remembering } from '../../models/memory/remembering.ts'
import type { BesideSeen, Eyes } from '../../models/port.ts'
import type { Clock } from '../kernel/clock.ts'
import { asFault } from '../kernel/fault.ts'
import type { Inference } from '../kernel/finding.ts'
import type { Frame } from '../kernel/frame.ts'
import { type Beside, merged, type ViewBeside } from './examine-merge.ts'
import { comparingModel, type KnownUnits } from './known-units.ts'

export interface ExaminePorts {
  readonly eyes: Eyes
  readonly clock: Clock
  readonly log: Pick<FastifyBaseLogger, 'warn'>
  /** Absent where no whole units are kept at all; then the eyes alone answer. */
  readonly memory?: { readonly known: KnownUnits; readonly remembering: Remembering }
}

/** An item as it was examined, and what the eyes alone said of it. */
export interface Examined {
  readonly inference: Inference
  readonly alone: Inference
}

/** Looks at an item's photographs, and holds them against whole units of its SKU where some are known. */
export interface Examiner {
  /** The item is known to be of this SKU: what is needed to compare it is made ready. Returns at once. */
  warm(sku: string): void
  /**
   * Never rejects, and answers within `deadlineMs`: whatever of the comparing fails or is late, the eyes' own answer is
   * given. Without a SKU nothing is compared.
   */
  examine(frames: readonly Frame[], sku: string | undefined, deadlineMs: number): Promise<Examined>
}

/** Milliseconds before the deadline at which the network must have answered, so that its answer can be judged. */
const judgingMs = 150

export function examinerOf(ports: ExaminePorts): Examiner {
  const { eyes, clock, log, memory } = ports
  const failed = (thrown: unknown) =>
    log.warn({ err: asFault(thrown) }, 'the item was not compared with whole units')
  return {
    warm: (sku) => void attempt(() => memory?.known.ready(sku)).catch(failed),
    examine: async (frames, sku, deadlineMs) => {
      const until = clock.ticks() + deadlineMs
      const comparing =
        sku === undefined || !memory
          ? undefined
          : attempt(() => besideUnits({ eyes, clock, ...memory }, { frames, sku, until })).catch(failed)
      const alone = await eyes.infer(frames, deadlineMs)
      if (alone.status === 'unsure' || !comparing) return { inference: alone, alone }
      const beside = await within(comparing, clock, until)
      return { inference: beside ? merged(alone, beside) : alone, alone }
    },
  }
}

/** What throws before its first wait rejects all the same. */
async function attempt<T>(work: () => T | Promise<T>): Promise<T> {
  return work()
}

/** What a promise gives before the deadline, else undefined. */
async function within<T>(promise: Promise<T>, clock: Clock, until: number): Promise<T | undefined> {
  const done = new AbortController()
  const late = clock.sleep(Math.max(0, until - clock.ticks()), done.signal).then(() => undefined)
  try {
    return await Promise.race([promise, late])
  } finally {
    done.abort()
  }
}

interface Asked {
  readonly frames: readonly Frame[]
  readonly sku: string
  /** Ticks of the clock. */
  readonly until: number
}

type MemoryPorts = Pick<ExaminePorts, 'eyes' | 'clock'> & NonNullable<ExaminePorts['memory']>

/** Every view beside the units of its role; views of which nothing is known are left out. */
async function besideUnits(ports: MemoryPorts, { frames, sku, until }: Asked): Promise<Beside> {
  const { eyes, clock, known, remembering } = ports
  const { lessons, taught } = await known.ready(sku)
  const comparing = comparingModel(eyes)
  const looks = await Promise.all(
    frames.map(async (frame) => {
      const key = lessons.get(frame.role)
      const looked = key && (await remembering.look({ key, photo: frame.bytes, most: comparing?.most ?? 0 }))
      if (looked === 'forgotten') known.forget(sku)
      return looked && looked !== 'forgotten' ? [{ frame, looked }] : []
    }),
  )
  const views = looks.flat()
  const { seen, network } = await comparedBy(eyes, views, until - clock.ticks() - judgingMs)
  const judged = await Promise.all(
    views.map(async (view) => {
      const said = seen.get(view.looked.token)
      const judgement = await remembering.judge(view.looked.token, said?.patches)
      return judgement ? [{ ...view, judgement, ...(said ? { seen: said } : {}) }] : []
    }),
  )
  return { taught, views: judged.flat(), ...(network ? { network } : {}) }
}

/** What the network said, by the token of each view, and which one that was. */
interface Said extends Pick<Beside, 'network'> {
  readonly seen: ReadonlyMap<number, BesideSeen>
}

/** Asks the network about all views that have units to be laid beside them, at once. */
async function comparedBy(
  eyes: Eyes,
  views: readonly Pick<ViewBeside, 'frame' | 'looked'>[],
  limitMs: number,
): Promise<Said> {
  const asked = views.filter(({ looked }) => looked.references.length > 0)
  if (asked.length === 0 || limitMs <= 0) return { seen: new Map() }
  const compared = await eyes.compare(
    asked.map(({ frame, looked: { crop, references, inPlace } }) => ({
      ...{ role: frame.role, crop, references, inPlace },
    })),
    limitMs,
  )
  if (compared.status === 'unsure') return { seen: new Map() }
  const { model, runMs } = compared
  const seen = asked.flatMap(({ looked }, at) => {
    const said = compared.views[at]
    return said ? [[looked.token, said] as const] : []
  })
  return { seen: new Map(seen), network: { model, runMs } }
}
