import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { packAt } from '../../main/station/learn-source.ts'
import { activeHead } from '../../models/learning/head-folder.ts'
import { activePack } from '../../models/registry/active-pack.ts'
import { openLedger } from '../../sync/ledger/ledger.ts'
import { freshFolder } from '../rigs/fresh-folder.ts'
import { handClock } from '../rigs/hand-clock.ts'
import { runCommand } from '../rigs/run-command.ts'
import { idsOf } from '../rigs/seeded.ts'
import { teachLedger } from '../rigs/taught-ledger.ts'

const shipped = join(import.meta.dirname, '../../models/weights')
const learn = (folder: string, ...args: string[]) =>
  runCommand({ script: 'main/station/learn.ts', args: ['--data', folder, ...args] })
const opened = (folder: string) =>
  openLedger({ file: join(folder, 'ledger.db'), clock: handClock(), newId: idsOf(1) })

it('[LR3] [LR4] it learns, speaks, and is undone in one step, each in the trail with who did it', async () => {
  const folder = freshFolder()
  const active = activePack(shipped)
  const pack = active.kind === 'found' ? packAt(active.manifestFile)! : expect.fail(active.detail)
  const ledger = opened(folder)
  teachLedger(ledger, { source: { pack, layout: 'item-2-whole' }, count: 200, days: 10, truth: 2 })
  const trail = ledger.auditTrail(1)[0]!.index
  const dry = await learn(folder, '--dry-run')
  expect(dry).toMatchObject({ code: 0, err: '', out: expect.stringContaining('200 confirmed decisions') })
  expect(dry.out).toContain('Nothing was written.')
  expect(existsSync(join(folder, 'heads'))).toBe(false)
  const learnt = await learn(folder, '--by', 'A. Admin')
  expect(learnt).toMatchObject({ code: 0, err: '' })
  expect(learnt.out).toMatch(/it speaks\ngrades-\d{14} is used from the next item on/)
  const head = activeHead(join(folder, 'heads'))!
  const undone = await learn(folder, '--undo', '--json')
  expect(JSON.parse(undone.out)).toEqual({ from: head })
  expect(activeHead(join(folder, 'heads'))).toBeUndefined()
  expect(await learn(folder, '--undo')).toMatchObject({ code: 2, err: expect.stringMatching(/^NOT_FOUND: /) })
  const added = ledger.auditTrail(9).filter(({ index }) => index > trail)
  expect(added.map(({ action, subject }) => `${action} ${subject}`)).toEqual([
    `grading.undone ${head}`,
    `grading.activated ${head}`,
    `grading.learnt ${head}`,
  ])
  expect(added[1]?.actor).toBe('A. Admin')
  expect(ledger.verifyAudit().ok).toBe(true)
  ledger.close()
}, 120_000)

it('[LR3] too few decisions make no head, and what is lacking is told with exit 0', async () => {
  const folder = freshFolder()
  mkdirSync(folder, { recursive: true })
  const none = await learn(folder, '--json')
  expect(none.code).toBe(0)
  expect(JSON.parse(none.out)).toMatchObject({
    speaks: false,
    report: { decisions: 0, silent: [{ why: 'decisions', found: 0, needed: 100 }, {}, {}] },
  })
}, 60_000)

it('[LR3] what was typed wrongly is one sentence and exit 2', async () => {
  const folder = freshFolder()
  const wrong = async (...args: string[]) => (await learn(folder, ...args)).err
  expect(await wrong('--undo', '--dry-run')).toMatch(/^BAD_INPUT: --undo and --dry-run exclude each other\./)
  expect(await wrong('--fast')).toMatch(/^BAD_INPUT: Unknown option '--fast'/)
  const gone = await learn(join(folder, 'nowhere'))
  expect(gone).toMatchObject({ code: 2, err: expect.stringContaining('there is no folder') })
}, 60_000)
