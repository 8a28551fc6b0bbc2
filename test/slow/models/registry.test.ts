import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { activatePack, rollBack } from '../../../models/registry/activate.ts'
import { registrySteps } from '../../../models/registry/acts.ts'
import { installPack } from '../../../models/registry/install.ts'
import { promiseOf } from '../../../models/registry/pack-head.ts'
import { activeOn, chosenFile, chosenOn, identityOn, packsOn } from '../../../models/registry/shelf.ts'
import { writeIdentity } from '../../rigs/eyes/tiny-identity.ts'
import { entriesOf, newKey, type RegistryRig, registryRig, zipped } from '../../rigs/registry-rig.ts'

const install = (rig: RegistryRig, source: string, unsigned = false) =>
  installPack({ source, unsigned, by: 'staff-1' }, rig.ports)
const refs = (rig: RegistryRig) => packsOn(rig.ports.shelf).map((each) => each.ref)
const shelfFolder = (rig: RegistryRig) => readdirSync(rig.ports.shelf.installed)

describe('[RG1] a pack that is installed', () => {
  it.each(['folder', 'zip', 'zip of a folder'])(
    'comes from a %s, and is listed with its promise',
    async (how) => {
      const rig = registryRig()
      const folder = await rig.pack('better')
      const source =
        how === 'folder' ? folder : zipped(rig, entriesOf(folder, how === 'zip' ? '' : 'better-1/'))
      expect(await install(rig, source)).toEqual({
        kind: 'done',
        model: 'better@1.0.0',
        detail: 'The model better@1.0.0 is installed. It is not in use yet.',
      })
      expect(packsOn(rig.ports.shelf)).toMatchObject([
        { ref: 'tiny', voucher: 'shipped', promise: 'It ships.' },
        { ref: 'better@1.0.0', voucher: 'trusted', promise: 'One promise.' },
      ])
      expect(shelfFolder(rig)).toEqual(['better@1.0.0'])
      expect(activeOn(rig.ports.shelf).ref).toBe('tiny')
    },
  )

  it('twice is once, and another content under the same version is refused', async () => {
    const rig = registryRig()
    const folder = await rig.pack('better')
    await install(rig, folder)
    expect(await install(rig, folder)).toMatchObject({ kind: 'there' })
    expect(rig.trail).toHaveLength(1)
    const other = await rig.pack('better', { card: '# Card\n\nAnother.\n' })
    expect(await install(rig, other)).toMatchObject({
      kind: 'refused',
      detail: expect.stringContaining(
        'failed the check "version": this version is installed with other files',
      ),
    })
  })
})

describe('[RG2] a signature', () => {
  it("that is missing is refused, and with the installer's word it is in the trail as such", async () => {
    const rig = registryRig()
    const folder = await rig.pack('own', { key: 'nobody' })
    const detail =
      'The model own@1.0.0 failed the check "signature": nobody signed it; install it with --unsigned if it is your own.'
    expect(await install(rig, folder)).toEqual({ kind: 'refused', model: 'own@1.0.0', detail })
    expect(await install(rig, folder, true)).toMatchObject({ kind: 'done' })
    expect(rig.trail).toMatchObject([
      { actor: 'staff-1', action: 'model.refused', subject: 'own@1.0.0', detail },
      {
        actor: 'staff-1',
        action: 'model.installed',
        detail: expect.stringContaining('"signature":"unsigned"'),
      },
    ])
    expect(packsOn(rig.ports.shelf)[1]).toMatchObject({ voucher: 'unsigned' })
  })

  it('of a maker nobody here trusts is refused, naming the key', async () => {
    const rig = registryRig()
    expect(await install(rig, await rig.pack('foreign', { key: newKey() }))).toMatchObject({
      kind: 'refused',
      detail: expect.stringMatching(
        /"signature": it is signed with the key [0-9a-f]{16}, which is not among/,
      ),
    })
  })

  it.each([
    [
      'a changed file',
      (at: string) => writeFileSync(join(at, 'MODEL_CARD.md'), 'Perfect.'),
      /MODEL_CARD.md is not the file that was signed/,
    ],
    [
      'an added file',
      (at: string) => writeFileSync(join(at, 'more.txt'), ''),
      /more.txt is not among the signed files/,
    ],
    [
      'a broken signature',
      (at: string) => writeFileSync(join(at, 'signature.json'), '{'),
      /not a signature of format/,
    ],
    [
      'a signature by another hand',
      (at: string) => {
        const file = join(at, 'signature.json')
        const signature = JSON.parse(readFileSync(file, 'utf8'))
        writeFileSync(
          file,
          JSON.stringify({ ...signature, signature: Buffer.alloc(64, 1).toString('base64') }),
        )
      },
      /was not made with the key [0-9a-f]{16} \(maker\.pem\) it names/,
    ],
  ])('over %s is refused, whatever the installer allows', async (_what, spoil, sentence) => {
    const rig = registryRig()
    const folder = await rig.pack('better')
    spoil(folder)
    expect(await install(rig, folder, true)).toMatchObject({
      kind: 'refused',
      detail: expect.stringMatching(sentence),
    })
    expect(shelfFolder(rig)).toEqual([])
  })
})

