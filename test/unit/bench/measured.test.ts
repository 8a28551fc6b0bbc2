import { describe, expect, it } from 'vitest'
import { kept, type Measured, percentile, table } from '../../bench/measured.ts'

const row: Measured = {
  name: 'commit, p95',
  value: 5,
  unit: 'ms',
  limit: 15,
  must: 'below',
  how: '200 records',
}

describe('what the bench prints', () => {
  it('percentile is by nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index)
    expect(percentile(hundred, 0.95)).toBe(95)
    expect(percentile([3], 0.95)).toBe(3)
    expect(percentile([], 0.95)).toBeNaN()
  })

  it('a limit is kept below it, or when it is reached; what was not measured is not kept', () => {
    expect(kept(row)).toBe(true)
    expect(kept({ ...row, value: 15 })).toBe(false)
    expect(kept({ ...row, must: 'reach', value: 15 })).toBe(true)
    expect(kept({ ...row, must: 'reach', value: 14.9 })).toBe(false)
    expect(kept({ ...row, value: Number.NaN })).toBe(false)
    expect(kept({ ...row, must: 'reach', value: Number.NaN })).toBe(false)
  })

  it('the table names every limit beside its value', () => {
    expect(table([row, { ...row, value: 99.5 }])).toBe(
      [
        'what         measured  limit            how',
        'commit, p95  5.00 ms   < 15 ms  ok      200 records',
        'commit, p95  99.5 ms   < 15 ms  MISSED  200 records',
      ].join('\n'),
    )
  })
})
