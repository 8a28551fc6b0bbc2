import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { activePack } from '../../models/registry/active-pack.ts'
import { openLedger } from '../../sync/ledger/ledger.ts'
import { freshFolder } from '../rigs/fresh-folder.ts'
import { handClock } from '../rigs/hand-clock.ts'
import { registryRig } from '../rigs/registry-rig.ts'
import { runCommand } from '../rigs/run-command.ts'
import { idsOf } from '../rigs/seeded.ts'

const models = (folder: string, ...args: string[]) =>
  runCommand({ script: 'main/station/models.ts', args, cwd: folder })

it('[CL4] a pack goes from its maker to a station and back, each step in the trail with who did it', async () => {
  const folder = freshFolder()
  cpSync(await registryRig().pack('better', { key: 'nobody' }), join(folder, 'pack'), { recursive: true })
  const run = (...args: string[]) => models(folder, ...args)
  expect(await run('key', 'maker.pem')).toMatchObject({ code: 0, err: '' })
  expect((await run('sign', 'pack', '--key', 'maker.pem')).out).toMatch(
    /^better@1\.0\.0 is signed with the key [0-9a-f]{16}\.\n$/,
  )
  expect(await run('install', 'pack')).toMatchObject({
    code: 2,
    out: expect.stringContaining('failed the check "signature"'),
  })
  mkdirSync(join(folder, '.regrade/model-keys'))
  cpSync(join(folder, 'maker.pem.pub.pem'), join(folder, '.regrade/model-keys/maker.pem'))
  expect(await run('install', 'pack')).toMatchObject({ code: 0, err: '' })
  expect(await run('activate', 'better', '--by', 'A. Admin')).toMatchObject({ code: 0 })
  expect((await run('list')).out).toContain(
    '* better@1.0.0 (signed by a trusted maker, Apache-2.0)\n    One promise.',
  )
  expect(await run('rollback')).toMatchObject({ code: 0 })
  expect(await run('rollback')).toMatchObject({ code: 2, err: expect.stringMatching(/^NOT_NOW: /) })
  const ledger = openLedger({ file: join(folder, '.regrade/ledger.db'), clock: handClock(), newId: idsOf(1) })
  expect(ledger.auditTrail(9).map(({ action }) => action)).toEqual([
    'model.rolled_back',
    'model.activated',
    'model.installed',
    'model.refused',
  ])
  expect(ledger.auditTrail(9)[1]?.actor).toBe('command line (A. Admin)')
  expect(ledger.verifyAudit()).toEqual({ ok: true, entries: 4 })
  ledger.close()
  const active = activePack(join(import.meta.dirname, '../../models/weights'))
  expect(JSON.parse(readFileSync(join(folder, '.regrade/models/active.json'), 'utf8'))).toEqual({
    active: active.kind === 'found' ? active.name : active.detail,
  })
}, 120_000)

it('[RG8] [CL4] a pack that tells products apart is loaded, used beside the one that judges, and goes back by itself', async () => {
  const folder = freshFolder()
  const rig = registryRig()
  const run = (...args: string[]) => models(folder, ...args)
  for (const version of ['1.0.0', '2.0.0'])
    cpSync(await rig.identity('names', { version, key: 'nobody' }), join(folder, version), {
      recursive: true,
    })
  expect(await run('install', '1.0.0', '--unsigned')).toMatchObject({ code: 0, err: '' })
  expect(await run('activate', 'names')).toMatchObject({ code: 0 })
  expect((await run('list')).out).toContain('* names@1.0.0 (tells products apart, unsigned, Apache-2.0)')
  const before = JSON.parse((await run('list', '--json')).out)
  expect(before).toMatchObject({ active: 'dock-defects', identity: 'names@1.0.0' })
  // the loader's own checks hold for these packs too
  appendFileSync(join(folder, '2.0.0/names.onnx'), 'x')
  expect(await run('install', '2.0.0', '--unsigned')).toMatchObject({
    code: 2,
    out: expect.stringContaining('failed the check "sha256"'),
  })
  expect(await run('rollback')).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^NOT_NOW: no model was/),
  })
  expect(await run('rollback', '--identity')).toMatchObject({ code: 0 })
  expect(JSON.parse((await run('list', '--json')).out)).toMatchObject({ identity: 'dock-identity' })
}, 240_000)

it('[CL4] what was typed wrongly is one sentence and exit 2; nothing is made', async () => {
  const folder = freshFolder()
  expect(await models(folder, 'instal')).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^BAD_INPUT: found "instal"; allowed: list, install, activate/),
  })
  expect(await models(folder, 'compare')).toMatchObject({ code: 0 })
  expect(existsSync(join(folder, '.regrade'))).toBe(false)
}, 60_000)