it('[RG3] a pack that the loader refuses is not installed; its sentence names pack and check', async () => {
  const rig = registryRig()
  rig.state = { kind: 'refused', model: 'x', detail: 'The model x failed the check "vectors": off.' }
  expect(await install(rig, await rig.pack('better'))).toMatchObject({
    kind: 'refused',
    model: 'better@1.0.0',
    detail: 'The model x failed the check "vectors": off.',
  })
  expect(refs(rig)).toEqual(['tiny'])
  expect(shelfFolder(rig)).toEqual([])
})

describe('[RG4] what is no plain pack', () => {
  it.each([
    [
      'two manifests',
      { 'a.manifest.json': '{}', 'b.manifest.json': '{}' },
      '2 manifests; exactly one is allowed',
    ],
    ['no manifest', { 'a.txt': '' }, 'it holds no NAME.manifest.json'],
    [
      'a manifest that is no JSON',
      { 'a.manifest.json': '{' },
      'failed the check "manifest": the whole in a.manifest.json',
    ],
  ])('%s is refused in a sentence', async (_what, files, sentence) => {
    const rig = registryRig()
    const source = zipped(
      rig,
      Object.entries(files).map(([name, text]) => ({ name, bytes: Buffer.from(text) })),
    )
    expect(await install(rig, source)).toMatchObject({
      kind: 'refused',
      detail: expect.stringContaining(sentence),
    })
  })

  it('a path where nothing is, is a Fault', async () => {
    const rig = registryRig()
    await expect(install(rig, join(rig.root, 'nothing.zip'))).rejects.toMatchObject({ code: 'BAD_INPUT' })
  })
})

