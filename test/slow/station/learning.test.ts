import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Inference } from '../../../main/kernel/finding.ts'
import type { HeadState, ItemFeatures, LearntGrade } from '../../../main/kernel/learnt.ts'
import { learnDesk } from '../../../main/station/learn-desk.ts'
import { FeaturesKeeper } from '../../../main/station/learn-keep.ts'
import { nightLearning } from '../../../main/station/learn-night.ts'
import { withLearnt } from '../../../main/station/learn-voice.ts'
import { Learner } from '../../../main/station/learner.ts'
import { installHead, undoHead } from '../../../models/learning/head-folder.ts'
import { openLedger } from '../../../sync/ledger/ledger.ts'
import type { Ledger } from '../../../sync/ledger/port.ts'
import { freshFolder } from '../../rigs/fresh-folder.ts'
import { handClock } from '../../rigs/hand-clock.ts'
import { photo } from '../../rigs/lane-rig.ts'
import { headFor } from '../../rigs/learnt-head.ts'
import { correctionOf, recordOf } from '../../rigs/records.ts'
import { idsOf } from '../../rigs/seeded.ts'
import { teachLedger } from '../../rigs/taught-ledger.ts'
import { until } from '../../rigs/until.ts'

const sha256 = 'a'.repeat(64)
const pack = `eyes@1 ${'a'.repeat(12)}`
const views: ItemFeatures = { pack, layout: 'views-2-whole', values: Float32Array.of(1, 2, 3) }
const source = { pack, layout: 'item-3-whole' }
const done: Inference & { status: 'done' } = {
  status: 'done',
  ...{ findings: [], category: [], model: 'eyes@1', timings: { decodeMs: 0, runMs: 0 } },
}
const learnt: LearntGrade = {
  head: 'grades-1@1.0.0',
  odds: { A: 0, B: 0, C: 1, D: 0, E: 0 },
  ...{ sure: true, promised: 0.9, decisions: 100 },
}
const quiet = { warn: () => {}, info: () => {} }

let ledger: Ledger
let eyes: {
  seen: ItemFeatures | undefined
  head: HeadState
  says: LearntGrade | undefined
  asked: ItemFeatures[]
}
beforeEach(() => {
  ledger = openLedger({ file: ':memory:', clock: handClock(), newId: idsOf(1) })
  eyes = { seen: views, head: { kind: 'ready', head: learnt.head, speaks: true }, says: learnt, asked: [] }
})
afterEach(() => ledger.close())

const port = () => ({
  state: () => ({ kind: 'ready' as const, model: 'eyes@1', sha256 }),
  features: async () => eyes.seen,
  head: async () => eyes.head,
  grade: async (item: ItemFeatures) => {
    eyes.asked.push(item)
    return eyes.says
  },
})

describe('[LR1] what can be learnt from an item', () => {
  const kept = (inference: Inference, change: Partial<Ledger> = {}) => {
    const keeper = new FeaturesKeeper({ eyes: port(), ledger: { ...ledger, ...change }, log: quiet })
    keeper.saw('i1', [photo('top')], inference)
    return keeper.idle()
  }
  const confirm = () => {
    const record = { ...recordOf(1), id: 'i1' }
    ledger.record(record)
    ledger.correct({ ...correctionOf(record), id: 'c1', kind: 'confirmed', grade: 'B' })
    return ledger.confirmedFeatures(pack, 'item-3-whole')
  }

  it('is kept before it is decided, with what was found on it', async () => {
    await kept({ ...done, severity: { none: 0.5, minor: 0.3, major: 0.2 } })
    const [only] = confirm()
    expect([...(only?.values ?? [])].slice(0, 3)).toEqual([1, 2, 3])
    expect([...(only?.values ?? [])]).toContain(Math.fround(0.2))
  })

  it('is nothing where the eyes were unsure, saw nothing, or another model looks by now', async () => {
    await kept({ status: 'unsure', why: 'timed_out', detail: '' })
    eyes.seen = { ...views, pack: `eyes@2 ${'a'.repeat(12)}` }
    await kept(done)
    eyes.seen = undefined
    await kept(done)
    expect(confirm()).toEqual([])
  })

  it('costs no decision when it cannot be kept', async () => {
    const full = () => {
      throw new Error('the disk is full')
    }
    await expect(kept(done, { keepFeatures: full })).resolves.toBeUndefined()
    expect(confirm()).toEqual([])
  })

  it('is given up when the station stops, and a jam of items is left out', async () => {
    const waiting = Promise.withResolvers<ItemFeatures | undefined>()
    let asked = 0
    const slow = () => {
      asked += 1
      return waiting.promise
    }
    const keeper = new FeaturesKeeper({ eyes: { features: slow }, ledger, log: quiet })
    for (const id of ['i1', 'i2', 'i3', 'i4', 'i5']) keeper.saw(id, [photo('top')], done)
    const closed = keeper.close()
    waiting.resolve(views)
    await closed
    expect(asked).toBe(1)
    expect(confirm()).toEqual([])
  })
})

