import { expect, it } from 'vitest'
import { atLeast } from '../../../../models/learning/bounds.ts'
import { cutPoints, oddsAt } from '../../../../models/learning/cut-points.ts'
import { fewDrawn, fewLabels } from '../../../../models/learning/few-labels.ts'
import { foldsOf, groupsOf, sessionsOf } from '../../../../models/learning/folds.ts'
import { silenceLine } from '../../../../models/learning/head-card.ts'
import { learn } from '../../../../models/learning/learn.ts'
import { diceOf } from '../../../../models/learning/measures.ts'
import { momentsOf } from '../../../../models/learning/moments.ts'
import type { ConfirmedDecision } from '../../../../models/learning/port.ts'
import { promiseOf } from '../../../../models/learning/promise.ts'
import { ridges, ridgesOfRows } from '../../../../models/learning/ridge.ts'

interface Made {
  readonly count: number
  readonly sessions: number
  readonly size?: number
  /** How strongly features follow the grade itself, and how strongly the day of recording. */
  readonly truth: number
  readonly day?: number
}

function made({ count, sessions, size = 12, truth, day = 0 }: Made): ConfirmedDecision[] {
  const dice = diceOf(7)
  return Array.from({ length: count }, (_, i) => {
    const session = Math.floor((i * sessions) / count)
    // where the day decides, nearly all of one session's items have the same grade
    const grade = day > 0 && dice() < 0.9 ? (session * 3) % 5 : Math.floor(dice() * 5)
    const features = Float32Array.from({ length: size }, (_, k) => {
      const told = k < 3 ? truth * grade : 0
      const daily = k >= 3 && k < 8 ? day * Math.sin(session * 7 + k) : 0
      return told + daily + dice() - 0.5
    })
    return { grade, unit: `unit ${i}`, session: `day ${session}`, features }
  })
}

it('[LE1] a unit or a recording session is never on both sides of a split, also through others', () => {
  const rows = [
    { unit: 'a', session: 'monday' },
    { unit: 'b', session: 'monday' },
    { unit: 'b', session: 'friday' },
    { unit: 'c', session: 'friday' },
    { unit: 'd', session: 'sunday' },
  ]
  expect(groupsOf(rows)).toEqual([0, 0, 0, 0, 1])
  const groups = Array.from({ length: 40 }, (_, i) => i % 9)
  const folds = foldsOf(groups, 5)
  for (const group of groups)
    expect(new Set(folds.filter((_, i) => groups[i] === group)).size, `group ${group}`).toBe(1)
  expect(new Set(folds).size).toBe(5)
})

it('[LE1] a pause of three hours ends a session, and a dock that never rests has one a day', () => {
  const hour = 3600_000
  const [a, b, c] = sessionsOf([0, 2 * hour, 6 * hour])
  expect(a).toBe(b)
  expect(c).not.toBe(a)
  const restless = sessionsOf(Array.from({ length: 60 }, (_, i) => i * hour))
  expect(new Set(restless).size).toBe(3)
})

it('[LE2] what the features tell of the grade is learnt, and the promise is earned', () => {
  const { report, head } = learn(made({ count: 600, sessions: 12, truth: 0.8 }))
  expect(report.silent).toEqual([])
  expect(report.kappa?.value).toBeGreaterThan(0.9)
  expect(report.promise?.atLeast).toBeGreaterThanOrEqual(0.9)
  expect(report.calibration).toBeLessThan(0.08)
  expect(head?.cuts).toEqual([...(head?.cuts ?? [])].sort((a, b) => a - b))
})

it('[LE2] what people are shown is held out: every item stands once in the confusion and once in a bin', () => {
  const { report } = learn(made({ count: 200, sessions: 8, truth: 0.8 }))
  const { confusion = [], reliability = [], perGrade, accuracy } = report
  expect(confusion.map((row) => row.reduce((sum, count) => sum + count, 0))).toEqual(perGrade)
  const right = confusion.reduce((sum, row, k) => sum + row[k]!, 0)
  expect(right / 200).toBeCloseTo(accuracy!.value, 12)
  expect(reliability.reduce((sum, bin) => sum + bin.count, 0)).toBe(200)
  expect(reliability.reduce((sum, bin) => sum + bin.count * bin.right, 0)).toBeCloseTo(right, 9)
})

it('[LE3] a head that only knows the day of recording earns nothing', () => {
  const { report } = learn(made({ count: 600, sessions: 12, truth: 0, day: 3 }))
  expect(report.kappa?.value).toBeLessThan(0.4)
  expect(report.silent.map(silenceLine).join(' ')).toContain('quadratic kappa')
})

it('[LE3] too few decisions, sessions or grades are each named with the number that is needed', () => {
  const few = learn(made({ count: 30, sessions: 2, truth: 1 })).report.silent
  expect(few.slice(0, 3)).toEqual([
    { why: 'decisions', found: 30, needed: 100 },
    { why: 'sessions', found: 2, needed: 5 },
    { why: 'grades', found: expect.any(Number), needed: 2 },
  ])
  expect(silenceLine(few[0]!)).toBe('30 confirmed decisions; at least 100 are needed')
  expect(learn([])).toEqual({ report: expect.objectContaining({ decisions: 0, sessions: 0 }) })
})