describe('[RG5] activating', () => {
  it('and rolling back are each one entry, and one step', async () => {
    const rig = registryRig()
    await install(rig, await rig.pack('better'))
    expect(await activatePack('better', 'staff-1', rig.ports)).toMatchObject({
      kind: 'done',
      model: 'better@1.0.0',
    })
    expect(activeOn(rig.ports.shelf)).toEqual({
      ref: 'better@1.0.0',
      place: join(rig.ports.shelf.installed, 'better@1.0.0/better.manifest.json'),
    })
    expect(await activatePack('better', 'staff-1', rig.ports)).toMatchObject({ kind: 'there' })
    expect(await rollBack('staff-2', rig.ports)).toMatchObject({ kind: 'done', model: 'tiny@1.2.3' })
    expect(activeOn(rig.ports.shelf).ref).toBe('tiny')
    await expect(rollBack('staff-2', rig.ports)).rejects.toMatchObject({ code: 'NOT_NOW' })
    expect(rig.trail.slice(1)).toEqual([
      {
        ...{ actor: 'staff-1', action: 'model.activated', subject: 'better@1.0.0' },
        detail: '{"from":"tiny","to":"better@1.0.0","voucher":"trusted"}',
      },
      {
        ...{ actor: 'staff-2', action: 'model.rolled_back', subject: 'tiny@1.2.3' },
        detail: '{"from":"better@1.0.0","to":"tiny","voucher":"shipped"}',
      },
    ])
  })

  it('keeps which pack tells products apart, and without a word on it takes the one that ships', async () => {
    const rig = registryRig()
    const { shelf } = rig.ports
    expect(identityOn(shelf)).toBeUndefined()
    writeIdentity(shelf.shipped, 'names')
    // it judges nothing, so nobody takes it for the one that does
    expect(activeOn(shelf).ref).toBe('tiny')
    writeFileSync(join(shelf.shipped, 'active.json'), '{"active":"tiny","identity":"names"}')
    await install(rig, await rig.pack('better'))
    await activatePack('better', 'x', rig.ports)
    const names = { ref: 'names', place: join(shelf.shipped, 'names.manifest.json') }
    expect(identityOn(shelf)).toEqual(names)
    const chosen = { active: 'better@1.0.0', before: 'tiny', identity: 'others@2.0.0' }
    writeFileSync(join(shelf.installed, 'active.json'), JSON.stringify(chosen))
    await rollBack('x', rig.ports)
    expect(chosenOn(shelf)).toEqual({ active: 'tiny', identity: 'others@2.0.0' })
    expect(identityOn(shelf)?.place).toBe(join(shelf.installed, 'others@2.0.0/others.manifest.json'))
  })

  it('[RG8] a pack that tells products apart, and rolling it back, leaves the one that judges and its step back', async () => {
    const rig = registryRig()
    const { shelf } = rig.ports
    for (const version of ['1.0.0', '2.0.0']) await install(rig, await rig.identity('names', { version }))
    await install(rig, await rig.pack('better'))
    await activatePack('better', 'x', rig.ports)
    expect(await activatePack('names@1.0.0', 'staff-1', rig.ports)).toMatchObject({ kind: 'done' })
    expect(await activatePack('names', 'staff-1', rig.ports)).toMatchObject({ model: 'names@2.0.0' })
    expect(await activatePack('names', 'staff-1', rig.ports)).toMatchObject({ kind: 'there' })
    const chosen = { active: 'better@1.0.0', before: 'tiny', identity: 'names@2.0.0' }
    expect(chosenOn(shelf)).toEqual({ ...chosen, identityBefore: 'names@1.0.0' })
    expect(await rollBack('staff-2', rig.ports, 'tells')).toMatchObject({ model: 'names@1.0.0' })
    expect(chosenOn(shelf)).toEqual({ ...chosen, identity: 'names@1.0.0' })
    await expect(rollBack('staff-2', rig.ports, 'tells')).rejects.toMatchObject({ code: 'NOT_NOW' })
    expect(await rollBack('staff-2', rig.ports)).toMatchObject({ model: 'tiny@1.2.3' })
    expect(chosenOn(shelf)).toEqual({ active: 'tiny', identity: 'names@1.0.0' })
    expect(rig.trail.slice(-4).map(({ action, detail }) => [action, JSON.parse(detail).from])).toEqual([
      ['model.activated', ''],
      ['model.activated', 'names@1.0.0'],
      ['model.rolled_back', 'names@2.0.0'],
      ['model.rolled_back', 'better@1.0.0'],
    ])
  })

  it('[RG3] a pack that tells products apart and fails a check is refused, and the one before stays', async () => {
    const rig = registryRig()
    await install(rig, await rig.identity('names'))
    rig.state = { kind: 'refused', model: 'names', detail: 'The model names failed the check "load": no.' }
    expect(await activatePack('names', 'x', rig.ports)).toMatchObject({ kind: 'refused' })
    expect(identityOn(rig.ports.shelf)).toBeUndefined()
  })

  it('takes the newest version of a name', async () => {
    const rig = registryRig()
    for (const version of ['1.9.0', '1.10.0', '1.10.0-beta'])
      await install(rig, await rig.pack('better', { version }))
    expect(await activatePack('better', 'x', rig.ports)).toMatchObject({ model: 'better@1.10.0' })
    expect(await activatePack('better@1.9.0', 'x', rig.ports)).toMatchObject({ model: 'better@1.9.0' })
    expect(await rollBack('x', rig.ports)).toMatchObject({ model: 'better@1.10.0' })
  })

  it('an unknown name is NOT_FOUND and lists what is there', async () => {
    await expect(activatePack('none', 'x', registryRig().ports)).rejects.toMatchObject({
      code: 'NOT_FOUND',
      detail: 'there is no model none; installed: tiny@1.2.3',
    })
  })

  it('[RG3] a pack that fails at it is refused, and the one before stays', async () => {
    const rig = registryRig()
    await install(rig, await rig.pack('better'))
    rig.state = {
      kind: 'refused',
      model: 'better@1.0.0',
      detail: 'The model better failed the check "load": no.',
    }
    expect(await activatePack('better', 'x', rig.ports)).toMatchObject({ kind: 'refused' })
    expect(activeOn(rig.ports.shelf).ref).toBe('tiny')
    expect(rig.trail.at(-1)).toMatchObject({ action: 'model.refused', subject: 'better@1.0.0' })
  })

  it('[RG3] a pack whose files changed since it came is refused', async () => {
    const rig = registryRig()
    await install(rig, await rig.pack('better'))
    writeFileSync(join(rig.ports.shelf.installed, 'better@1.0.0/MODEL_CARD.md'), 'Perfect.')
    expect(await activatePack('better', 'x', rig.ports)).toMatchObject({
      kind: 'refused',
      detail: expect.stringContaining('failed the check "files"'),
    })
  })

  it('[RG5] a choice that cannot be read is never guessed around', () => {
    const rig = registryRig()
    const { shelf } = rig.ports
    return install(rig, rig.root).then(() => {
      writeFileSync(chosenFile(shelf), '{"active":"../../escape"}')
      expect(activeOn(shelf)).toEqual({ ref: '', place: shelf.installed })
    })
  })
})

