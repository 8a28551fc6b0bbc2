import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { rotatingLog } from '../../../main/shell/rotating-log.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'regrade-log-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const lines = (name: string) => readFileSync(join(folder, 'logs', name), 'utf8')

describe('a log', () => {
  it('goes on where it was', () => {
    const file = join(folder, 'logs', 'a.log')
    rotatingLog(file).write('one')
    rotatingLog(file).write('two')
    expect(lines('a.log')).toBe('one\ntwo\n')
  })

  it('[SH6] moves on when it is full and keeps only so many', () => {
    const log = rotatingLog(join(folder, 'logs', 'a.log'), 8, 2)
    for (const word of ['one1', 'two2', 'thr3', 'fou4']) log.write(word)
    expect(readdirSync(join(folder, 'logs')).sort()).toEqual(['a.log', 'a.log.1', 'a.log.2'])
    expect([lines('a.log'), lines('a.log.1'), lines('a.log.2')]).toEqual(['fou4\n', 'thr3\n', 'two2\n'])
  })

  it('[SH6] a log that cannot be written throws nothing', () => {
    const file = join(folder, 'logs', 'a.log')
    const log = rotatingLog(file)
    mkdirSync(file)
    expect(() => log.write('lost')).not.toThrow()
  })
})
