import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileFault } from '../../main/kernel/file-fault.ts'
import { manifestEnd } from './active-pack.ts'
import { type Outcome, type RegistryPorts, refuse } from './acts.ts'
import { syncFolder, writeNew } from './durable.ts'
import { originFile } from './limits.ts'
import { headOf, onlyPackIn, type PackHead, packRef } from './pack-head.ts'
import { isRefusal, type Refusal, refusalSentence } from './refusal.ts'
import { hashesOf, sealOf } from './seal.ts'
import { type Origin, originShape } from './shelf.ts'
import { type Vouched, whoVouches } from './signature.ts'
import { takeIn } from './take-in.ts'

/** How the folder of a pack that is coming in is named; what a cut left of it goes with the next install after a day. */
const incoming = '.incoming-'
const leftoverMs = 24 * 3600_000

export interface InstallWish {
  /** Path of the folder or zip. */
  readonly source: string
  /** Also take a pack nobody trusted signed: the installer's own. Entered in the trail as such. */
  readonly unsigned: boolean
  /** Who installs it, for the trail. */
  readonly by: string
}

/**
 * Puts a pack on the shelf, without using it yet. It is copied beside, passes every check there, the loader's in a process of
 * its own too, and is renamed into its place at last: a cut leaves it whole or not there. Faults of the file system are thrown.
 */
export async function installPack(wish: InstallWish, ports: RegistryPorts): Promise<Outcome> {
  const beside = join(ports.shelf.installed, `${incoming}${ports.newId()}`)
  try {
    mkdirSync(ports.shelf.installed, { recursive: true, mode: 0o700 })
    sweep(ports)
    ports.hook?.('model:take-in')
    const refusal = await takeIn(wish.source, beside)
    if (refusal) return refused(wish, ports, refusal)
    return await settle(beside, wish, ports)
  } catch (thrown) {
    throw fileFault(thrown, ports.shelf.installed)
  } finally {
    rmSync(beside, { recursive: true, force: true })
  }
}

function refused(wish: InstallWish, ports: RegistryPorts, refusal: Refusal, head?: PackHead): Outcome {
  const model = head ? packRef(head) : basename(wish.source)
  return refuse(ports, { by: wish.by, model, detail: refusalSentence(model, refusal) })
}

async function settle(beside: string, wish: InstallWish, ports: RegistryPorts): Promise<Outcome> {
  const name = onlyPackIn(beside)
  if (typeof name !== 'string') return refused(wish, ports, name)
  const head = headOf(beside, name)
  if (isRefusal(head)) return refused(wish, ports, head)
  const hashes = await hashesOf(beside)
  const vouched = whoVouches(beside, hashes, ports.trusted())
  const doubt = isRefusal(vouched) ? vouched : doubtOf(vouched, wish)
  if (isRefusal(vouched) || doubt) return refused(wish, ports, doubt ?? (vouched as Refusal), head)
  const seal = sealOf(hashes)
  const there = whatIsThere(join(ports.shelf.installed, packRef(head)), seal)
  if (there === 'same') {
    const detail = `The model ${packRef(head)} is installed already.`
    return { kind: 'there', model: packRef(head), detail }
  }
  if (there) return refused(wish, ports, there, head)
  const state = await ports.tryPack(join(beside, `${name}${manifestEnd}`))
  if (state.kind !== 'ready') {
    const detail = 'detail' in state ? state.detail : 'The model did not start.'
    return refuse(ports, { by: wish.by, model: packRef(head), detail })
  }
  return place(beside, { head, vouched, seal }, { wish, ports })
}

function doubtOf(vouched: Vouched, { unsigned }: InstallWish): Refusal | undefined {
  if (unsigned || vouched.kind === 'trusted') return undefined
  const problem =
    vouched.kind === 'unsigned'
      ? 'nobody signed it; install it with --unsigned if it is your own'
      : `it is signed with the key ${vouched.key}, which is not among the trusted keys; add its maker's key, or install it with --unsigned`
  return { check: 'signature', problem }
}

function whatIsThere(folder: string, seal: string): 'same' | Refusal | undefined {
  if (!existsSync(folder)) return undefined
  if (originIn(folder)?.seal === seal) return 'same'
  const problem = 'this version is installed with other files; give the changed pack a new version'
  return { check: 'version', problem }
}

function originIn(folder: string): Origin | undefined {
  try {
    return originShape.parse(JSON.parse(readFileSync(join(folder, originFile), 'utf8')))
  } catch {
    return undefined
  }
}

interface Sealed {
  readonly head: PackHead
  readonly vouched: Vouched
  readonly seal: string
}

function place(
  beside: string,
  { head, vouched, seal }: Sealed,
  { wish, ports }: { readonly wish: InstallWish; readonly ports: RegistryPorts },
): Outcome {
  const model = packRef(head)
  const key = 'key' in vouched ? { key: vouched.key } : {}
  const origin: Origin = { voucher: vouched.kind, ...key, seal, by: wish.by, at: ports.clock.now() }
  ports.hook?.('model:note')
  writeNew(join(beside, originFile), `${JSON.stringify(origin)}\n`)
  syncFolder(beside)
  ports.hook?.('model:audit')
  const detail = JSON.stringify({ signature: vouched.kind, ...key, files: seal })
  ports.audit({ actor: wish.by, action: 'model.installed', subject: model, detail })
  ports.hook?.('model:install')
  renameSync(beside, join(ports.shelf.installed, model))
  syncFolder(ports.shelf.installed)
  const own = vouched.kind === 'trusted' ? '' : ' without a trusted signature'
  return { kind: 'done', model, detail: `The model ${model} is installed${own}. It is not in use yet.` }
}

function sweep({ shelf, clock }: RegistryPorts): void {
  for (const name of readdirSync(shelf.installed)) {
    const path = join(shelf.installed, name)
    const temporary = name.startsWith(incoming) || name.startsWith('.active-')
    if (temporary && clock.now() - statSync(path).mtimeMs > leftoverMs)
      rmSync(path, { recursive: true, force: true })
  }
}