describe('[RG6] a power cut', () => {
  it.each(registrySteps)(
    'at %s leaves a whole pack or none, and the choice before or after',
    async (step) => {
      const rig = registryRig()
      await install(rig, await rig.pack('first', { version: '0.1.0' }))
      const folder = await rig.pack('better')
      rig.ports.hook = (passed) => {
        if (passed === step) throw new Error('cut')
      }
      await install(rig, folder).catch(() => {})
      await activatePack('better', 'x', rig.ports).catch(() => {})
      rig.ports.hook = () => {}
      const { shelf } = rig.ports
      expect(['tiny', 'better@1.0.0']).toContain(activeOn(shelf).ref)
      for (const { place, ref } of packsOn(shelf)) expect([ref, existsSync(place)]).toEqual([ref, true])
      expect(await install(rig, folder)).toMatchObject({ kind: expect.stringMatching(/done|there/) })
      expect(await activatePack('better', 'x', rig.ports)).toMatchObject({
        kind: expect.stringMatching(/done|there/),
      })
      const done = (action: string) => rig.trail.some((line) => line.action === action)
      expect([done('model.installed'), done('model.activated')]).toEqual([true, true])
    },
  )
})

it.each([
  ['# Title\n\nIt **finds** stains. And more.\n', 'It finds stains.'],
  ['# Title\n\n| a | b |\n\n- list\n\nwords without an end', 'words without an end'],
  ['', ''],
])('a card %j promises %j', (card, promise) => {
  expect(promiseOf(card)).toBe(promise)
})
