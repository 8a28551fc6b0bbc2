import type { HeadView, LearnDesk, LearnView } from '../../main/api/learn-views.ts'
import type { LearningReport } from '../../main/kernel/learning-report.ts'

type Said = (name: string) => (...parts: readonly unknown[]) => void

/** What a fake learning desk shows, and may be told to show. */
export interface FakeLearning extends LearnDesk {
  shown: LearnView
}

/** 2026-11-21T02:15:00Z */
const night = Date.UTC(2026, 10, 21, 2, 15)
const needs = { decisions: 100, sessions: 5, ofAGrade: 10 }

const counted = { decisions: 240, sessions: 9, perGrade: [61, 74, 58, 33, 14] }
const measures = {
  kappa: { value: 0.78, low: 0.7, high: 0.85 },
  accuracy: { value: 0.74, low: 0.68, high: 0.8 },
  commonest: 74 / 240,
  calibration: 0.041,
  confusion: [
    [49, 11, 1, 0, 0],
    [9, 55, 10, 0, 0],
    [1, 9, 43, 5, 0],
    [0, 0, 6, 24, 3],
    [0, 0, 0, 5, 9],
  ],
  reliability: [
    { sure: 0.36, right: 0.31, count: 13 },
    { sure: 0.45, right: 0.48, count: 31 },
    { sure: 0.55, right: 0.53, count: 40 },
    { sure: 0.65, right: 0.7, count: 43 },
    { sure: 0.75, right: 0.79, count: 38 },
    { sure: 0.85, right: 0.9, count: 41 },
    { sure: 0.94, right: 0.97, count: 34 },
  ],
}
const speaking: LearningReport = {
  ...counted,
  ...measures,
  promise: {
    ...{ accuracy: 0.9, confidence: 0.95, threshold: 0.81, coverage: 0.4 },
    ...{ spoken: 96, right: 93, atLeast: 0.905 },
  },
  silent: [],
}
const { promise: _promise, ...unpromised } = speaking
const silent: LearningReport = {
  ...unpromised,
  kappa: { value: 0.31, low: 0.18, high: 0.44 },
  silent: [
    { why: 'kappa', found: 0.31, needed: 0.4 },
    { why: 'unproven', found: 0.74, needed: 0.9 },
  ],
}

const headAt = (days: number, report: LearningReport): HeadView => ({
  name: `grades-2026112${days}021500`,
  at: night - (1 - days) * 86_400_000,
  report,
})
const before = [headAt(0, silent), headAt(-1, silent)]
const usual: LearnView = {
  stock: counted,
  needs,
  unusable: 0,
  model: 'eyes@2.1.0',
  before: [],
  paused: false,
}
const active = (state: NonNullable<LearnView['active']>['state'], report: LearningReport, detail = '') => ({
  active: { ...headAt(1, report), state, detail },
})

/** Every look of the learning page. */
export const learningFaces = {
  empty: { ...usual, stock: { decisions: 0, sessions: 0, perGrade: [0, 0, 0, 0, 0] } },
  begun: { ...usual, stock: { decisions: 37, sessions: 2, perGrade: [11, 17, 6, 3, 0] } },
  ships: {
    ...{ ...usual, stock: { decisions: 0, sessions: 0, perGrade: [0, 0, 0, 0, 0] } },
    starting: {
      state: 'hints',
      detail: '',
      report: { ...speaking, kappa: { value: 0.52, low: 0.41, high: 0.6 } },
    },
  },
  learning: { ...usual, learning: { since: night, done: 3, of: 6 } },
  silent: { ...usual, ...active('silent', silent), before: before.slice(1) },
  speaks: { ...usual, ...active('speaks', speaking), before },
  outdated: {
    ...usual,
    ...active('outdated', speaking),
    before,
    ...{ stock: { decisions: 1, sessions: 1, perGrade: [0, 1, 0, 0, 0] }, unusable: 240 },
  },
  refused: {
    ...usual,
    ...active(
      'refused',
      speaking,
      'The head grades-20261121021500 failed the check "sha256": grades-20261121021500.onnx is not the file the manifest names. Learn again, or undo it.',
    ),
    before,
  },
  failed: { ...usual, ...active('speaks', speaking), paused: true, failed: 'DISK_FULL: the disk is full' },
} as const satisfies Record<string, LearnView>

export function fakeLearning(said: Said): FakeLearning {
  const desk: FakeLearning = {
    shown: learningFaces.speaks,
    view: async () => desk.shown,
    now: () => {
      said('learning.now')()
      desk.shown = { ...desk.shown, learning: { since: Date.now(), done: 0, of: 0 } }
    },
    undo: () => {
      said('learning.undo')()
      desk.shown = { ...learningFaces.silent, paused: true }
    },
  }
  return desk
}
