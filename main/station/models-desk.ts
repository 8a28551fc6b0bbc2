import { readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { activatePack, rollBack } from '../../models/registry/activate.ts'
import type { RegistryPorts } from '../../models/registry/acts.ts'
import { agreements } from '../../models/registry/agreement.ts'
import { plainName } from '../../models/registry/limits.ts'
import { packRef } from '../../models/registry/pack-head.ts'
import { roleOf } from '../../models/registry/roles.ts'
import {
  activeOn,
  chosenOn,
  findPack,
  identityOn,
  packsOn,
  type Shelf,
  type ShelfPack,
} from '../../models/registry/shelf.ts'
import type { Ledger } from '../../sync/ledger/port.ts'
import type { ModelsDesk } from '../api/desk.ts'
import type { ActView, EyesView, ModelsView, PackView, ShadowView } from '../api/models-views.ts'
import { Fault } from '../kernel/fault.ts'

export interface ModelsDeskPorts {
  readonly registry: RegistryPorts
  readonly ledger: Pick<Ledger, 'shadowAnswers' | 'auditTrail'>
  eyes(): EyesView
  /** The pack that tells products apart; absent where none is chosen. */
  identity(): EyesView | undefined
  /** Absent while no shadow is configured. */
  shadow(): ShadowView | undefined
  /** Makes the eyes use what was chosen; resolves when they do, or stay as they are. */
  follow(): Promise<void>
  nameOf(staff: string): string
}

/** Newest items whose two answers are compared: reading them takes some ten milliseconds of the station's own time. */
const looksBack = 1_000
/** Newest lines of the trail in which refusals are looked for. */
const mostLines = 2_000
const mostRefused = 10
/** Largest card that is shown, in bytes; the one that ships has 15,000. */
const largestCard = 512 * 1024

/** Model packs for a supervisor: what there is, what is in use, why one is refused; activate and roll back. */
export function modelsDesk(ports: ModelsDeskPorts): ModelsDesk {
  const { registry, follow } = ports
  const act = async (work: Promise<ActView>): Promise<ActView> => {
    const outcome = await work
    if (outcome.kind === 'done') await follow()
    return outcome
  }
  return {
    view: () => modelsView(ports),
    card: (model) => cardOf(findPack(registry.shelf, model)),
    activate: (model, asker) => act(activatePack(model, asker.id, registry)),
    rollBack: (role, asker) => act(rollBack(asker.id, registry, role)),
  }
}

function modelsView(ports: ModelsDeskPorts): ModelsView {
  const { registry, ledger } = ports
  const { shelf } = registry
  const packs = packsOn(shelf)
  const chosen = [activeOn(shelf).ref, identityOn(shelf)?.ref]
  const [before, identityBefore] = stepsBack(shelf, packs)
  const [shadow, identity] = [ports.shadow(), ports.identity()]
  const wished = shadow && fitting(packs, shadow.wished)
  return {
    packs: packs.map((pack) => packView(pack, chosen.includes(pack.ref), pack === wished)),
    eyes: ports.eyes(),
    ...(identity ? { identity } : {}),
    ...(identityBefore ? { identityBefore: packRef(identityBefore) } : {}),
    refused: refusedIn(ports),
    agreements: agreements(ledger.shadowAnswers(looksBack)),
    looksBack,
    ...(before ? { before: packRef(before) } : {}),
    ...(shadow ? { shadow } : {}),
  }
}

function packView(pack: ShelfPack, active: boolean, shadow: boolean): PackView {
  const { licence, promise, voucher } = pack
  return { model: packRef(pack), licence, promise, voucher, active, shadow, role: roleOf(pack) }
}

/** What rolling back would use: of the packs that judge, and of those that tell products apart. */
function stepsBack(shelf: Shelf, packs: readonly ShelfPack[]): readonly (ShelfPack | undefined)[] {
  const { before, identityBefore } = chosenOn(shelf) ?? {}
  return [before, identityBefore].map((wanted) => packs.find(({ ref }) => ref === wanted))
}

/** The pack a configuration means by `name` or `name@version`; of several versions the shelf's own choice. */
function fitting(packs: readonly ShelfPack[], wished: string): ShelfPack | undefined {
  return packs.findLast((pack) => pack.name === wished || packRef(pack) === wished)
}

/** The last refusal of each pack that the newest lines of the trail tell of. */
function refusedIn({ ledger, nameOf }: ModelsDeskPorts): ModelsView['refused'] {
  const lines = ledger.auditTrail(mostLines).filter(({ action }) => action === 'model.refused')
  const newest = lines.toSorted((a, b) => b.index - a.index)
  const once = new Map(newest.toReversed().map((line) => [line.subject, line]))
  return [...once.values()]
    .sort((a, b) => b.index - a.index)
    .slice(0, mostRefused)
    .map(({ subject, detail, at, actor }) => ({ model: subject, detail, at, by: nameOf(actor) }))
}

/** The whole text of a pack's card, as its maker wrote it. Fault NOT_FOUND where it has none. */
function cardOf(pack: ShelfPack): string {
  const manifest: unknown = JSON.parse(readFileSync(pack.place, 'utf8'))
  const name = (manifest as { card?: unknown }).card
  const missing = new Fault('NOT_FOUND', `the model ${packRef(pack)} has no card that can be read`)
  if (typeof name !== 'string' || !plainName.test(name)) throw missing
  const file = join(dirname(pack.place), name)
  try {
    if (statSync(file).size <= largestCard) return readFileSync(file, 'utf8')
  } catch {
    // Said below, as for one that is too large.
  }
  throw missing
}
