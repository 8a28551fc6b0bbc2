import { describe, expect, it } from 'vitest'
import { lensWord, scaleWord, stageWord, troublesOf } from '../../../renderer/setup/camera-words.ts'
import { rulerOf } from '../../../renderer/setup/use-rounds.ts'
import { fakeCares } from '../../rigs/fake-cameras.ts'

const [fine, moved, swapped, untaught] = fakeCares()

describe('what is said of a camera', () => {
  it('[PG22] is the gravest thing: swapped before moved before old', () => {
    expect(stageWord(swapped!)).toEqual({ care: 'act', key: 'swapped', other: 'left' })
    expect(stageWord(moved!)).toEqual({ care: 'act', key: 'stageChanged' })
    expect(stageWord({ ...moved!, stage: { ...moved!.stage!, fit: 'fits' } }).key).toBe('stageAged')
    expect(stageWord({ ...moved!, stage: { ...moved!.stage!, fit: 'other' } }).key).toBe('stageOther')
    expect(scaleWord(moved!)).toEqual({ care: 'act', key: 'scaleResized' })
    expect([stageWord(fine!).care, scaleWord(fine!).care]).toEqual(['fine', 'fine'])
  })

  it('[PG22] on the health screen is trouble only: a camera nobody taught is none', () => {
    expect(troublesOf(fine!)).toEqual([])
    expect(troublesOf(untaught!)).toEqual([])
    expect(troublesOf(swapped!).map(({ key }) => key)).toEqual(['swapped'])
    expect(troublesOf(moved!).map(({ key }) => key)).toEqual(['stageChanged', 'scaleResized'])
  })
})

it('[PG22] the lens is told by how far it moves the corners; a size measured without it is to be measured again', () => {
  const bent = (bend: number) => lensWord({ ...fine!, scale: { ...fine!.scale!, bend } })
  expect(bent(-0.031)).toEqual({ key: 'lensBarrel', percent: 3.1 })
  expect(bent(0.02)).toEqual({ key: 'lensPincushion', percent: 2 })
  expect(bent(-0.004)?.key).toBe('lensStraight')
  const lens = (how: 'untold' | 'never') => ({ ...fine!, scale: { ...fine!.scale!, lens: how, bend: 0 } })
  expect(lensWord(lens('untold'))?.key).toBe('lensUntold')
  expect(lensWord(lens('never'))).toBeUndefined()
  expect(scaleWord(lens('never'))).toEqual({ care: 'look', key: 'scaleMean' })
  expect(troublesOf(lens('never'))).toEqual([])
  expect(lensWord(untaught!)).toBeUndefined()
})

it('[PG22] the ruler is typed as people write numbers; what cannot be its length is not sent', () => {
  expect(['100', '98,5', ' 98.25 ', '40', '400'].map(rulerOf)).toEqual([100, 98.5, 98.25, 40, 400])
  expect(['', '9', '401', 'abc', '1e2', '-100', '98.123'].map(rulerOf)).toEqual(Array(7).fill(undefined))
})