describe('[LR2] the word of a head', () => {
  const clock = handClock()
  const alone = {
    warm: () => {},
    seen: async () => undefined,
    compares: () => false,
    examine: async () => ({ inference: done, alone: done }),
  }
  const answer = async (deadlineMs = 1_000) =>
    (await withLearnt(alone, { eyes: port(), clock }).examine([photo('top')], undefined, deadlineMs))
      .inference

  it('is in the answer where it may speak, over the features that would be kept', async () => {
    expect(await answer()).toEqual({ ...done, learnt })
    expect(eyes.asked[0]).toMatchObject({ pack, layout: 'item-3-whole' })
  })

  it.each([
    ['there is no head', () => (eyes.head = { kind: 'none' })],
    ['it has earned nothing', () => (eyes.head = { kind: 'ready', head: 'grades-1@1.0.0', speaks: false })],
    ['it was refused', () => (eyes.head = { kind: 'refused', detail: 'sha256' })],
    ['it says nothing of the item', () => (eyes.says = undefined)],
    ['the photographs have no features', () => (eyes.seen = undefined)],
    ['another model saw them', () => (eyes.seen = { ...views, pack: 'eyes@2 bbbbbbbbbbbb' })],
  ])('is left out where %s', async (_, change) => {
    change()
    expect(await answer()).toEqual(done)
  })

  it('[LR9] of the head that ships comes of what was found alone: the photographs are not looked at again', async () => {
    eyes.head = { kind: 'ready', head: 'dock-grade@1.0.0', speaks: true, hint: true }
    eyes.seen = undefined
    expect(await answer()).toEqual(done)
    expect(eyes.asked).toEqual([])
    const word = { role: 'top', units: 5, says: 'hint', different: true, score: 2, registered: true } as const
    const beside = { ...done, memory: [word] }
    const examiner = { ...alone, examine: async () => ({ inference: beside, alone: done }) }
    const { inference } = await withLearnt(examiner, { eyes: port(), clock }).examine(
      [photo('top')],
      'S',
      900,
    )
    expect(inference).toEqual({ ...beside, learnt })
    expect(eyes.asked).toMatchObject([{ pack, layout: 'found-1' }])
  })

  it('is left out where there is no time, and costs nothing where eyes break', async () => {
    expect(await answer(0)).toEqual(done)
    const broken = { ...port(), features: () => Promise.reject(new Error('gone')) }
    const { inference } = await withLearnt(alone, { eyes: broken, clock }).examine(
      [photo('top')],
      undefined,
      9,
    )
    expect(inference).toEqual(done)
  })
})

