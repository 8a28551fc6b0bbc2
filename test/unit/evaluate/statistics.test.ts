import { describe, expect, it } from 'vitest'
import { macroF1, quadraticKappa } from '../../evaluate/statistics/agreement.ts'
import { besideControl, interval } from '../../evaluate/statistics/bootstrap.ts'
import { boxPrecision, overlap } from '../../evaluate/statistics/boxes.ts'
import { binsOf, calibrationError } from '../../evaluate/statistics/calibration.ts'
import { auroc, averagePrecision, falseAlarmsAt } from '../../evaluate/statistics/ranking.ts'
import { reliabilitySvg } from '../../evaluate/statistics/reliability-svg.ts'

const [yes, no] = [true, false]

describe('beside a control', () => {
  type Row = { readonly group: string; readonly value: number }
  const groupOf = (row: Row) => row.group
  const measure = (rows: readonly Row[]) => rows.reduce((sum, { value }) => sum + value, 0) / rows.length
  const drawing = { draws: 400, seed: 5 }
  const easy: Row[] = Array.from({ length: 20 }, (_, k) => ({ group: `${k}`, value: k / 20 }))

  it('a small lead over a control that is good at the same groups is sure, though both intervals overlap', () => {
    const control = easy.map((row) => ({ ...row, value: row.value - 0.02 }))
    const beside = besideControl(easy, control, { groupOf, measure, drawing })
    expect(beside.measured.low).toBeLessThan(beside.control.high)
    expect(beside.lead.low).toBeCloseTo(0.02, 9)
    expect(beside.measured).toEqual(interval(easy, groupOf, measure, drawing))
    expect(beside.control).toEqual(interval(control, groupOf, measure, drawing))
  })

  it('a lead that is of a few groups alone may be none', () => {
    const control = easy.map((row, k) => ({ ...row, value: k === 0 ? row.value - 0.4 : row.value }))
    const { lead } = besideControl(easy, control, { groupOf, measure, drawing })
    expect(lead.value).toBeCloseTo(0.02, 9)
    expect(lead.low).toBe(0)
  })

  it('groups that only one of both has are drawn too, and leave the intervals as they were', () => {
    const control = [...easy.slice(10).toReversed(), { group: 'other', value: 0 }]
    const beside = besideControl(easy, control, { groupOf, measure, drawing })
    expect(beside.measured).toEqual(interval(easy, groupOf, measure, drawing))
    expect(beside.control).toEqual(interval(control, groupOf, measure, drawing))
    expect(beside.lead.value).toBeCloseTo(measure(easy) - measure(control), 12)
    expect(beside.lead.low).toBeLessThan(beside.lead.value)
    expect(beside.lead.high).toBeGreaterThan(beside.lead.value)
  })
})

describe('ranking', () => {
  it('AUROC is the chance that a positive beats a negative, ties counting half', () => {
    expect(auroc([3, 2, 1, 0], [yes, yes, no, no])).toBe(1)
    expect(auroc([0, 1, 2, 3], [yes, yes, no, no])).toBe(0)
    expect(auroc([1, 1, 1, 1], [yes, no, yes, no])).toBe(0.5)
    // pairs: 2>1, 2=2 (half), 0<1, 0<2
    expect(auroc([2, 0, 1, 2], [yes, yes, no, no])).toBe(1.5 / 4)
  })

  it('AUROC agrees with counting every pair', () => {
    const scores = Array.from({ length: 200 }, (_, i) => (i * 37) % 23)
    const wanted = scores.map((score, i) => (score + ((i * 11) % 17)) % 3 === 0)
    const pairs = scores.flatMap((score, i) =>
      wanted[i] ? scores.flatMap((other, j) => (wanted[j] ? [] : [Math.sign(score - other) / 2 + 0.5])) : [],
    )
    expect(auroc(scores, wanted)).toBeCloseTo(pairs.reduce((a, b) => a + b, 0) / pairs.length, 12)
  })

  it('one side empty is not measurable, and a score that is no number is refused', () => {
    expect(auroc([1, 2], [yes, yes])).toBeNaN()
    expect(averagePrecision([1, 2], [no, no])).toBeNaN()
    expect(() => auroc([1, Number.NaN], [yes, no])).toThrow('score 1 is not a number')
  })

  it('false alarms are counted at the threshold that still finds the share', () => {
    const found = Array.from({ length: 20 }, (_, i) => 100 - i)
    const whole = [90, 82, 81.5, 81, 10]
    const wanted = [...found.map(() => yes), ...whole.map(() => no)]
    // 19 of 20 are found at 82
    expect(falseAlarmsAt([...found, ...whole], wanted, 0.95)).toBe(2 / 5)
    expect(falseAlarmsAt([...found, ...whole], wanted, 1)).toBe(4 / 5)
  })

  it('average precision is the mean precision at the positives; ties are met together', () => {
    expect(averagePrecision([4, 3, 2, 1], [yes, no, yes, no])).toBeCloseTo((1 + 2 / 3) / 2, 12)
    expect(averagePrecision([1, 1, 1, 1], [yes, no, no, no])).toBe(0.25)
  })
})

