import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCommand } from '../rigs/run-command.ts'
import { frameOf } from '../rigs/units-rig.ts'

const folder = mkdtempSync(join(tmpdir(), 'regrade-inspect-wholes-'))
const inspect = (...args: string[]) => runCommand({ script: 'main/station/inspect.ts', args, cwd: folder })
const wholes = (count: number, role = '') =>
  Array.from({ length: count }, (_, at) => ['--whole', `${role}whole${at}.png`]).flat()

beforeAll(async () => {
  const put = (name: string, bytes: Uint8Array) => writeFileSync(join(folder, name), bytes)
  for (let at = 0; at < 16; at++) {
    const drawn = { seed: at + 1, x: 92 + ((at * 5) % 9), y: 77 + ((at * 3) % 7) }
    put(`whole${at}.png`, (await frameOf(drawn)).bytes)
  }
  put('good.png', (await frameOf({ seed: 40 })).bytes)
  put('broken.png', (await frameOf({ seed: 41, armless: true })).bytes)
  const plain = (width: number, height: number, background: string) =>
    sharp({ create: { width, height, channels: 3, background } }).png()
  put('empty.png', await plain(400, 160, '#808080').toBuffer())
  const both = [
    { input: await plain(120, 96, '#c02020').toBuffer(), left: 40, top: 32 },
    { input: await plain(120, 96, '#2040c0').toBuffer(), left: 240, top: 32 },
  ]
  put('two.png', await plain(400, 160, '#ebebeb').composite(both).toBuffer())
  put('words.jpg', Buffer.from('this is no photograph'))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('[CL8] inspect beside photographs of whole units', () => {
  it('a few units give a hint: the record says so by view, and what it promises', async () => {
    const { code, out, err } = await inspect('--json', ...wholes(6), 'broken.png')
    expect([code, err]).toEqual([0, ''])
    const record = JSON.parse(out)
    expect(record.eyes.memory).toMatchObject([{ role: 'top', units: 6, says: 'hint', different: true }])
    expect(record.eyes.memory[0].places.length).toBeGreaterThan(0)
    const found: { hint?: boolean; source: string }[] = record.findings
    expect(found.every((each) => each.hint)).toBe(true)
  })

  it('enough units count: what is whole is not different', async () => {
    const good = await inspect(...wholes(16), 'good.png')
    expect([good.code, good.err]).toEqual([0, ''])
    expect(good.out).toMatch(
      /^compared {5}top: with 16 whole units: not different, score \S+ \(counts\); at most 21 of 100 /m,
    )
  })

  it('enough units count: what is broken is different', async () => {
    const broken = await inspect(...wholes(16), 'broken.png')
    expect(broken.out).toMatch(/^compared {5}top: with 16 whole units: different, score \S+ \(counts\)/m)
  })

  it('one unit alone promises nothing, and a view without any says so', async () => {
    const { code, out } = await inspect('--whole', 'left=whole0.png', 'good.png', 'broken.png')
    expect(code).toBe(0)
    expect(out).toMatch(
      /^compared {5}left: with 1 whole unit, too few for a promise: 4 give a hint, 16 count\n {13}top: with no whole unit$/m,
    )
  })

  it('--help says how', async () => {
    const { code, out } = await inspect('--help')
    expect(code).toBe(0)
    expect(out).toMatch(/--whole \[ROLE=\]PHOTO {2}compares with a photograph of a whole unit/)
  })

  it.each([
    ['missing', ['--whole', 'no.png'], /^PHOTO_UNREADABLE: --whole no\.png: cannot be read \(ENOENT\)/],
    ['no photograph', ['--whole', 'words.jpg'], /^PHOTO_UNREADABLE: The photograph "words\.jpg" is damaged/],
    ['an empty stage', ['--whole', 'empty.png'], /^BAD_INPUT: --whole empty\.png: shows an empty stage/],
    ['two items', ['--whole', 'two.png'], /^BAD_INPUT: --whole two\.png: shows two items/],
    [
      'named twice',
      [...wholes(1), ...wholes(1, 'top=')],
      /^BAD_INPUT: --whole whole0\.png: is the same photograph as whole0\.png/,
    ],
    [
      'of a view nobody inspects',
      wholes(1, 'front='),
      /^BAD_INPUT: --whole front=whole0\.png: no view front is inspected; allowed: top /,
    ],
    [
      'of any of two views',
      [...wholes(1), 'broken.png'],
      /^BAD_INPUT: --whole whole0\.png: 2 views are inspected; say which one it shows, as in top=whole0\.png/,
    ],
    ['beside a station’s', ['--data', '.', ...wholes(1)], /^BAD_INPUT: --data and --whole were both given/],
  ])('a whole photograph that is %s is one clear line and exit 2', async (_what, args, sentence) => {
    const { code, out, err } = await inspect(...args, 'good.png')
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(sentence)
    expect(err.trim().split('\n')).toHaveLength(1)
  })
})
