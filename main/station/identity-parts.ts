import type { FastifyBaseLogger } from 'fastify'
import { identityOn, type Shelf } from '../../models/registry/shelf.ts'
import type { SignerState } from '../../models/telling/port.ts'
import { startSigner } from '../../models/telling/signer.ts'
import { openSignatures } from '../../sync/memory/signatures.ts'
import type { Clock } from '../kernel/clock.ts'
import { asFault } from '../kernel/fault.ts'
import type { Examiner } from './examine.ts'
import { KnownSignatures } from './identity-known.ts'
import { startSigningUnits } from './identity-renew.ts'
import { FollowedSigner } from './identity-signer.ts'
import { withLikeness } from './identity-voice.ts'

export interface IdentityPartsPorts {
  /** The database of whole units. */
  readonly file: string
  readonly shelf: Shelf
  readonly clock: Clock
  readonly log: FastifyBaseLogger
  titleOf(sku: string): string
}

/** Everything of a station that tells products apart by their looks. */
export interface IdentityParts {
  state(): SignerState
  /** Uses the pack that is chosen from now on, once it is ready. */
  follow(): Promise<void>
  /** An examiner that also says whether an item looks like another SKU known here. */
  heard(examiner: Examiner): Examiner
  /** Signs units while `idle`; returns how to stop. */
  work(idle: () => boolean): () => Promise<void>
  close(): Promise<void>
}

/** Opens the signatures beside the whole units; where they cannot be read, nothing is told apart and that is logged. */
export function openIdentityParts(ports: IdentityPartsPorts): IdentityParts {
  const { file, shelf, clock, log, titleOf } = ports
  const start = (place: string) => startSigner({ place, clock })
  const store = storeIn(file, log)
  // a process and 150 MB for nothing, while there is nothing to tell apart; `follow` finds the first unit
  const taught = () => (store?.skus().length ?? 0) > 0
  const chosen = () => (taught() ? identityOn(shelf)?.place : undefined)
  const signer = new FollowedSigner({ chosen, start, clock, log })
  const known = store && new KnownSignatures(store, signer)
  return {
    state: () => (taught() ? signer.state() : untaught),
    follow: () => signer.follow(),
    heard: (examiner) => (known ? withLikeness(examiner, { signer, known, clock, log, titleOf }) : examiner),
    work: (idle) =>
      store && known
        ? startSigningUnits({ store, known, signer, clock, log, idle, follow: () => signer.follow() })
        : async () => {},
    async close() {
      await signer.close()
      store?.close()
    },
  }
}

/** Nothing is wrong: the page says what it waits for. */
const untaught: SignerState = { kind: 'absent', detail: '' }

function storeIn(file: string, log: FastifyBaseLogger): ReturnType<typeof openSignatures> | undefined {
  try {
    return openSignatures(file)
  } catch (thrown) {
    log.error({ err: asFault(thrown) }, 'the whole units cannot be read; items are not told apart')
    return undefined
  }
}
