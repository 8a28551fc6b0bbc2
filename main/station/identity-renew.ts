import type { FastifyBaseLogger } from 'fastify'
import type { SignatureStore, Signer } from '../../models/telling/port.ts'
import type { Clock } from '../kernel/clock.ts'
import { asFault } from '../kernel/fault.ts'
import type { KnownSignatures } from './identity-known.ts'

export interface SigningUnitsPorts {
  readonly store: SignatureStore
  readonly signer: Pick<Signer, 'state' | 'sign'>
  readonly known: Pick<KnownSignatures, 'refresh' | 'renewOne'>
  /** Looks whether another pack was chosen. */
  follow(): Promise<void>
  readonly clock: Clock
  readonly log: Pick<FastifyBaseLogger, 'warn'>
  /** Whether nobody waits for the lane now. */
  idle(): boolean
}

/** Milliseconds between two looks for units without a signature. */
const everyMs = 5_000
/** Milliseconds one photograph may take; nobody waits for it. */
const signMs = 30_000

/**
 * Keeps a signature of every view of every whole unit, by the pack in use: of units that were taught, and of all after a change
 * of the pack. One view at a time, only while the lane is idle. Returns how to stop.
 */
export function startSigningUnits(ports: SigningUnitsPorts): () => Promise<void> {
  const stop = new AbortController()
  const done = run(ports, stop.signal)
  return async () => {
    stop.abort()
    await done
  }
}

async function run(ports: SigningUnitsPorts, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await ports.follow()
      await round(ports, signal)
    } catch (thrown) {
      ports.log.warn({ err: asFault(thrown) }, 'whole units could not be signed; tried again soon')
    }
    await ports.clock.sleep(everyMs, signal)
  }
}

/** Signs what is not signed yet, has it known, and finds what it promises. */
async function round(ports: SigningUnitsPorts, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && ports.idle() && (await signOne(ports)));
  const state = ports.signer.state()
  if (state.kind !== 'ready' || signal.aborted) return
  await ports.known.refresh(state.made)
  while (!signal.aborted && ports.idle() && (await ports.known.renewOne()));
}

/** Signs one view; false where none needs it, or nobody can. Exported for tests. */
export async function signOne({
  store,
  signer,
}: Pick<SigningUnitsPorts, 'store' | 'signer'>): Promise<boolean> {
  const state = signer.state()
  if (state.kind !== 'ready') return false
  const view = store.unsigned(state.made)
  if (!view) return false
  const signature = await signer.sign(view, signMs)
  // another pack may have been chosen meanwhile, or the process may have ended: tried again
  const now = signer.state()
  if (!signature || now.kind !== 'ready' || now.made !== state.made) return false
  const { unit, role } = view
  store.keep({ unit, role, signature }, state.made)
  return true
}
