import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { LearningReport } from '../../../../main/kernel/learning-report.ts'
import { oddsAt } from '../../../../models/learning/cut-points.ts'
import {
  activeHead,
  headsBefore,
  installHead,
  learningPaused,
  undoHead,
} from '../../../../models/learning/head-folder.ts'
import { headPack } from '../../../../models/learning/head-pack.ts'
import { learn } from '../../../../models/learning/learn.ts'
import { diceOf } from '../../../../models/learning/measures.ts'
import { scoreOf } from '../../../../models/learning/ridge.ts'
import { toldHeads } from '../../../../models/learning/told-heads.ts'
import { loadHead } from '../../../../models/onnx/load-head.ts'
import { openSession } from '../../../../models/onnx/session.ts'

const source = { pack: 'eyes@1.0.0', layout: 'pooled-1' }
const dice = diceOf(11)
const decisions = Array.from({ length: 300 }, (_, i) => {
  const grade = Math.floor(dice() * 5)
  // the last feature never changes
  const features = Float32Array.from({ length: 8 }, (_, k) => (k === 7 ? 1 : grade * 0.8 + dice()))
  return { grade, unit: `u${i}`, session: `s${i % 10}`, features }
})
const { head, report } = learn(decisions)
const named = (name: string) => ({ name, version: '1.0.0', at: 0, features: source })
const packed = (name: string, silent = report.silent) => headPack(head!, { ...report, silent }, named(name))

const lacking: LearningReport['silent'] = [{ why: 'decisions', found: 37, needed: 100 }]

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'regrade-head-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('[LE10] the ONNX file answers as the head it was written from, and says what was promised', async () => {
  installHead(folder, packed('grade-1'))
  const loaded = await loadHead(folder, 'grade-1', openSession)
  if (loaded.kind !== 'ready') throw new Error(loaded.detail)
  const values = decisions[5]!.features
  const said = await loaded.judge({ ...source, values })
  const wanted = oddsAt(head!, scoreOf(head!, values))
  for (const [k, grade] of (['A', 'B', 'C', 'D', 'E'] as const).entries())
    expect(said?.odds[grade]).toBeCloseTo(wanted[k]!, 4)
  expect(said).toMatchObject({ head: 'grade-1@1.0.0', promised: 0.9, decisions: 300 })
})

it('[LE11] silent for features of another pack, of another length, and while nothing is earned', async () => {
  installHead(folder, packed('grade-1'))
  installHead(folder, packed('grade-2', lacking))
  const [spoken, kept] = await Promise.all([
    loadHead(folder, 'grade-1', openSession),
    loadHead(folder, 'grade-2', openSession),
  ])
  if (spoken.kind !== 'ready' || kept.kind !== 'ready') throw new Error('not loaded')
  const values = decisions[0]!.features
  expect(await spoken.judge({ ...source, pack: 'eyes@2.0.0', values })).toBeUndefined()
  expect(await spoken.judge({ ...source, values: values.subarray(1) })).toBeUndefined()
  expect(await kept.judge({ ...source, values })).toBeUndefined()
})

it('[LE11] not sure of an item unlike everything it learnt from', async () => {
  installHead(folder, packed('grade-1'))
  const loaded = await loadHead(folder, 'grade-1', openSession)
  if (loaded.kind !== 'ready') throw new Error(loaded.detail)
  const values = Float32Array.from({ length: 8 }, (_, k) => (k === 7 ? 1 : -300))
  expect((await loaded.judge({ ...source, values }))?.sure).toBe(false)
})

it('[LE12] a changed file, a wrong vector and a foreign manifest are refused by name and check', async () => {
  const refusal = async (file: string, change: (text: string) => string) => {
    installHead(folder, packed('grade-1'))
    const path = join(folder, file)
    writeFileSync(path, change(readFileSync(path, 'latin1')), 'latin1')
    const loaded = await loadHead(folder, 'grade-1', openSession)
    return loaded.kind === 'refused' ? loaded.detail : 'ready'
  }
  expect(await refusal('grade-1.onnx', (text) => `${text} `)).toMatch(/grade-1.*"sha256"/)
  expect(await refusal('grade-1.vectors.json', (text) => text.replace('"odds":[', '"odds":[3,'))).toMatch(
    /"vectors"/,
  )
  expect(await refusal('grade-1.manifest.json', (text) => text.replace('"grade"', '"guess"'))).toMatch(
    /"manifest": task/,
  )
  rmSync(join(folder, 'grade-1.onnx'))
  expect(await loadHead(folder, 'grade-1', openSession)).toMatchObject({ kind: 'refused' })
})

it('[LE13] a new head is undone in one step, back to the one before and then to none', () => {
  expect(undoHead(folder)).toBeUndefined()
  installHead(folder, packed('grade-1'))
  installHead(folder, packed('grade-2'))
  expect(activeHead(folder)).toBe('grade-2')
  expect(undoHead(folder)).toEqual({ from: 'grade-2', to: 'grade-1' })
  expect(undoHead(folder)).toEqual({ from: 'grade-1' })
  expect(activeHead(folder)).toBeUndefined()
  expect(readFileSync(join(folder, 'grade-1.card.md'), 'utf8')).toContain('300 confirmed decisions')
})

it('[LE13] after an undo nothing is learnt by itself until a person learns again', () => {
  installHead(folder, packed('grades-1'))
  expect(learningPaused(folder)).toBe(false)
  undoHead(folder)
  expect(learningPaused(folder)).toBe(true)
  installHead(folder, packed('grades-2'))
  expect(learningPaused(folder)).toBe(false)
})

it('[LE13] heads that can be gone back to are kept with their reports; others, and what a cut left, are swept', () => {
  const at = (name: string) => headPack(head!, report, { ...named(name), at: Number(name.split('-')[1]) })
  installHead(folder, at('grades-1'))
  installHead(folder, at('grades-2'))
  undoHead(folder)
  writeFileSync(join(folder, 'grades-9.onnx'), 'half of')
  expect(toldHeads(folder).map((each) => each.name)).toEqual(['grades-2', 'grades-1'])
  installHead(folder, at('grades-3'))
  expect(headsBefore(folder)).toEqual(['grades-1'])
  expect(toldHeads(folder).map((each) => each.name)).toEqual(['grades-3', 'grades-1'])
  expect(toldHeads(folder)[0]!.report).toEqual(report)
  expect(readdirSync(folder)).not.toContain('grades-9.onnx')
  writeFileSync(join(folder, 'grades-3.report.json'), '{"half')
  expect(toldHeads(folder).map((each) => each.name)).toEqual(['grades-1'])
})

it('[LE13] a folder that names no head is told, never guessed around', () => {
  writeFileSync(join(folder, 'active.json'), '{"active":7}')
  expect(() => activeHead(folder)).toThrow(/does not name a head/)
})
