import { expect, it } from 'vitest'
import { openTally } from '../../rigs/vm/tally.ts'
import type { TestEnd } from '../../rigs/vm/wire.ts'

const ended = (state: TestEnd['state'], error = ''): TestEnd => ({
  ...{ suite: 'scanners', title: `it ${state}`, state, ms: 1234, error },
})

function tally() {
  const lines: string[] = []
  return { lines, tally: openTally((line) => lines.push(line)) }
}

it('the device tests end with what passed and what failed, and an exit code to match', () => {
  const { lines, tally: good } = tally()
  good.add(ended('passed'))
  good.add(ended('skipped'))
  expect(good.end()).toBe(0)
  expect(lines.at(-1)).toBe('1 passed, 0 failed')
  const { lines: told, tally: bad } = tally()
  bad.add(ended('passed'))
  bad.add(ended('failed', 'expected 1\nto be 2'))
  bad.fail('the machine ended before its tests did')
  expect(bad.end()).toBe(1)
  expect(told).toContain('         expected 1\n         to be 2')
  expect(told.at(-1)).toBe('1 passed, 2 failed')
})

it('device tests of which none has run are no success', () => {
  expect(tally().tally.end()).toBe(1)
  expect(() => tally().tally.cutShort()).toThrow('before the first test')
})

it('what time was left for counts when the time is up', () => {
  const { lines, tally: cut } = tally()
  cut.add(ended('passed'))
  cut.cutShort()
  expect(cut.end()).toBe(0)
  expect(lines.join('\n')).toMatch(/the time is up: .* are not counted/)
})
