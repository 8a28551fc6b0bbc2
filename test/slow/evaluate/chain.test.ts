import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { measured } from '../../evaluate/measured.ts'
import { asTable, type Report, struckOut } from '../../evaluate/report.ts'
import { readWish } from '../../evaluate/wish.ts'
import { writeCard } from '../../evaluate/write-card.ts'
import { writeItems, writeJuice, writeMade, writePairs, writeToy } from '../../rigs/evaluate-packs.ts'

const folder = mkdtempSync(join(tmpdir(), 'regrade-evaluate-'))
const packs = join(folder, 'packs')
const silent = () => undefined

let report: Report
const wish = readWish([
  '--packs',
  packs,
  '--weights',
  'models/weights',
  '--made',
  join(folder, 'none'),
  '--quick',
])

beforeAll(async () => {
  await Promise.all([writeToy(folder), writeJuice(folder), writePairs(folder)])
  if (wish === 'help') throw new Error('flags were read as help')
  report = await measured(
    { ...wish, only: ['toy', 'cookies', 'pairs', 'made', 'juice'] },
    (path) => path,
    silent,
  )
}, 120_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const figure = (set: string, name: string) =>
  report.rows.find((row) => row.set === set)?.figures.find((one) => one.name === name)

describe('evaluate on packs drawn by code', () => {
  it('a spot on a drawn item is told by comparing with whole ones, and the border tells nothing', () => {
    const auroc = figure('toy_missing_parts', 'AUROC')
    expect(auroc?.measured.value).toBe(1)
    expect(auroc?.control?.value).toBeLessThan(1)
    expect(auroc && struckOut(auroc)).toBe(false)
  })

  it('products of different colours are told apart', () => {
    expect(figure('grocery_juice', 'top-1')?.measured.value).toBe(1)
    expect(figure('grocery_juice', 'top-1')?.groups).toBe(2)
  })

  it('[LE16] items with made damage are graded by the head that ships, against the rubric on the true damage', async () => {
    if (wish === 'help') throw new Error('flags were read as help')
    const items = await writeItems(folder)
    const { rows } = await measured({ ...wish, items, only: ['graded'] }, (path) => path, silent)
    const [row] = rows
    expect(row?.notMeasured).toBeUndefined()
    expect(row?.notes?.[0]).toContain('True grades: A 2, B 0, C 0, D 0, E 2.')
    const right = row?.figures.find((one) => one.name === 'grade right')
    expect(right).toMatchObject({ n: 4, groups: 2, control: { value: expect.any(Number) } })
    const bare = await measured({ ...wish, items: folder, only: ['graded'] }, (path) => path, silent)
    expect(bare.rows[0]?.notMeasured).toContain('no manifest.csv')
  })

  it('made damage is told beside its border, and every head with its calibration error', async () => {
    if (wish === 'help') throw new Error('flags were read as help')
    const made = await writeMade(folder)
    const { rows } = await measured({ ...wish, made, only: ['made'] }, (path) => path, silent)
    const [row] = rows
    const named = (name: string) => row?.figures.find((one) => one.name.startsWith(name))
    expect(named('image AUROC')).toMatchObject({ n: 8, groups: 4, measured: { value: 1 } })
    expect(named('pixel AP')?.control?.value).toBeLessThan(named('pixel AP')?.measured.value ?? 0)
    expect(named('severity')?.control?.value).toBeLessThan(1)
    const { silent: unheard } = JSON.parse(readFileSync('models/weights/dock-defects.manifest.json', 'utf8'))
      .outputs.defects as { readonly silent: readonly string[] }
    expect(
      row?.notes?.join(' ').includes(`The manifest silences ${unheard.join(', ')}: such damage (0 of`),
    ).toBe(unheard.length > 0)
    const [severity, clothing, glass, ...others] = row?.reliability ?? []
    expect([severity, clothing, glass].map((one) => one?.error.n)).toEqual([8, 4, 4])
    expect(severity?.error).toMatchObject({ groups: 4, measured: { low: expect.any(Number) } })
    const difference = others.find(({ file }) => file === 'reliability-difference.svg')
    expect(difference?.parts.map(({ name, n }) => [name, n])).toEqual([
      ['clothing', 4],
      ['glass', 4],
    ])
  })

  it('boxes are proposed on boards and counted against the true ones', () => {
    const boxes = figure('aligned_pairs', 'AP50')
    expect(boxes?.n).toBe(1)
    expect(boxes?.control?.value).toBe(0)
  })

  it('what is missing is said before anything is measured, with the rows that want it and what to do', async () => {
    if (wish === 'help') throw new Error('flags were read as help')
    const lines: string[] = []
    const none = { ...wish, packs: folder, items: join(folder, 'none') }
    await measured(
      { ...none, only: ['toy', 'made', 'graded', 'labels'] },
      (path) => path,
      (line) => lines.push(line),
    )
    expect(lines.slice(0, 4)).toEqual([
      'toy_missing_parts, confirmed labels: will not be measured: no such pack: toy_missing_parts.tar; name the folder that holds eval/toy_missing_parts.tar with --packs',
      'made defects, graded made items: will not be measured: no manifest.csv in none; make it with: make -C models/training made',
      'confirmed labels: will not be measured: no such pack: paper_surfaces.tar; name the folder that holds eval/paper_surfaces.tar with --packs',
      'The other 0 of 4 rows are measured now.',
    ])
  })

  it('every figure has a control and its lead over it, or says why there is none', () => {
    const figures = report.rows.flatMap((row) => row.figures)
    expect(figures.length).toBeGreaterThan(6)
    const bare = figures.filter(({ control, lead, noControl }) => !(control && lead) && !noControl)
    expect(bare.map(({ name }) => name)).toEqual([])
  })

  it('a pack that is not there is a row that says so, and no crash', () => {
    expect(report.rows.filter((row) => row.notMeasured).map((row) => row.notMeasured)).toEqual([
      'no such pack: cookies.tar; name the folder that holds eval/cookies.tar with --packs',
      'no manifest.csv in none; make it with: make -C models/training made',
    ])
    expect(asTable(report)).toMatch(/cookies +not measured: no such pack/)
  })

  it('the card has every number with its n and its interval, and says what was not measured', () => {
    writeCard(report, join(folder, 'card'), join(folder, 'no-facts.json'))
    const card = readFileSync(join(folder, 'card/MODEL_CARD.md'), 'utf8')
    expect(card).toContain('# Model card: dock-defects@')
    expect(card).toMatch(/\| AUROC \| 1\.000 \(1\.000 to 1\.000\) \| 24 \(24\) \| \d\.\d{3} \(\d/)
    expect(card).toContain('Not measured in this run: cookies, made defects.')
    expect(card).toContain('CC BY 4.0')
  })
})

describe('evaluate, refused', () => {
  it('an unknown row names the allowed ones', () => {
    expect(() => readWish(['--only', 'toys'])).toThrow(/found "toys"; allowed: toy, paper/)
  })

  it('a figure that its control reaches is struck out; less is better where it says so', () => {
    const interval = (value: number) => ({ value, low: value, high: value })
    const base = { name: 'AUROC', n: 9, groups: 9, measured: interval(0.95), control: interval(0.977) }
    expect(struckOut(base)).toBe(true)
    expect(struckOut({ ...base, falling: true })).toBe(false)
    expect(struckOut({ ...base, control: interval(0.5) })).toBe(false)
  })

  it('a figure whose lead may be none is struck out too; of alarms the control strikes nothing', () => {
    const interval = (value: number, low = value, high = value) => ({ value, low, high })
    const base = { name: 'AUROC', n: 9, groups: 9, measured: interval(0.951), control: interval(0.934) }
    expect(struckOut({ ...base, lead: interval(0.017, -0.02, 0.06) })).toBe(true)
    expect(struckOut({ ...base, lead: interval(0.017, 0.001, 0.06) })).toBe(false)
    const alarms = { ...base, measured: interval(0.1), control: interval(0.3), falling: true } as const
    expect(struckOut({ ...alarms, lead: interval(-0.2, -0.4, 0.01) })).toBe(true)
    expect(struckOut({ ...alarms, lead: interval(-0.2, -0.4, -0.1) })).toBe(false)
    expect(struckOut({ ...alarms, control: interval(0), quiet: true })).toBe(false)
  })

  it('a tar that is none is said to be unreadable', async () => {
    if (wish === 'help') throw new Error('flags were read as help')
    writeFileSync(join(packs, 'eval/cookies.tar'), 'no tar')
    const { rows } = await measured({ ...wish, only: ['cookies'] }, (path) => path, silent)
    expect(rows[0]?.notMeasured).toContain('cookies')
  })
})
