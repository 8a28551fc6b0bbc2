import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { Fault } from '../../main/kernel/fault.ts'
import { fileFault } from '../../main/kernel/file-fault.ts'
import { type AuditLine, type Outcome, type RegistryPorts, refuse } from './acts.ts'
import { packRef } from './pack-head.ts'
import { refusalSentence } from './refusal.ts'
import { type Role, roleOf, roles } from './roles.ts'
import { hashesOf, sealOf } from './seal.ts'
import { choose, chosenOn, findPack, type ShelfPack } from './shelf.ts'

/**
 * Makes a pack of the shelf the active one of its kind, named `name@version` or `name` for its newest: of those that judge, or of
 * those that tell products apart. It is checked again first; one that fails is refused and the active one stays. Fault NOT_FOUND
 * names what is there.
 */
export async function activatePack(wanted: string, by: string, ports: RegistryPorts): Promise<Outcome> {
  const pack = findPack(ports.shelf, wanted)
  const before = roles[roleOf(pack)].now(ports.shelf)
  if (pack.ref === before)
    return { kind: 'there', model: packRef(pack), detail: `${packRef(pack)} is active.` }
  return change(pack, before, { ports, by, action: 'model.activated' })
}

/** Goes back to the pack that was active before, one step, of the kind that is named. Fault NOT_NOW when there is none. */
export async function rollBack(by: string, ports: RegistryPorts, role: Role = 'judges'): Promise<Outcome> {
  const chosen = chosenOn(ports.shelf)
  const before = chosen && roles[role].before(chosen)
  if (before === undefined)
    throw new Fault('NOT_NOW', `no ${roles[role].word} was active before this one; choose one from the list`)
  return change(findByRef(ports, before), undefined, { ports, by, action: 'model.rolled_back' })
}

/** A shipped pack is named without its version; an installed one of the same name must not be taken for it. */
function findByRef({ shelf }: RegistryPorts, ref: string): ShelfPack {
  if (ref.includes('@')) return findPack(shelf, ref)
  return findPack({ ...shelf, installed: '' }, ref)
}

interface Change {
  readonly ports: RegistryPorts
  readonly by: string
  readonly action: Extract<AuditLine['action'], 'model.activated' | 'model.rolled_back'>
}

/** Uses a pack; `before` is what rolling back shall use then. */
async function change(
  pack: ShelfPack,
  before: string | undefined,
  { ports, by, action }: Change,
): Promise<Outcome> {
  const { shelf } = ports
  const model = packRef(pack)
  const role = roles[roleOf(pack)]
  const chosen = role.chosen(shelf, pack.ref, before)
  const doubt = (await unchanged(pack)) ?? (await fit(pack, ports))
  if (doubt) return refuse(ports, { by, model, detail: doubt })
  try {
    mkdirSync(shelf.installed, { recursive: true, mode: 0o700 })
    ports.hook?.('model:audit')
    const detail = JSON.stringify({ from: role.now(shelf) ?? '', to: pack.ref, voucher: pack.voucher })
    ports.audit({ actor: by, action, subject: model, detail })
    ports.hook?.('model:choose')
    choose(shelf, chosen, ports.newId())
  } catch (thrown) {
    throw fileFault(thrown, shelf.installed)
  }
  return { kind: 'done', model, detail: `${model} is active.` }
}

/** An installed pack is still what came; the loader's own hash covers the weights only. */
async function unchanged({ seal, place, name, version }: ShelfPack): Promise<string | undefined> {
  if (seal === undefined) return undefined
  if (sealOf(await hashesOf(dirname(place))) === seal) return undefined
  const problem = 'its files are not those that were installed; install it again under a new version'
  return refusalSentence(packRef({ name, version }), { check: 'files', problem })
}

async function fit({ place }: ShelfPack, ports: RegistryPorts): Promise<string | undefined> {
  const state = await ports.tryPack(place)
  if (state.kind === 'ready') return undefined
  return 'detail' in state ? state.detail : 'The model did not start.'
}
