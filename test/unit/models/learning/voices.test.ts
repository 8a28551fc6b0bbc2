import { expect, it } from 'vitest'
import { classicSizes } from '../../../../models/learning/classic.ts'
import { crossValidate } from '../../../../models/learning/cross-validate.ts'
import { itemBlocks, itemFeatures } from '../../../../models/learning/features.ts'
import { fewDrawn, fewLabels, type Labelled } from '../../../../models/learning/few-labels.ts'
import { diceOf } from '../../../../models/learning/measures.ts'
import { movingIn, voicesOf } from '../../../../models/learning/voices.ts'

const sizes = { embedding: 100, colour: 2 * classicSizes.whole, map: classicSizes.map }

/** How far damage moves each part of an item's vector, in deviations of a number of it. */
interface Telling {
  readonly embedding: number
  readonly colour: number
  /** Of the memory: a little damage this far, a lot of it ten times as far. */
  readonly memory: number
}

interface Made extends Labelled {
  readonly score: number
  readonly features: Float32Array
}

/** Items as the station keeps them, half of them damaged. All of an item's colours follow the light of its day. */
function items({ embedding, colour, memory }: Telling): Made[] {
  const dice = diceOf(23)
  // twelve dice summed are nearly a bell curve
  const bell = () => Array.from({ length: 12 }, dice).reduce((sum, one) => sum + one, -6)
  const some = (length: number, light: number, told: number) =>
    Array.from({ length }, (_, k) => light + bell() + (k < 10 ? told : 0))
  return Array.from({ length: 160 }, (_, i) => {
    const label = (i % 2) as 0 | 1
    const score = bell() + label * memory * (1 + 9 * dice() ** 2)
    const light = 2 * bell()
    const values = [
      ...some(sizes.embedding, 0, label * embedding),
      ...some(sizes.colour, light, label * colour),
      ...some(sizes.map, light, 0),
    ]
    const word = { role: 'top', units: 8, says: 'hint', different: false, score, registered: true } as const
    const seen = { findings: [], memory: memory > 0 ? [word] : [] }
    const { values: features } = itemFeatures(
      { pack: 'p', layout: 'l', values: Float32Array.from(values) },
      seen,
    )
    return { label, unit: `unit ${i}`, session: `run ${i}`, features, score }
  })
}

interface Ranked {
  readonly label: 0 | 1
  readonly score: number
}

/** Share of pairs of a damaged and a whole item in which the damaged one is held to be worse. */
function order(ranked: readonly Ranked[]): number {
  const [whole, damaged] = [0, 1].map((label) => ranked.filter((one) => one.label === label))
  const above = damaged!.flatMap((bad) => whole!.map((good) => Number(bad.score > good.score)))
  return above.reduce((sum, one) => sum + one, 0) / above.length
}

/** The same of the head that is learnt from so many labels a class, the mean of its rounds. */
function learnt(rows: readonly Made[], perClass: number): number {
  const held = fewLabels(rows, fewDrawn(rows, { perClass, rounds: 8, seed: 3 }), {
    blocks: itemBlocks(rows[0]!.features.length),
  })
  const rounds = [...Map.groupBy(held, ({ round }) => round).values()].map(order)
  return rounds.reduce((sum, one) => sum + one, 0) / rounds.length
}

it.each([5, 20])(
  '[LE15] what the memory tells is not lost among colours that tell little: %i labels',
  (perClass) => {
    const rows = items({ embedding: 0, colour: 0.5, memory: 2 })
    expect(learnt(rows, perClass)).toBeGreaterThan(order(rows) - 0.01)
  },
)

it('[LE15] more labels do not make a head worse', () => {
  const rows = items({ embedding: 0.5, colour: 0.5, memory: 2 })
  expect(learnt(rows, 20)).toBeGreaterThan(learnt(rows, 5))
})

it('[LE15] without a memory the block that tells most is heard above those that tell nothing', () => {
  const rows = items({ embedding: 1.5, colour: 0, memory: 0 })
  expect(learnt(rows, 5)).toBeGreaterThan(0.76)
})

it('[LE15] how loud a block is comes from the folds that are learnt from, never from the one that is judged', () => {
  const rows = items({ embedding: 0.5, colour: 0.5, memory: 2 }).slice(0, 40)
  const features = rows.map((row) => Float64Array.from(row.features))
  const folds = rows.map((_, i) => (i >> 1) % 5)
  const judged = (grade: number) => {
    const targets = rows.map(({ label }, i) => (folds[i] === 0 ? grade : label * 4))
    const { odds } = crossValidate({
      rows: features,
      targets,
      folds,
      blocks: itemBlocks(features[0]!.length),
    })
    return odds.filter((_, i) => folds[i] === 0)
  }
  expect(judged(0)).toEqual(judged(4))
})

it('[LE15] what never moves has no voice and takes none from its block', () => {
  const moving = movingIn([Float64Array.of(1, 2, 3, 0), Float64Array.of(1, 4, 3, 1e-12)])
  expect(moving).toEqual([false, true, false, false])
  expect([...voicesOf([1, [2, 3], 1], { moving })]).toEqual([0, 2, 0, 0])
  expect([...voicesOf([2], { moving: [false, false] })]).toEqual([0, 0])
})

it('[LE15] a block is heard by what it told times how loud it was beforehand', () => {
  const voices = voicesOf([1, [1, 2]], { told: [3, 1] })
  expect(voices[1]! ** 2 / voices[0]! ** 2).toBeCloseTo(4 / 3)
  expect(voices[0]! ** 2 + voices[1]! ** 2).toBeCloseTo(2)
})
