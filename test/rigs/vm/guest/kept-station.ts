import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { leanEnvironment, leanFlags } from '../../../../main/kernel/lean-memory.ts'
import { keepAlive } from '../../../../main/shell/keep-alive.ts'
import { rotatingLog } from '../../../../main/shell/rotating-log.ts'
import { until } from '../../until.ts'

const root = resolve(import.meta.dirname, '../../../..')

/** A station that the shell's own keeper runs, as `npm start` does: Set-up may restart it. */
export interface KeptStation {
  /** Resolves when it has become ready so many times in all; throws where it has ended for good. */
  ready(times: number): Promise<string>
  /** The end of its log. */
  lastWords(): string
  stop(): Promise<void>
}

/** Starts it with the pages that the host has built; what it says is written to the file `log`. */
export function keepStation(args: readonly string[], log: string): KeptStation {
  let url = ''
  let times = 0
  let end: string | undefined
  const plan = {
    name: 'station',
    script: resolve(root, 'main/station/server.ts'),
    args: [...args, '--kept', '--pages', resolve(root, 'dist/pages')],
    ...{ env: leanEnvironment(), flags: leanFlags, log: rotatingLog(log) },
  }
  const kept = keepAlive(plan, {
    ready(at) {
      url = at
      times += 1
    },
    warning: (text) => console.log(text),
    message() {},
  })
  void kept.ended.then(({ sentence }) => {
    end = sentence
  })
  return {
    async ready(wanted) {
      await until(
        () => ({ times, end }),
        (now) => now.times >= wanted || now.end !== undefined,
        `the station to be ready ${wanted} times`,
      )
      if (end !== undefined) throw new Error(end)
      return url
    },
    lastWords: () => readFileSync(log, 'utf8').slice(-4000),
    async stop() {
      await kept.stop()
    },
  }
}