describe('boxes', () => {
  const box = (x1: number, y1: number, x2: number, y2: number) => ({ x1, y1, x2, y2 })

  it('overlap is the shared area over the area of both', () => {
    expect(overlap(box(0, 0, 10, 10), box(0, 0, 10, 10))).toBe(1)
    expect(overlap(box(0, 0, 10, 10), box(5, 0, 15, 10))).toBeCloseTo(1 / 3, 12)
    expect(overlap(box(0, 0, 10, 10), box(10, 0, 20, 10))).toBe(0)
  })

  it('a second proposal for a truth that was found is wrong', () => {
    const truths = [box(0, 0, 10, 10), box(50, 50, 60, 60)]
    const proposals = [
      { ...box(0, 0, 10, 10), score: 0.9 },
      { ...box(0, 0, 10, 9), score: 0.8 },
      { ...box(50, 50, 60, 60), score: 0.7 },
    ]
    expect(boxPrecision([{ proposals, truths }], 0.5)).toBeCloseTo((1 + 2 / 3) / 2, 12)
    expect(boxPrecision([{ proposals: [], truths }], 0.5)).toBe(0)
    expect(boxPrecision([{ proposals, truths: [] }], 0.5)).toBeNaN()
  })
})

describe('agreement', () => {
  it('macro F1 weighs every class that occurs the same', () => {
    expect(macroF1([0, 0, 1, 1], [0, 0, 1, 1], 3)).toBe(1)
    // class 0: 2 right of 3 said, 2 true: 4/5; class 1: 1 right of 1 said, 2 true: 2/3
    expect(macroF1([0, 0, 0, 1], [0, 0, 1, 1], 3)).toBeCloseTo((4 / 5 + 2 / 3) / 2, 12)
  })

  it('quadratic kappa is 1 for agreement, 0 for a constant answer, and worse for far misses', () => {
    const wanted = [0, 1, 2, 3, 4]
    expect(quadraticKappa(wanted, wanted, 5)).toBe(1)
    expect(quadraticKappa([2, 2, 2, 2, 2], wanted, 5)).toBeCloseTo(0, 12)
    const near = quadraticKappa([1, 1, 2, 3, 4], wanted, 5)
    const far = quadraticKappa([4, 1, 2, 3, 4], wanted, 5)
    expect(near).toBeGreaterThan(far)
    expect(quadraticKappa([1, 1], [1, 1], 5)).toBeNaN()
  })
})

describe('calibration', () => {
  it('the error weighs each bin with how many answers it holds', () => {
    const answers = [
      ...Array.from({ length: 6 }, (_, i) => ({ sure: 0.95, right: i < 3 })),
      ...Array.from({ length: 4 }, (_, i) => ({ sure: 0.55, right: i < 2 })),
    ]
    expect(calibrationError(answers)).toBeCloseTo(0.6 * 0.45 + 0.4 * 0.05, 12)
    expect(calibrationError([])).toBeNaN()
    expect(binsOf([{ sure: 1, right: true }]).at(-1)).toMatchObject({ n: 1, right: 1 })
  })

  it('the diagram is an SVG with a bar a filled bin, its title escaped', () => {
    const svg = reliabilitySvg('a < b', binsOf([{ sure: 0.72, right: true }]))
    expect(svg).toContain('a &lt; b')
    expect(svg.match(/fill="#4c7fb8"/g)).toHaveLength(1)
  })
})

describe('bootstrap', () => {
  const rows = Array.from({ length: 60 }, (_, i) => ({ group: `g${i % 6}`, value: i % 6 }))
  const mean = (some: readonly { value: number }[]) =>
    some.reduce((sum, { value }) => sum + value, 0) / some.length

  it('the same seed gives the same interval', () => {
    const once = interval(rows, (row) => row.group, mean, { draws: 100, seed: 5 })
    expect(interval(rows, (row) => row.group, mean, { draws: 100, seed: 5 })).toEqual(once)
    expect(once.value).toBe(2.5)
  })

  it('pictures of one group are no independent witnesses: grouped intervals are wider', () => {
    const grouped = interval(rows, (row) => row.group, mean, { draws: 200, seed: 1 })
    const alone = interval(
      [...rows.entries()],
      ([i]) => String(i),
      (some) => mean(some.map(([, row]) => row)),
      {
        draws: 200,
        seed: 1,
      },
    )
    expect(grouped.high - grouped.low).toBeGreaterThan(2 * (alone.high - alone.low))
  })
})