it('[LE4] the same decisions in another order give the same head and report', () => {
  const decisions = made({ count: 200, sessions: 8, truth: 0.4 })
  expect(learn(decisions.toReversed())).toEqual(learn(decisions))
})

it('[LE5] 5,000 decisions are learnt from in seconds of processor time', () => {
  const decisions = made({ count: 5000, sessions: 40, size: 60, truth: 0.3 })
  const before = process.cpuUsage()
  learn(decisions)
  const { user } = process.cpuUsage(before)
  expect(user / 1e6).toBeLessThan(10)
})

it('[LE6] the bound is the one of Clopper and Pearson', () => {
  // their tables: 45 of 50 right, one-sided 95 %: 0.8012; 60 of 60: 0.05^(1/60)
  expect(atLeast(45, 50, 0.05)).toBeCloseTo(0.8012, 3)
  expect(atLeast(60, 60, 0.05)).toBeCloseTo(0.05 ** (1 / 60), 6)
  expect(atLeast(0, 10, 0.05)).toBe(0)
})

it('[LE6] items of one session that are right or wrong together count for fewer', () => {
  const items = (alike: boolean) =>
    Array.from({ length: 300 }, (_, i) => {
      const wrong = alike ? i < 15 : i % 20 === 0
      return { grade: wrong ? 4 : 0, odds: [0.9, 0.1, 0, 0, 0], group: Math.floor(i / 15) }
    })
  const wish = { accuracy: 0.5, confidence: 0.95 }
  const [spread, clumped] = [promiseOf(items(false), wish), promiseOf(items(true), wish)]
  expect(clumped?.atLeast).toBeLessThan(spread?.atLeast ?? 0)
  expect(promiseOf(items(true), { accuracy: 0.95, confidence: 0.95 })).toBeUndefined()
})

it('[LE7] odds are ordinal and sum to 1, and a grade nobody confirmed gets next to nothing', () => {
  const dice = diceOf(3)
  const targets = Array.from({ length: 300 }, () => [0, 1, 4][Math.floor(dice() * 3)]!)
  const scores = targets.map((grade) => grade + dice() - 0.5)
  const fitted = cutPoints(scores, targets)
  for (const score of [-2, 0, 1, 4, 9]) {
    const odds = oddsAt(fitted, score)
    expect(odds.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 9)
    expect(odds[2]! + odds[3]!).toBeLessThan(0.01)
  }
  expect(oddsAt(fitted, 0)[0]).toBeGreaterThan(0.8)
  expect(oddsAt(fitted, 4)[4]).toBeGreaterThan(0.8)
})

it('[LE2] ridge is the same from sums of moments and from the rows', () => {
  const rows = made({ count: 20, sessions: 4, truth: 0.4 })
  const features = rows.map((row) => Float64Array.from(row.features))
  const targets = rows.map((row) => row.grade)
  const [bySums] = ridges(momentsOf(features, targets, 12), [1])
  const [byRows] = ridgesOfRows(features, targets, [1])
  for (let i = 0; i < 12; i++) expect(byRows?.weights[i]).toBeCloseTo(bySums?.weights[i] ?? 9, 9)
})

it('[LE8] the protocol of few labels scores nothing that shares a unit or a session with what was drawn', () => {
  const dice = diceOf(5)
  const rows = Array.from({ length: 120 }, (_, i) => {
    const label = (i % 2) as 0 | 1
    const features = Float32Array.from({ length: 6 }, () => label + dice() - 0.5)
    return { label, unit: `unit ${i >> 2}`, session: `run ${i >> 2}`, features }
  })
  const held = fewLabels(rows, fewDrawn(rows, { perClass: 5, rounds: 4, seed: 1 }))
  expect(new Set(held.map((each) => each.round)).size).toBe(4)
  for (let round = 0; round < 4; round++) {
    const groups = held.filter((each) => each.round === round).map((each) => each.row >> 2)
    for (const group of groups) expect(groups.filter((one) => one === group)).toHaveLength(4)
  }
  const mean = (label: number) => {
    const own = held.filter((each) => each.label === label)
    return own.reduce((sum, each) => sum + each.score, 0) / own.length
  }
  expect(mean(1)).toBeGreaterThan(mean(0))
})

it('[LE15] a block of four numbers that tells the grade is heard beside four hundred that tell nothing', () => {
  const dice = diceOf(11)
  const rows = Array.from({ length: 60 }, (_, i) => {
    const label = (i % 2) as 0 | 1
    const told = Array.from({ length: 4 }, () => label + (dice() - 0.5) * 2.5)
    const noise = Array.from({ length: 400 }, () => dice() - 0.5)
    return { label, features: [...noise, ...told], unit: `u${i}`, session: `s${i}` }
  })
  const draws = fewDrawn(rows, { perClass: 5, rounds: 8, seed: 2 })
  const right = (held: ReturnType<typeof fewLabels>) => {
    const above = held.flatMap((a) =>
      held.filter((b) => a.round === b.round && a.label > b.label).map((b) => Number(a.score > b.score)),
    )
    return above.reduce((sum, one) => sum + one, 0) / above.length
  }
  const [alike, byBlock] = [
    right(fewLabels(rows, draws)),
    right(fewLabels(rows, draws, { blocks: [400, 4] })),
  ]
  expect(byBlock).toBeGreaterThan(0.9)
  expect(alike).toBeLessThan(byBlock - 0.1)
})
