import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import type { Finding, MemoryWord } from '../../../../main/kernel/finding.ts'
import { foundFeatures, foundLayout, itemFeatures } from '../../../../models/learning/features.ts'
import { installHead, undoHead } from '../../../../models/learning/head-folder.ts'
import { headPack } from '../../../../models/learning/head-pack.ts'
import { learn } from '../../../../models/learning/learn.ts'
import { diceOf } from '../../../../models/learning/measures.ts'
import { startingFolder, startingHead } from '../../../../models/learning/starting-folder.ts'
import { learnStarting } from '../../../../models/learning/starting-head.ts'
import { FollowedHead } from '../../../../models/onnx/followed-head.ts'
import { openSession } from '../../../../models/onnx/session.ts'
import { freshFolder } from '../../../rigs/fresh-folder.ts'

const pack = 'eyes@1 aaaaaaaaaaaa'
const word: MemoryWord = {
  ...{ role: 'top', units: 5, says: 'hint', different: false, score: 1, registered: true },
}
const dent: Finding = {
  ...{ type: 'deformation', severity: 'major', score: 0.9, source: 'model' },
  hint: true,
}
/** What is found on an item of a grade: the worse it is, the larger and the farther off. */
const seen = (grade: number, noise: number) => ({
  findings: grade === 0 ? [] : [{ ...dent, sizePercent: grade * 6 + noise }],
  memory: [{ ...word, score: grade * 3 + noise }],
})
const dice = diceOf(5)
const items = Array.from({ length: 300 }, (_, i) => {
  const { values } = foundFeatures(pack, seen(i % 5, dice()))!
  return { grade: i % 5, unit: `thing ${i}`, session: `person ${i % 12}`, features: values }
})
const taught = learnStarting(items, pack)
const item = foundFeatures(pack, seen(3, 0.5))!

let heads: string
let ships: string
beforeEach(() => {
  heads = join(freshFolder(), 'heads')
  ships = startingIn(freshFolder(), taught.pack!.files)
})

/** Lays a head beside a pack's manifest, as in models/weights. */
function startingIn(folder: string, files: ReadonlyMap<string, Uint8Array | string>): string {
  mkdirSync(join(folder, 'heads'))
  for (const [file, content] of files) writeFileSync(join(folder, 'heads', file), content)
  return startingFolder(join(folder, 'dock-defects.manifest.json'))
}

it('[LE16] the same items give the same files, whatever their order', () => {
  expect(taught.report).toMatchObject({ decisions: 300, sessions: 12, silent: [] })
  expect(learnStarting(items.toReversed(), pack).pack!.files).toEqual(taught.pack!.files)
  expect(taught.pack!.files.get('dock-grade.card.md')).toContain('300 items with made damage')
})

it('[LE17] it hears what was found, however it was photographed, and never colours or patches', () => {
  expect(item).toMatchObject({ pack, layout: foundLayout })
  const views = { pack, layout: 'views-2-cut', values: Float32Array.of(7, 7) }
  // the last four are the memory's word, here in plain deviations
  expect([...itemFeatures(views, seen(3, 0.5)).values.subarray(2, -4)]).toEqual([
    ...item.values.subarray(0, -4),
  ])
  expect(item.values.subarray(-4)).toContain(seen(3, 0.5).memory[0]!.score)
})

it.each([
  ['nobody asked whole units', undefined],
  ['none are known', []],
  ['they are too few to compare', [{ ...word, units: 2, says: 'nothing' as const }]],
  [
    'one view has enough of them to count',
    [word, { ...word, role: 'left' as const, says: 'verdict' as const }],
  ],
])('[LE17] it has nothing to hear where %s', (_, memory) => {
  expect(foundFeatures(pack, { findings: [dent], ...(memory ? { memory } : {}) })).toBeUndefined()
})

it('[LE18] its word is a hint, though it keeps its promise on made damage', async () => {
  const followed = new FollowedHead(heads, ships, openSession)
  expect(await followed.grade(item)).toMatchObject({ head: 'dock-grade@1.0.0', sure: true, hint: true })
  expect(await followed.grade({ ...item, layout: 'item-3-cut' })).toBeUndefined()
})

it('[LE18] a head that ships without saying that it is a hint is refused', async () => {
  const { head, report } = learn(items)
  const naming = { name: startingHead, version: '1.0.0', at: 0, features: item }
  const posing = startingIn(freshFolder(), headPack(head!, report, naming).files)
  const followed = new FollowedHead(heads, posing, openSession)
  const detail = expect.stringMatching(/dock-grade failed the check "manifest".*hint/)
  expect(await followed.state()).toEqual({ kind: 'refused', detail })
  expect(await followed.grade(item)).toBeUndefined()
})

it('[LE19] it stands in until a head is learnt here, and again once that is undone', async () => {
  const followed = new FollowedHead(heads, ships, openSession)
  const standing = { kind: 'ready', head: 'dock-grade@1.0.0', speaks: true, hint: true }
  expect(await followed.state()).toEqual(standing)
  const { head, report } = learn(items)
  installHead(heads, headPack(head!, report, { name: 'grades-1', version: '1.0.0', at: 0, features: item }))
  expect(await followed.state()).toEqual({ kind: 'ready', head: 'grades-1@1.0.0', speaks: true })
  expect(await followed.grade(item)).not.toHaveProperty('hint')
  expect(undoHead(heads)).toEqual({ from: 'grades-1' })
  expect(await followed.state()).toEqual(standing)
})

it('[LE19] nothing stands in where no head ships, or nobody keeps heads', async () => {
  expect(startingFolder(join(freshFolder(), 'dock-defects.manifest.json'))).toBe('')
  expect(await new FollowedHead(heads, '', openSession).state()).toEqual({ kind: 'none' })
  expect(await new FollowedHead('', ships, openSession).state()).toEqual({ kind: 'none' })
})

it('[LE12] a head that ships and was changed is refused by its check', async () => {
  const file = join(ships, 'dock-grade.onnx')
  writeFileSync(file, `${readFileSync(file, 'latin1')} `, 'latin1')
  const state = await new FollowedHead(heads, ships, openSession).state()
  expect(state).toMatchObject({ kind: 'refused', detail: expect.stringContaining('"sha256"') })
})
