import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ChildEars, type KeptChild, keepAlive } from '../../../main/shell/keep-alive.ts'
import { rotatingLog } from '../../../main/shell/rotating-log.ts'

let folder = ''
let child: KeptChild | undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'regrade-child-'))
})
afterEach(async () => {
  await child?.stop()
  rmSync(folder, { recursive: true })
})

/** Runs the given lines of a child, kept alive, and collects what the shell hears of it. */
function keep(source: string) {
  const script = join(folder, 'child.mjs')
  writeFileSync(script, source)
  const log = rotatingLog(join(folder, 'child.log'))
  const heard: unknown[] = []
  const waiting: { count: number; go: () => void }[] = []
  const note = (what: unknown) => {
    heard.push(what)
    for (const each of waiting) if (heard.length >= each.count) each.go()
  }
  const ears: ChildEars = {
    ready: (url) => note(url),
    warning: (text) => note(text),
    message(message, answer) {
      note(message)
      answer({ hello: 'child' })
    },
  }
  child = keepAlive({ name: 'station', script, args: ['--flag'], env: process.env, flags: [], log }, ears)
  const until = (count: number) =>
    heard.length >= count
      ? Promise.resolve()
      : new Promise<void>((go) => {
          waiting.push({ count, go })
        })
  return { child, heard, until, log: () => readFileSync(log.file, 'utf8') }
}

const stay = 'setInterval(() => {}, 1000);'

describe('a child kept alive', () => {
  it('[SH6] is heard when ready, gets its arguments, logs its lines, and ends when asked', async () => {
    const { child, heard, until, log } = keep(`${stay}
      console.log('station ready http://127.0.0.1:1')
      console.log(process.argv[2])
      console.log('{"level":40,"msg":"mind this"}')`)
    await until(2)
    expect(heard).toEqual(['http://127.0.0.1:1', 'station: mind this'])
    expect(log()).toContain('--flag')
    expect(await child.stop()).toEqual({ kind: 'stopped', sentence: 'station has ended.' })
  })

  it('[SH3] is started again when it dies', async () => {
    const { heard, until } = keep(`${stay}
      console.log('station ready http://127.0.0.1:' + process.pid)
      process.stdout.write('', () => process.kill(process.pid, 'SIGKILL'))`)
    await until(3)
    expect(heard[1]).toContain('station ended unexpectedly (SIGKILL); it is started again.')
    expect(heard[2]).not.toBe(heard[0])
  })

  it('[SH4] that exits with 2 is not started again, and its words are passed on', async () => {
    const { child, heard } = keep(`console.error('The port is used.'); process.exit(2)`)
    expect(await child.ended).toEqual({ kind: 'refused', sentence: 'The port is used.' })
    expect(heard).toEqual([])
  })

  it('[SH4] of many words the last twenty are passed on', async () => {
    const { child } = keep(
      `for (let line = 1; line <= 500; line += 1) console.error('word ' + line); process.exitCode = 2`,
    )
    const { kind, sentence } = await child.ended
    expect([kind, sentence.split('\n').length, sentence.split('\n')[0]]).toEqual(['refused', 20, 'word 481'])
  })

  it('[SH4] that was ready once and is refused at a restart says why, and is tried again', async () => {
    const mark = JSON.stringify(join(folder, 'lives'))
    const { heard, until } = keep(`${stay}
      import { appendFileSync, readFileSync } from 'node:fs'
      appendFileSync(${mark}, '.')
      if (readFileSync(${mark}, 'utf8').length === 2) { console.error('The port is used.'); process.exit(2) }
      console.log('station ready http://127.0.0.1:' + process.pid)
      process.stdout.write('', () => process.send({ kind: 'restart-wanted' }))`)
    await until(3)
    expect(heard.slice(0, 3)).toEqual([
      expect.stringMatching(/^http/),
      'The port is used.',
      expect.stringMatching(/^http/),
    ])
  })

  it('can ask the shell and is answered', async () => {
    const { until, heard } = keep(`${stay}
      process.on('message', (words) => console.log('station ready ' + words.hello))
      process.send({ kind: 'ask' })`)
    await until(2)
    expect(heard).toEqual([{ kind: 'ask' }, 'child'])
  })

  it('[SH10] that asks for it is ended in order and started again, without a word and as often as it asks', async () => {
    const { heard, until, log } = keep(`${stay}
      process.on('SIGTERM', () => { console.log('ended in order'); process.exit(0) })
      console.log('station ready http://127.0.0.1:' + process.pid)
      process.stdout.write('', () => process.send({ kind: 'restart-wanted' }))`)
    await until(7)
    expect(new Set(heard).size).toBe(heard.length)
    expect(heard.every((each) => String(each).startsWith('http://'))).toBe(true)
    expect(log()).toContain('ended in order')
  })

  it('[SH10] that asks before it is ready is heard in its own words, and counts as a quick death', async () => {
    const { heard, until } = keep(`
      console.error('The new configuration cannot be used.')
      process.send({ kind: 'restart-wanted' }, () => process.exit(2))`)
    const startedAt = performance.now()
    await until(3)
    expect(heard).toEqual(Array.from({ length: 3 }, () => 'The new configuration cannot be used.'))
    // Each is started later than the one before: 250 and 1000 ms.
    expect(performance.now() - startedAt).toBeGreaterThan(1250)
  })
})
