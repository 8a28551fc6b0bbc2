import { expect, it } from 'vitest'
import type { Inference } from '../../../main/kernel/finding.ts'
import { recordSchema } from '../../../sync/wire/record.ts'
import { recordOf } from '../../rigs/records.ts'

const region = { x: 0.1, y: 0.2, width: 0.3, height: 0.1 }
const told: Inference = {
  status: 'done',
  findings: [
    {
      ...{ type: 'missing_unit', severity: 'major', score: 0.7, source: 'model', hint: true },
      view: { role: 'top', region },
    },
  ],
  category: [],
  memory: [
    {
      ...{ role: 'top', units: 16, says: 'verdict', different: true, score: 4.2, registered: true },
      falseAlarms: { guess: 1 / 17, high: 0.21 },
      places: [region],
    },
    { role: 'left', units: 3, says: 'nothing', different: false, score: 0, registered: false },
  ],
  likeness: {
    ...{ says: 'hint', doubted: true, sku: 'B', title: 'The other', own: 0.5, other: 0.75 },
    ...{ units: 5, others: 3, falseAlarms: { guess: 0.17, high: 0.52 }, model: 'names@1.0.0' },
  },
  learnt: {
    head: 'dock-4@3',
    odds: { A: 0.8, B: 0.1, C: 0.05, D: 0.03, E: 0.02 },
    ...{ sure: true, promised: 0.93, decisions: 120, hint: true },
  },
  model: 'eye@2',
  timings: { decodeMs: 1, runMs: 2 },
}

function read(inference: unknown) {
  return recordSchema.safeParse(JSON.parse(JSON.stringify({ ...recordOf(1), inference })))
}

it('[WI1] a hint, the words of the memory, of other SKUs and the learnt grade pass unchanged', () => {
  expect(read(told).data?.inference).toEqual(told)
})

it('[WI1] a record of before there was a memory is read as it was', () => {
  const { memory: _memory, learnt: _learnt, likeness: _likeness, ...old } = told
  expect(read({ ...old, findings: [] }).data?.inference).toEqual({ ...old, findings: [] })
})

it('[WI2] a word of the memory that nobody knows is refused by its place', () => {
  const strange = { ...told, memory: [{ ...told.memory![0], says: 'perhaps' }] }
  expect(read(strange).error?.issues[0]?.path.join('.')).toBe('inference.memory.0.says')
  const half = { ...told, learnt: { ...told.learnt, odds: { A: 1 } } }
  expect(read(half).error?.issues[0]?.path.slice(0, 3).join('.')).toBe('inference.learnt.odds')
})
