import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { EyesState } from '../../models/port.ts'
import type { AuditLine, RegistryPorts } from '../../models/registry/acts.ts'
import { hashesOf, signatureFile } from '../../models/registry/seal.ts'
import { signatureOf, trustedKeys } from '../../models/registry/signature.ts'
import { writeIdentity } from './eyes/tiny-identity.ts'
import { writeTinyPack } from './eyes/tiny-pack.ts'
import { freshFolder } from './fresh-folder.ts'
import { handClock } from './hand-clock.ts'
import { madeZip, type ZipEntry } from './made-zip.ts'
import { idsOf } from './seeded.ts'

/** A shelf in a folder of the test's own, with a shipped `tiny`, one trusted maker, and the trail as a list. */
export interface RegistryRig {
  readonly ports: RegistryPorts & { hook: NonNullable<RegistryPorts['hook']> }
  readonly trail: AuditLine[]
  readonly root: string
  /** What loading the next packs gives; ready by default. */
  state: EyesState
  /** The trusted maker's key. */
  readonly maker: KeyObject
  /** Writes a pack into a fresh folder and gives its path; `key` signs it. */
  pack(name: string, options?: PackWish): Promise<string>
  /** The same of a pack that tells products apart. */
  identity(name: string, options?: Pick<PackWish, 'version' | 'key'>): Promise<string>
}

export interface PackWish {
  readonly version?: string
  readonly key?: KeyObject | 'nobody'
  readonly card?: string
  readonly network?: Uint8Array
}

/** A fresh Ed25519 private key. */
export function newKey(): KeyObject {
  return createPrivateKey(
    generateKeyPairSync('ed25519', {
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    }).privateKey,
  )
}

export function registryRig(): RegistryRig {
  const root = freshFolder()
  const [shipped, installed, keys] = ['shipped', 'models', 'keys'].map((name) => join(root, name)) as [
    string,
    string,
    string,
  ]
  for (const folder of [shipped, keys]) mkdirSync(folder)
  writeTinyPack(shipped)
  writeFileSync(join(shipped, 'MODEL_CARD.md'), '# Card\n\nIt ships.\n')
  const made = generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
  writeFileSync(join(keys, 'maker.pem'), made.publicKey)
  const maker = createPrivateKey(made.privateKey)
  const trail: AuditLine[] = []
  const newId = idsOf(3)
  const rig: RegistryRig = {
    ...{ trail, root, maker },
    state: { kind: 'ready', model: 'tiny', sha256: '' },
    ports: {
      ...{ newId, clock: handClock(), shelf: { shipped, installed } },
      trusted: () => trustedKeys(keys),
      tryPack: async () => rig.state,
      audit: (line) => void trail.push(line),
      hook: () => {},
    },
    identity: (name, wish = {}) =>
      writtenIdentity(join(root, `pack-${newId()}`), name, { key: maker, ...wish }),
    pack: (name, wish = {}) => writtenPack(join(root, `pack-${newId()}`), name, { key: maker, ...wish }),
  }
  return rig
}

async function writtenPack(folder: string, name: string, wish: PackWish): Promise<string> {
  mkdirSync(folder)
  const { version = '1.0.0', card = '# Card\n\n**One** promise. And more.\n', network, key } = wish
  writeTinyPack(folder, {
    name,
    change: (manifest) => ({ ...manifest, version }),
    ...(network ? { network } : {}),
  })
  writeFileSync(join(folder, 'MODEL_CARD.md'), card)
  if (key && key !== 'nobody')
    writeFileSync(join(folder, signatureFile), signatureOf(await hashesOf(folder), key))
  return folder
}

async function writtenIdentity(
  folder: string,
  name: string,
  { version = '1.2.3', key }: Pick<PackWish, 'version' | 'key'>,
): Promise<string> {
  mkdirSync(folder)
  writeIdentity(folder, name, (manifest) => ({ ...manifest, version }))
  writeFileSync(join(folder, 'MODEL_CARD.md'), '# Card\n\nTells products apart.\n')
  if (key && key !== 'nobody')
    writeFileSync(join(folder, signatureFile), signatureOf(await hashesOf(folder), key))
  return folder
}

/** The files of a folder as entries of a zip, below `top`. */
export function entriesOf(folder: string, top = ''): ZipEntry[] {
  return readdirSync(folder).map((name) => ({
    name: `${top}${name}`,
    bytes: readFileSync(join(folder, name)),
  }))
}

/** Writes a zip of entries into the rig's folder and gives its path. */
export function zipped(rig: RegistryRig, entries: readonly ZipEntry[], name = 'pack.zip'): string {
  const file = join(rig.root, name)
  writeFileSync(file, madeZip(entries))
  return file
}
