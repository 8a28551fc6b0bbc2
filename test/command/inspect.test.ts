import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drawItem } from '../../drivers/camera/draw-item.ts'
import { keepUnit } from '../../main/station/teach.ts'
import { startRemembering } from '../../models/memory/remembering.ts'
import { openUnits } from '../../sync/memory/units.ts'
import { handClock } from '../rigs/hand-clock.ts'
import { runCommand } from '../rigs/run-command.ts'
import { skuOf } from '../rigs/skus.ts'

const folder = mkdtempSync(join(tmpdir(), 'regrade-inspect-'))
const photo = join(folder, 'shirt.jpg')
const catalogue = join(folder, 'skus.json')

const inspect = (...args: string[]) => runCommand({ script: 'main/station/inspect.ts', args, cwd: folder })

beforeAll(async () => {
  writeFileSync(photo, await drawItem({ kind: 'shirt', seed: 3 }))
  writeFileSync(join(folder, 'cut.jpg'), (await drawItem({ kind: 'shirt', seed: 3 })).subarray(0, 9000))
  writeFileSync(join(folder, 'words.jpg'), 'this is no photograph')
  writeFileSync(catalogue, JSON.stringify({ skus: [skuOf(1)], lines: [] }))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('[CL1] inspect', () => {
  it('prints the whole record as JSON and exits 0', async () => {
    const { code, out, err } = await inspect(
      '--json',
      '--code',
      skuOf(1).gtin ?? '',
      '--catalogue',
      catalogue,
      photo,
    )
    expect(err).toBe('')
    expect(code).toBe(0)
    const record = JSON.parse(out)
    expect(Object.keys(record)).toEqual(
      expect.arrayContaining([
        'id',
        'code',
        'item',
        'findings',
        'grade',
        'disposition',
        'label',
        'versions',
        'timings',
      ]),
    )
    expect(record.item).toMatchObject({ kind: 'known', sku: { sku: skuOf(1).sku } })
    expect(record.grade.reasons.length).toBeGreaterThan(0)
    expect(record.disposition.alternatives.length).toBeGreaterThan(1)
    expect(record.label.zpl).toMatch(/^\^XA[\s\S]*\^XZ\s*$/)
    const odds = Object.values<number>(record.grade.probabilities)
    expect(odds.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 6)
  })

  it('tells a person the same in words', async () => {
    const { code, out } = await inspect('--category', 'apparel', photo)
    expect(code).toBe(0)
    expect(out).toMatch(/^grade {8}[A-EU] /m)
    expect(out).toMatch(/^outcome/m)
  })
})

describe('[CL2] a mistake is one clear line and exit 2', () => {
  it.each([
    ['a missing file', ['nothere.jpg'], /^PHOTO_UNREADABLE: nothere\.jpg: cannot be read \(ENOENT\)/],
    ['half a photograph', ['cut.jpg'], /^PHOTO_UNREADABLE: .*"cut\.jpg" is damaged, cut off/],
    ['no photograph at all', ['words.jpg'], /^PHOTO_UNREADABLE: .*"words\.jpg" is damaged/],
    ['a bad flag', ['--colour', 'red', 'shirt.jpg'], /^BAD_INPUT: Unknown option '--colour'/],
    [
      'a bad category',
      ['--category', 'cars', 'shirt.jpg'],
      /^BAD_INPUT: --category: found cars; allowed: apparel, /,
    ],
    ['no file named', [], /^BAD_INPUT: no photograph was named/],
    ['a bad catalogue', ['--catalogue', 'words.jpg', 'shirt.jpg'], /words\.jpg/],
  ])('%s', async (_what, args, sentence) => {
    const { code, out, err } = await inspect(...args)
    expect(code).toBe(2)
    expect(out).toBe('')
    expect(err).toMatch(sentence)
    expect(err.trim().split('\n')).toHaveLength(1)
    expect(err).not.toMatch(/ {4}at /)
  })
})

describe('[CL7] inspect beside whole units', () => {
  it('compares with the units of a data folder and says how many they are', async () => {
    const remembering = startRemembering()
    const units = openUnits(join(folder, 'memory.db'))
    const ports = { units, remembering, clock: handClock(), ledger: { audit: () => {} } }
    for (const seed of [1, 2, 3, 4]) {
      const frames = [{ role: 'top' as const, bytes: readFileSync(photo) }]
      await keepUnit(ports, { sku: skuOf(1).sku, by: 'ada', id: `u${seed}`, frames })
    }
    units.close()
    await remembering.close()
    const args = ['--code', skuOf(1).gtin ?? '', '--catalogue', catalogue, '--data', folder, photo]
    const { code, out, err } = await inspect(...args)
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(/View top: 4 whole units known, 16 are needed/)
  })

  it('a folder without units is one clear line and exit 2', async () => {
    const { code, err } = await inspect('--data', join(folder, 'nowhere'), photo)
    expect(code).toBe(2)
    expect(err).toMatch(/^BAD_INPUT: --data: found no memory\.db in .*nowhere; name the data folder/)
  })
})
