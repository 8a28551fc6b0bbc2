import { describe, expect, it } from 'vitest'
import { readFlags } from '../../../main/shell/flags.ts'

const places = { root: '/regrade', from: '/home/me' }
const read = (...words: string[]) => readFlags(words, places)

describe('flags of npm start', () => {
  it('defaults: .regrade in the project, ports 4310 and 4320, a window', () => {
    expect(read()).toEqual({
      kind: 'flags',
      flags: { data: '/regrade/.regrade', port: 4310, centralPort: 4320, window: true },
    })
  })

  it('paths start where the person stands', () => {
    expect(read('--config', 'dock.json', '--data=here', '--no-window')).toMatchObject({
      flags: { config: '/home/me/dock.json', data: '/home/me/here', window: false },
    })
  })

  it('--help is a wish, not a start', () => {
    expect(read('--help', '--port', '1')).toEqual({ kind: 'help' })
  })

  it.each([
    [['--bogus'], '--bogus'],
    [['dock.json'], 'dock.json'],
    [['--config'], '--config'],
    [['--port', '0'], '--port is "0"; allowed is a number from 1 to 65535'],
    [['--port', '65536'], '65536'],
    [['--central-port', 'abc'], '--central-port is "abc"'],
    [['--port', '5000', '--central-port', '5000'], 'both 5000'],
  ])('[SH1] %j is one sentence that names the flag and the way out', (words, part) => {
    const found = read(...words)
    expect(found).toMatchObject({ kind: 'wrong' })
    const sentence = found.kind === 'wrong' ? found.sentence : ''
    expect(sentence).toContain(part)
    expect(sentence).toContain('--help')
    expect(sentence).not.toMatch(/\n|\.\./)
  })
})
