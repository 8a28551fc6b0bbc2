import { describe, expect, it } from 'vitest'
import { hearLine } from '../../../main/shell/child-line.ts'

describe('a line of a child', () => {
  it('the ready line names the address', () => {
    expect(hearLine('station', 'stdout', 'station ready http://127.0.0.1:4310')).toEqual({
      kind: 'ready',
      url: 'http://127.0.0.1:4310',
    })
    expect(hearLine('central', 'stdout', 'station ready http://127.0.0.1:4310').kind).toBe('log')
  })

  it.each([
    ['{"level":30,"msg":"calm"}', { kind: 'log' }],
    ['{"level":40,"msg":"mind this"}', { kind: 'warning', text: 'station: mind this' }],
    ['{"level":60,"msg":"worse"}', { kind: 'warning', text: 'station: worse' }],
    ['{"level":50}', { kind: 'log' }],
    ['{"level":50,', { kind: 'log' }],
    ['anything else', { kind: 'log' }],
  ])('%s', (line, heard) => {
    expect(hearLine('station', 'stdout', line)).toEqual(heard)
  })

  it("plain words on stderr are kept as complaints, Node's own warnings are not", () => {
    expect(hearLine('station', 'stderr', 'The port 4310 is used.')).toEqual({
      kind: 'complaint',
      text: 'The port 4310 is used.',
    })
    expect(hearLine('station', 'stderr', '(node:12) ExperimentalWarning: x').kind).toBe('log')
    expect(hearLine('station', 'stderr', '').kind).toBe('log')
  })
})
