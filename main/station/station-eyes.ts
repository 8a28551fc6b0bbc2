import { existsSync } from 'node:fs'
import type { FastifyBaseLogger } from 'fastify'
import { startEyes } from '../../models/onnx/eyes.ts'
import { packRef } from '../../models/registry/pack-head.ts'
import { activeOn, chosenFile, findPack, type Shelf } from '../../models/registry/shelf.ts'
import { type SwitchedEyes, switchedEyes } from '../../models/registry/switched-eyes.ts'
import type { Ledger } from '../../sync/ledger/port.ts'
import { asFault } from '../kernel/fault.ts'
import type { Config } from './config.ts'
import { refusedShadow, Shadow, type ShadowSeat } from './shadow.ts'
import { systemClock as clock } from './system.ts'

/** Milliseconds between two looks at what is chosen: the command line may have chosen another pack meanwhile. */
const lookAgainMs = 2_000

/** Eyes that follow what is chosen on the shelf while the station works. */
export interface StationEyes {
  readonly eyes: SwitchedEyes
  /** Looks at once; resolves when the eyes use what is chosen, or have refused it and stay as they are. */
  follow(): Promise<void>
  close(): Promise<void>
}

/** Starts the eyes on the active pack of the shelf and follows every change of it; `heads` is the folder of learnt heads. */
export function startStationEyes(
  { models }: Config,
  { shelf, heads }: { readonly shelf: Shelf; readonly heads: string },
  log: Pick<FastifyBaseLogger, 'info' | 'error'>,
): StationEyes {
  const stop = new AbortController()
  const start = (weights: string) =>
    startEyes({ weights, heads, threads: models.threads, provider: models.provider, clock })
  const eyes = switchedEyes(activeOn(shelf).place, start, clock)
  let seen = choiceIn(shelf)
  const follow = async (): Promise<void> => {
    const now = choiceIn(shelf)
    if (now === seen) return
    seen = now
    const { ref, place } = activeOn(shelf)
    const state = await eyes.use(place)
    if (state.kind === 'ready') log.info({ model: state.model }, 'the eyes use another model')
    else log.error({ ref, state }, 'the chosen model is not used; the one before goes on')
  }
  void every(lookAgainMs, follow, stop.signal)
  return {
    eyes,
    follow,
    async close() {
      stop.abort()
      await eyes.close()
    },
  }
}

/**
 * The shadow the configuration names; none where it names none, or one that is not there, which is logged. One that only
 * compares is refused: the shadow looks at items alone, and what it would say of them means nothing.
 */
export function startShadow(
  { models }: Config,
  shelf: Shelf,
  { ledger, log }: { readonly ledger: Ledger; readonly log: Pick<FastifyBaseLogger, 'warn'> },
): ShadowSeat | undefined {
  if (models.shadow === undefined) return undefined
  try {
    const pack = findPack(shelf, models.shadow)
    if (!pack.alone) {
      const detail = `${packRef(pack)} cannot be a shadow: it says nothing of an item without whole units beside it. Name another model in models.shadow, or leave it out.`
      log.warn(detail)
      return refusedShadow(packRef(pack), detail)
    }
    const { place: weights } = pack
    const eyes = startEyes({ weights, threads: 1, yielding: true, clock })
    return new Shadow({ eyes, ledger, log })
  } catch (thrown) {
    log.warn({ err: asFault(thrown) }, 'there is no shadow model; the lane works without')
    return undefined
  }
}

async function every(ms: number, work: () => Promise<void>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await clock.sleep(ms, signal)
    // the next look tries again
    if (!signal.aborted) await work().catch(() => {})
  }
}

/** What of the choice the eyes follow: not which pack tells products apart. */
function choiceIn(shelf: Shelf): string {
  const { ref, place } = activeOn(shelf)
  return JSON.stringify([ref, place, ref === '' && existsSync(chosenFile(shelf))])
}
