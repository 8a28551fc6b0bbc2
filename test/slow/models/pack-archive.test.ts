import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { installPack } from '../../../models/registry/install.ts'
import { mostBytes } from '../../../models/registry/limits.ts'
import type { ZipEntry } from '../../rigs/made-zip.ts'
import { entriesOf, type RegistryRig, registryRig, zipped } from '../../rigs/registry-rig.ts'

const small = Buffer.from('x')
const zeros = Buffer.alloc(3 * 1024 * 1024)

async function refusedFor(rig: RegistryRig, source: string): Promise<string> {
  const outcome = await installPack({ source, unsigned: true, by: 'x' }, rig.ports)
  expect(outcome.kind).toBe('refused')
  // nothing of it stays
  expect(readdirSync(rig.ports.shelf.installed)).toEqual([])
  return outcome.detail
}

const bad: readonly (readonly [string, readonly ZipEntry[], string])[] = [
  ['a way out', [{ name: '../escape.txt', bytes: small }], '"../escape.txt" is not a plain file name'],
  ['a way out below', [{ name: 'a/../../b', bytes: small }], 'is not a plain file name'],
  ['an absolute name', [{ name: '/etc/passwd', bytes: small }], '"/etc/passwd" is not a plain file name'],
  ['a drive', [{ name: 'C:\\x', bytes: small }], 'is not a plain file name'],
  ['a folder in it', [{ name: 'a/b/c', bytes: small }], 'is not a plain file name'],
  ['a hidden file', [{ name: '.npmrc', bytes: small }], '".npmrc" is not a plain file name'],
  ['a name that draws', [{ name: '\u001b[2J', bytes: small }], '"\\u001b[2J" is not a plain file name'],
  ['a link', [{ name: 'link', bytes: small, mode: 0o120777 }], '"link" is a link'],
  ['an encrypted file', [{ name: 'a', bytes: small, encrypted: true }], '"a" is encrypted'],
  ['another method', [{ name: 'a', bytes: small, method: 12 }], 'packed by method 12; store and deflate'],
  ['a bomb', [{ name: 'zeros', bytes: zeros }], '"zeros" would grow'],
  ['too much', [{ name: 'a', bytes: small, claims: mostBytes + 1 }], '"a" would grow'],
  ['a lie about its size', [{ name: 'a', bytes: Buffer.from('xxxx'), claims: 2 }], '"a" in it is damaged'],
  ['a file twice', ['a.txt', 'A.TXT'].map((name) => ({ name, bytes: small })), '"A.TXT" twice'],
  [
    "the station's own note",
    [{ name: 'origin.json', bytes: small }],
    'origin.json is a name the station keeps',
  ],
  [
    'many files',
    Array.from({ length: 65 }, (_, at) => ({ name: `f${at}`, bytes: small })),
    'it holds 65 files; 64 are allowed',
  ],
  [
    'very many files',
    Array.from({ length: 5000 }, (_, at) => ({ name: `f${at}`, bytes: small })),
    'it has 5000 entries; 64 files are allowed',
  ],
]

it.each(bad)('[RG4] a zip with %s is refused, and nothing of it stays', async (_what, entries, sentence) => {
  const rig = registryRig()
  expect(await refusedFor(rig, zipped(rig, entries))).toContain(sentence)
})

it('[RG4] more than the largest pack is refused before a byte of it is written', async () => {
  const rig = registryRig()
  // bytes that pack badly, so that the ratio says nothing
  const bytes = createHash('shake256', { outputLength: 2_000_000 }).update('noise').digest()
  const entries = ['a', 'b'].map((name) => ({ name, bytes, claims: mostBytes / 2 + 1 }))
  expect(await refusedFor(rig, zipped(rig, entries))).toContain('unpacked it has more than 256 MB')
})

it.each([
  ['is no zip', Buffer.from('this is no zip'), 'neither a folder nor a whole zip'],
  ['is empty', Buffer.alloc(0), 'neither a folder nor a whole zip'],
])('[RG4] a file that %s is refused', async (_what, bytes, sentence) => {
  const rig = registryRig()
  const file = join(rig.root, 'pack.zip')
  writeFileSync(file, bytes)
  expect(await refusedFor(rig, file)).toContain(sentence)
})

it('[RG4] a zip that was cut off is refused', async () => {
  const rig = registryRig()
  const whole = zipped(rig, entriesOf(await rig.pack('better')))
  truncateSync(whole, Math.floor(readFileSync(whole).length / 2))
  expect(await refusedFor(rig, whole)).toContain('neither a folder nor a whole zip')
})

it('[RG4] a folder with a link or a folder in it is refused', async () => {
  const rig = registryRig()
  const folder = await rig.pack('better')
  symlinkSync('/etc/hostname', join(folder, 'link.txt'))
  expect(await refusedFor(rig, folder)).toContain('"link.txt" is a link')
  const other = await rig.pack('other')
  mkdirSync(join(other, 'deep'))
  expect(await refusedFor(rig, other)).toContain('"deep" is no plain file')
})
