import type { FastifyBaseLogger } from 'fastify'
import type { ItemView } from '../../models/memory/raster.ts'
import type { Remembering } from '../../models/memory/remembering.ts'
import type { Eyes } from '../../models/port.ts'
import type { Clock } from '../kernel/clock.ts'
import { asFault } from '../kernel/fault.ts'
import type { Inference } from '../kernel/finding.ts'
import type { Frame } from '../kernel/frame.ts'
import type { Measuring } from './capture.ts'
import {
  type CloserLooks,
  type CloserWish,
  lookCloser,
  ReadyQuarters,
  readyAhead,
  type SeenView,
} from './closer-looks.ts'
import { ComparedViews, type Said } from './examine-compared.ts'
import { Looks } from './examine-looks.ts'
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

/** A photograph that was just taken. */
export interface TakenFrame extends Measuring {
  readonly frame: Frame
  /** Milliseconds from now that a network may take to look at it. */
  readonly deadlineMs: number
}

/** Looks at an item's photographs, and holds them against whole units of its SKU where some are known. */
export interface Examiner {
  /**
   * The item is known to be of this SKU, and this is a photograph of it, if any: what can be done ahead is begun, and what takes a
   * network once the photograph is known to be good. Returns at once.
   */
  warm(sku: string, taken?: TakenFrame): void
  /** The photograph as it is laid over units of this SKU, its item cut out; undefined where it is not laid over any. Never rejects. */
  seen(frame: Frame, sku: string): Promise<ItemView | undefined>
  /** Whether items of this SKU are held against whole units by a network that compares: known once it is warm. */
  compares(sku: string): boolean
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
  const looks = memory && new Looks({ eyes, ...memory })
  const compared = new ComparedViews(eyes)
  return {
    warm: (sku, taken) =>
      void attempt<unknown>(() =>
        taken ? looks && begun({ looks, compared }, sku, taken) : memory?.known.ready(sku),
      ).catch(failed),
    seen: async (frame, sku) => looks?.seen(frame, sku),
    compares: (sku) => comparingModel(eyes) !== undefined && (memory?.known.learnt(sku) ?? false),
    examine: async (frames, sku, deadlineMs) => {
      const until = clock.ticks() + deadlineMs
      const comparing =
        sku === undefined || !memory || !looks
          ? undefined
          : attempt(() =>
              besideUnits({ ...ports, looks, compared, ...memory }, { frames, sku, until }),
            ).catch(failed)
      const alone = await eyes.infer(frames, deadlineMs)
      if (alone.status === 'unsure' || !comparing) return { inference: alone, alone }
      const beside = await within(comparing, clock, until)
      return { inference: beside ? merged(alone, beside) : alone, alone }
    },
  }
}

interface Ahead {
  readonly looks: Looks
  readonly compared: ComparedViews
}

/** Lays a photograph as it was decoded to be measured, as soon as it is known to be good, and has it compared. */
function begun({ looks, compared }: Ahead, sku: string, taken: TakenFrame): Promise<unknown> {
  const { frame, good, decoded } = taken
  looks.decoding(frame, decoded)
  const looking = good.then((isGood) => (isGood ? looks.ahead(frame, sku) : undefined))
  compared.ahead(taken, looking)
  return looking
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

type MemoryPorts = Pick<ExaminePorts, 'eyes' | 'clock' | 'log'> & NonNullable<ExaminePorts['memory']>

/** Every view beside the units of its role, each as soon as it can be; views of which nothing is known are left out. */
async function besideUnits(ports: MemoryPorts & Ahead, { frames, sku, until }: Asked): Promise<Beside> {
  const { eyes, clock, known, remembering, looks, compared } = ports
  const { taught } = await known.ready(sku)
  const left = () => until - clock.ticks() - judgingMs
  const most = comparingModel(eyes)?.closer ?? 0
  const quarters = new ReadyQuarters({ remembering, units: known })
  const seen: SeenView[] = []
  const all = await Promise.all(
    frames.map(async (frame) => {
      const looked = await looks.take(frame, sku)
      if (!looked) return []
      const said = await compared.take({ frame, looked }, left)
      const judging = remembering.judge(looked.token, said?.seen.patches)
      // whoever waits for it below hears of a failure, perhaps after the other views
      judging.catch(() => {})
      if (said) seen.push({ frame, looked, seen: said.seen })
      if (seen.length === frames.length - 1) readyAhead(quarters, seen, most)
      return [{ frame, looked, ...(said ? { said } : {}), judging }]
    }),
  )
  const { views, network } = ofOneNetwork(all.flat())
  const wish = network && { most, model: network.model, limitMs: left() }
  const closer = wish && closerBy({ ...ports, quarters }, views, wish)
  const judged = await Promise.all(views.map(judgedView))
  const { looks: closerLooks = [], runMs = 0 } = (await closer) ?? {}
  return {
    ...{ taught, views: judged.flat(), closer: closerLooks },
    ...(network ? { network: { ...network, runMs: network.runMs + runMs } } : {}),
  }
}

/** A view that is being judged, while the network looks at others. */
type Unjudged = Omit<ViewBeside, 'judgement'> & { readonly judging: ReturnType<Remembering['judge']> }

async function judgedView({ judging, ...view }: Unjudged): Promise<ViewBeside[]> {
  const judgement = await judging
  return judgement ? [{ ...view, judgement }] : []
}

/** What a closer look says is beyond what is known already: without it the item is judged all the same. */
function closerBy(
  { eyes, quarters, log }: Pick<MemoryPorts, 'eyes' | 'log'> & { readonly quarters: ReadyQuarters },
  views: readonly Unjudged[],
  wish: CloserWish,
): Promise<CloserLooks | undefined> {
  const seen = views.flatMap(({ seen, ...view }) => (seen ? [{ ...view, seen }] : []))
  return lookCloser({ eyes, quarters }, seen, wish).catch((thrown: unknown) => {
    log.warn({ err: asFault(thrown) }, 'no quarter of the item was looked at more closely')
    return undefined
  })
}

/** The network's word counts where it is that of the network that spoke first: another may have been chosen meanwhile. */
function ofOneNetwork(views: readonly (Omit<Unjudged, 'seen'> & { readonly said?: Said })[]): {
  readonly views: readonly Unjudged[]
  readonly network?: NonNullable<Beside['network']>
} {
  const model = views.find(({ said }) => said)?.said?.model
  const kept = views.map(({ said, ...view }) => ({
    ...view,
    ...(said && said.model === model ? { seen: said.seen } : {}),
  }))
  if (model === undefined) return { views: kept }
  const runMs = views.reduce((sum, { said }) => sum + (said?.runMs ?? 0), 0)
  return { views: kept, network: { model, runMs } }
}
