import { stripVTControlCharacters } from 'node:util'
import type { SerializedError, UserConsoleLog } from 'vitest'
import type { Reporter, TestCase, TestModule, TestSuite } from 'vitest/node'
import type { TestEnd } from '../wire.ts'
import type { HostLine } from './host-line.ts'

/** Tells the host of every test as it ends, and of every file that could not be run. */
export class HostReporter implements Reporter {
  readonly #host: HostLine

  constructor(host: HostLine) {
    this.#host = host
  }

  onTestCaseResult(test: TestCase): void {
    const { state, errors } = test.result()
    if (state === 'pending') return
    const error = errors?.map(
      ({ stack, message, diff = '' }) => `${stack ?? message}\n${stripVTControlCharacters(diff)}`,
    )
    const ms = Math.round(test.diagnostic()?.duration ?? 0)
    this.#tell({ suite: suiteOf(test), title: test.name, state, ms, error: error?.join('\n') ?? '' })
  }

  onTestSuiteResult(suite: TestSuite): void {
    this.#errorsOf(suite, suite.name)
  }

  onTestModuleEnd(module: TestModule): void {
    this.#errorsOf(module, 'the file could not be run')
  }

  onUserConsoleLog({ content }: UserConsoleLog): void {
    for (const text of content.trimEnd().split('\n')) this.#host.tell({ tell: 'line', text: `    ${text}` })
  }

  onTestRunEnd(_modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    for (const each of errors)
      this.#tell({
        suite: 'between tests',
        title: each.message,
        state: 'failed',
        ms: 0,
        error: each.stack ?? '',
      })
  }

  /** What failed outside any test: a hook, an import. */
  #errorsOf(place: TestSuite | TestModule, title: string): void {
    const errors = place.errors().map((each) => each.stack ?? each.message)
    if (errors.length === 0) return
    const suite = place.type === 'module' ? place.relativeModuleId : place.module.relativeModuleId
    this.#tell({ suite, title, state: 'failed', ms: 0, error: errors.join('\n') })
  }

  #tell(test: TestEnd): void {
    this.#host.tell({ tell: 'test', test })
  }
}

function suiteOf(test: TestCase): string {
  return test.parent.type === 'suite' ? test.parent.fullName : test.module.relativeModuleId
}
