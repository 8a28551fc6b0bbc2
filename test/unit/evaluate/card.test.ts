import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { promiseOf } from '../../../models/registry/pack-head.ts'
import { cardOf } from '../../evaluate/card.ts'
import { figureOf } from '../../evaluate/protocol.ts'
import { reliabilitiesOf } from '../../evaluate/reliability.ts'
import type { Figure, Report, Row } from '../../evaluate/report.ts'
import { writeCard } from '../../evaluate/write-card.ts'

const folder = mkdtempSync(join(tmpdir(), 'regrade-card-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const interval = (value: number, low = value, high = value) => ({ value, low, high })
const figure = (name: string, value: number, more: Partial<Figure> = {}): Figure => ({
  ...{ name, measured: interval(value, value - 0.05, value + 0.05), n: 20, groups: 5 },
  ...{ control: interval(0.5), lead: interval(value - 0.5) },
  ...more,
})
const target = { reach: 0.8, aim: 0.95 }
const row: Row = {
  ...{ row: 'toy', set: 'toys', protocol: 'p', by: 'b' },
  figures: [
    figure('high', 0.96, { target }),
    figure('middle', 0.85, { target }),
    figure('low', 0.7, { target }),
    figure('near', 0.96, { target, lead: interval(0.02, -0.01, 0.05), control: interval(0.94) }),
    figure('alone', 0.6, { noControl: 'no strip lies there', control: undefined!, lead: undefined! }),
  ],
}
const pack = (model: string, digit: string) => ({
  ...{ model, sha256: digit.repeat(64), licence: 'Apache-2.0', bytes: 5_500_000 },
})
const report = (rows: readonly Row[]): Report => ({
  packs: { comparing: pack('looks@1.2.3', 'a'), telling: pack('tells@4.0.0', 'b') },
  ...{ quick: false, rows },
})
const card = cardOf(report([row]), { training: {} })
const lineOf = (name: string) => card.split('\n').find((line) => line.includes(`| ${name} |`)) ?? ''

describe('the card', () => {
  it('names both networks with the whole of their hashes, and what they weigh', () => {
    expect(card).toContain('# Model card: looks@1.2.3 and tells@4.0.0')
    expect(card).toContain(`| looks@1.2.3 | ${'a'.repeat(64)} | 5.5 | Apache-2.0 |`)
    expect(card).toContain(`| tells@4.0.0 | ${'b'.repeat(64)} | 5.5 | Apache-2.0 |`)
    expect(card).toContain('Both together have 11.0 MB; 24 are allowed.')
  })

  it('promises in one sentence what is true of either network, and not cut short', () => {
    const promise = promiseOf(card)
    expect(promise).toMatch(
      /^Two networks that give hints and decide nothing: looks marks .* tells tells .*\.$/,
    )
    expect(promise).not.toContain('SHA')
  })

  it('says that nothing is found without whole units', () => {
    expect(card).toMatch(/`npm run inspect` needs `--whole`/)
  })

  it('says of each target whether it is reached, and which are not', () => {
    expect(lineOf('high')).toMatch(/\| ≥ 0\.8 \| ≥ 0\.95 \| aim \|$/)
    expect(lineOf('middle')).toMatch(/\| reach \|$/)
    expect(lineOf('low')).toMatch(/\| \*\*short\*\* \|$/)
    expect(lineOf('near')).toMatch(/~~0\.960~~.*\| struck out \|$/)
    expect(card).toContain(
      'Of 4 figures with a target 1 reach their aim and 1 what was to be reached. **Short of it**: toys low. **Struck out, whatever the value**: toys near.',
    )
  })

  it('shows every control and its lead, or why there is none', () => {
    expect(lineOf('high')).toContain('| 0.500 (0.500 to 0.500) | 0.460 (0.460 to 0.460) |')
    expect(lineOf('alone')).toContain('| not measured on it: no strip lies there |')
  })

  it('has as many cells in every line of its table', () => {
    const missing: Row = { ...row, set: 'gone', figures: [], notMeasured: 'no such pack' }
    const lines = cardOf(report([row, missing]), { training: {} }).split('\n')
    const table = lines.slice(lines.findIndex((line) => line.startsWith('| set |')))
    const cells = table.slice(0, table.indexOf('')).map((line) => line.split('|').length)
    expect(new Set(cells)).toEqual(new Set([12]))
    expect(cells.length).toBe(2 + row.figures.length + 1)
  })

  it('tells the calibration error of a head and of each kind of it, with n and interval', () => {
    const answer = (group: string, right: boolean) => ({ group, right, sure: 0.75 })
    const all = [answer('a', true), answer('b', false), answer('b', true), answer('c', true)]
    const reliability = reliabilitiesOf(
      [
        {
          ...{ title: 'Grades', file: 'r.svg', all },
          kinds: [['shoes', all.slice(0, 2)] as const, ['none', []] as const],
        },
        { title: 'Silent', file: 's.svg', all: [] },
      ],
      { draws: 200, seed: 1 },
    )
    const text = cardOf(report([{ ...row, reliability }]), { training: {} })
    expect(text).toContain('![Grades](r.svg)')
    expect(text).toMatch(/\| Grades \| 0\.000 \(0\.\d{3} to 0\.\d{3}\) \| 4 \(3\) \|/)
    expect(text).toMatch(/\| Grades: shoes \| 0\.250 \(0\.250 to 0\.750\) \| 2 \(2\) \|/)
    expect(text).not.toContain('Grades: none')
    expect(text).not.toContain('Silent')
  })
})

describe('written into a folder', () => {
  it('shows the contact sheet of the forge where it lies there, and what the trainer wrote', () => {
    const facts = join(folder, 'facts.json')
    writeFileSync(facts, '{"steps": 7}')
    writeCard(report([row]), join(folder, 'bare'), facts)
    const bare = readFileSync(join(folder, 'bare/MODEL_CARD.md'), 'utf8')
    expect(bare).toContain('| steps | 7 |')
    expect(bare).not.toContain('forge.jpg')
    writeFileSync(join(folder, 'forge.jpg'), 'picture')
    writeCard(report([row]), folder, facts)
    expect(readFileSync(join(folder, 'MODEL_CARD.md'), 'utf8')).toMatch(/!\[[^\]]+\]\(forge\.jpg\)/)
  })

  it('refuses facts of the training that are none', () => {
    const facts = join(folder, 'wrong.json')
    writeFileSync(facts, '[1]')
    expect(() => writeCard(report([row]), join(folder, 'wrong'), facts)).toThrow(/wrong\.json must be/)
    expect(existsSync(join(folder, 'wrong/MODEL_CARD.md'))).toBe(false)
  })

  it('finds what the trainer wrote of the weights that ship', () => {
    const facts = join(import.meta.dirname, '../../../models/training/starts/training.json')
    writeCard(report([row]), join(folder, 'shipped'), facts)
    expect(readFileSync(join(folder, 'shipped/MODEL_CARD.md'), 'utf8')).toContain(
      '| photographs trained on |',
    )
  })
})

describe('a figure', () => {
  const rows = ['a', 'b', 'c'].map((group, at) => ({ group, value: at }))
  const measure = (some: typeof rows) => some.reduce((sum, { value }) => sum + value, 0) / some.length
  const drawing = { draws: 50, seed: 3 }

  it('has the same interval with a control as without', () => {
    const control = rows.map((one) => ({ ...one, value: one.value - 1 }))
    const beside = figureOf('x', rows, { measure, control, drawing })
    expect(beside.measured).toEqual(figureOf('x', rows, { measure, drawing }).measured)
    expect(beside.lead).toEqual(interval(1))
  })

  it('whose control saw nothing says so', () => {
    const alone = figureOf('x', rows, { measure, control: [], drawing })
    expect(alone.control).toBeUndefined()
    expect(alone.noControl).toBe('the strips showed nothing to tell it by')
  })
})
