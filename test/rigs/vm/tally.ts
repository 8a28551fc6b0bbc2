import { Cannot } from './cannot.ts'
import type { TestEnd } from './wire.ts'

/** What came of the tests so far, told line by line. */
export interface Tally {
  say(line: string): void
  add(test: TestEnd): void
  /** Something outside the tests that must not pass for a success. */
  fail(what: string): void
  /** The time is up before all tests have run: said plainly, and counted as neither. */
  cutShort(): void
  /** Prints the sum and gives the exit code. */
  end(): 0 | 1
}

/** An empty tally; every line begins with the seconds since now. */
export function openTally(print: (line: string) => void): Tally {
  const from = performance.now()
  let passed = 0
  let failed = 0
  let suite = ''
  const say = (line: string) => print(`${seconds(performance.now() - from)} ${line}`)
  return {
    say,
    add(test) {
      if (test.suite !== suite) say(test.suite)
      suite = test.suite
      passed += test.state === 'passed' ? 1 : 0
      failed += test.state === 'failed' ? 1 : 0
      say(`  ${marks[test.state]} ${test.title} (${(test.ms / 1000).toFixed(1)} s)`)
      if (test.error) print(test.error.replaceAll(/^/gm, '         '))
    },
    fail(what) {
      failed += 1
      say(`  ✗ ${what}`)
    },
    cutShort() {
      if (passed + failed === 0)
        throw new Cannot('the time was up before the first test; --minutes gives more.')
      say(
        'the time is up: the tests after this line have not run, and are not counted; --minutes gives more time',
      )
    },
    end() {
      // Nothing tested is no success.
      if (passed + failed === 0) this.fail('no test has run')
      print(`${passed} passed, ${failed} failed`)
      return failed === 0 ? 0 : 1
    },
  }
}

const marks = { passed: '✓', failed: '✗', skipped: '-' } as const

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(0).padStart(5)} s`
}