describe('the page', () => {
  const heads = () => freshFolder()
  const idle = { learn: async () => true, learning: undefined, failed: undefined }
  const desk = (folder: string, learner: Pick<Learner, 'learn' | 'learning' | 'failed'> = idle) =>
    learnDesk({ ledger, eyes: port(), heads: folder, learner })
  const asker = { id: 's1', role: 'supervisor' as const }
  const taught = (count: number, change: object = {}) =>
    teachLedger(ledger, { source, count, days: 2, truth: 1, ...change })

  it('[LR7] counts what can be learnt from, and apart what another model saw or what was photographed otherwise', async () => {
    taught(37)
    taught(3, { source: { ...source, pack: 'eyes@0 cccccccccccc' }, first: 100 })
    taught(2, { source: { ...source, layout: 'item-3-cut' }, first: 200 })
    const view = await desk(heads()).view()
    expect(view).toMatchObject({ stock: { decisions: 37, sessions: 2 }, unusable: 5, model: 'eyes@1' })
    expect(view.stock.perGrade.reduce((sum, count) => sum + count, 0)).toBe(37)
    expect(view.active).toBeUndefined()
  })

  it('[LR7] a head of another model says nothing and is called outdated', async () => {
    const folder = heads()
    installHead(
      folder,
      headFor({ pack: 'eyes@0 cccccccccccc', layout: 'item-3-whole', values: views.values }),
    )
    expect((await desk(folder).view()).active).toMatchObject({ name: 'grades-1', state: 'outdated' })
    installHead(folder, headFor({ ...source, values: views.values }))
    expect((await desk(folder).view()).active).toMatchObject({ name: 'grades-1', state: 'speaks' })
    taught(3, { source: { ...source, layout: 'item-3-cut' } })
    expect((await desk(folder).view()).active?.state).toBe('outdated')
  })

  it('[LR9] the head that ships is told while none learnt here is in use: hints, silent, of another model, or refused', async () => {
    const ships = freshFolder()
    const page = (folder: string) =>
      learnDesk({ ledger, eyes: port(), heads: folder, learner: idle, starting: () => ships })
    const shipped = headFor({ pack, layout: 'found-1', values: views.values }, 'dock-grade')
    for (const [file, content] of shipped.files) writeFileSync(join(ships, file), content)
    const head = { kind: 'ready', head: 'dock-grade@1.0.0', hint: true } as const
    eyes.head = { ...head, speaks: true }
    const report = { decisions: 200, promise: { accuracy: 0.9 } }
    const view = await page(heads()).view()
    expect(view).toMatchObject({ starting: { state: 'hints', detail: '', report } })
    expect(view.active).toBeUndefined()
    eyes.head = { ...head, speaks: false }
    expect((await page(heads()).view()).starting?.state).toBe('silent')
    eyes.head = { kind: 'refused', detail: 'The head dock-grade failed the check "sha256".' }
    expect((await page(heads()).view()).starting).toMatchObject({
      state: 'refused',
      detail: eyes.head.detail,
    })
    const folder = heads()
    installHead(folder, headFor({ ...source, values: views.values }))
    expect(await page(folder).view()).not.toHaveProperty('starting')
    eyes.head = { kind: 'none' }
    expect(await page(heads()).view()).not.toHaveProperty('starting')
    const other = headFor(
      { pack: 'eyes@0 cccccccccccc', layout: 'found-1', values: views.values },
      'dock-grade',
    )
    for (const [file, content] of other.files) writeFileSync(join(ships, file), content)
    eyes.head = { ...head, speaks: true }
    expect((await page(heads()).view()).starting?.state).toBe('outdated')
  })

  it('[LR6] a refused head and a folder that names none are told with what to do', async () => {
    const folder = heads()
    installHead(folder, headFor({ ...source, values: views.values }))
    eyes.head = { kind: 'refused', detail: 'The head grades-1 failed the check "sha256".' }
    expect((await desk(folder).view()).active).toMatchObject({ state: 'refused', detail: eyes.head.detail })
    writeFileSync(join(folder, 'active.json'), '{')
    const { active } = await desk(folder).view()
    expect(active).toMatchObject({ state: 'refused', detail: expect.stringContaining('Delete it') })
  })

  it('[LR4] undoing is a line of the trail with who did it, and pauses the nights', async () => {
    const folder = heads()
    installHead(folder, headFor({ ...source, values: views.values }))
    desk(folder).undo(asker)
    expect(ledger.auditTrail(1)).toMatchObject([
      { actor: 's1', action: 'grading.undone', subject: 'grades-1' },
    ])
    const { active, paused } = await desk(folder).view()
    expect([active, paused]).toEqual([undefined, true])
    expect(() => desk(folder).undo(asker)).toThrow('nothing to undo')
  })

  it('[LR8] undoing waits until learning is over', () => {
    const folder = heads()
    installHead(folder, headFor({ ...source, values: views.values }))
    const learning = { since: 0, done: 1, of: 6 }
    expect(() => desk(folder, { ...idle, learning }).undo(asker)).toThrow('wait until it is done')
  })
})

describe('[LR5] at night', () => {
  const night = (folder: string) => {
    const by: string[] = []
    const learner = {
      learning: undefined,
      failed: undefined,
      learn: async (who: string) => {
        by.push(who)
        return true
      },
    }
    const work = nightLearning({ ledger, eyes: port(), heads: folder, learner, log: quiet })
    return { by, work }
  }

  it('it learns where there is enough, and not where there is too little', async () => {
    const few = night(freshFolder())
    teachLedger(ledger, { source, count: 99, days: 6, truth: 1 })
    await few.work()
    expect(few.by).toEqual([])
    teachLedger(ledger, { source, count: 1, days: 1, truth: 1, first: 100 })
    await few.work()
    expect(few.by).toEqual(['night shift'])
  })

  it('not again while nothing was confirmed, and not after an undo', async () => {
    const folder = freshFolder()
    teachLedger(ledger, { source, count: 120, days: 6, truth: 1 })
    const { by, work } = night(folder)
    const perGrade = (
      await learnDesk({
        ledger,
        eyes: port(),
        heads: folder,
        learner: { learn: async () => true, learning: undefined, failed: undefined },
      }).view()
    ).stock.perGrade
    const head = headFor({ ...source, values: views.values })
    const told = JSON.parse(String(head.files.get('grades-1.report.json')))
    const files = new Map(head.files).set(
      'grades-1.report.json',
      JSON.stringify({ ...told, report: { ...told.report, perGrade } }),
    )
    installHead(folder, { ...head, files })
    await work()
    expect(by).toEqual([])
    teachLedger(ledger, { source, count: 1, days: 1, truth: 1, first: 500 })
    await work()
    expect(by).toEqual(['night shift'])
    undoHead(folder)
    await work()
    expect(by).toHaveLength(1)
  })

  it('[LR6] a refused head is in the trail once', async () => {
    eyes.head = { kind: 'refused', detail: 'The head grades-1 failed the check "load".' }
    const { work } = night(freshFolder())
    await work()
    await work()
    expect(ledger.auditTrail(9).map(({ action, detail }) => [action, detail])).toEqual([
      ['grading.refused', eyes.head.detail],
    ])
  })
})

describe('[LR8] the process that learns', () => {
  const program = (text: string) => {
    const folder = freshFolder()
    mkdirSync(folder, { recursive: true })
    const file = join(folder, 'program.mjs')
    writeFileSync(file, text)
    return new Learner({ data: folder, configFile: undefined, clock: handClock(), file })
  }

  it('tells how far it is, takes one wish at a time, and yields to every other process', async () => {
    const learner = program(
      `import { getPriority } from 'node:os'; process.send({ done: getPriority(), of: 6 }); process.on('message', () => {}); setTimeout(() => process.exit(0), 400)`,
    )
    const over = learner.learn('s1')
    expect(() => learner.learn('s2')).toThrow('learning already')
    await until(
      () => learner.learning?.of,
      (of) => of === 6,
      'a step',
    )
    expect(learner.learning?.done).toBeGreaterThan(0)
    expect(await over).toBe(true)
    expect([learner.learning, learner.failed]).toEqual([undefined, undefined])
  })

  it('says why it failed, and a later one that does not fail clears it', async () => {
    const learner = program(`console.error('DISK_FULL: the disk is full'); process.exit(2)`)
    expect(await learner.learn('s1')).toBe(false)
    expect(learner.failed).toBe('DISK_FULL: the disk is full')
  })

  it('is given up when the station stops', async () => {
    const learner = program(`process.on('message', () => {}); setInterval(() => {}, 1000)`)
    const over = learner.learn('s1')
    await learner.close()
    expect(await over).toBe(false)
    expect(() => learner.learn('s1')).toThrow('wait')
  })
})
