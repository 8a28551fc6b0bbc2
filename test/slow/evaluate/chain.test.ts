import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { create } from 'tar'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { measured } from '../../evaluate/measured.ts'
import { asTable, type Report, struckOut } from '../../evaluate/report.ts'
import { readWish } from '../../evaluate/wish.ts'
import { writeCard } from '../../evaluate/write-card.ts'
import { blue, drawn, red } from '../../rigs/eyes/drawn-frames.ts'

const folder = mkdtempSync(join(tmpdir(), 'regrade-evaluate-'))
const packs = join(folder, 'packs')
const silent = () => undefined
const size = { width: 160, height: 120 }

/** Writes a pack of drawn pictures as a tar: what the readers of real packs expect. */
async function writePack(name: string, manifest: string, files: Readonly<Record<string, Buffer>>) {
  const from = join(folder, name)
  const all = { ...files, 'manifest.csv': Buffer.from(manifest) }
  for (const [file, bytes] of Object.entries(all)) {
    mkdirSync(dirname(join(from, file)), { recursive: true })
    writeFileSync(join(from, file), bytes)
  }
  mkdirSync(join(packs, 'eval'), { recursive: true })
  await create({ file: join(packs, 'eval', `${name}.tar`), cwd: from }, Object.keys(all))
}

/** Whole items, and ones with a red spot on them. */
async function writeToy() {
  const files: Record<string, Buffer> = {}
  for (let k = 0; k < 9; k++) {
    const spots = k < 6 ? [] : [{ x: 0.4, y: 0.4, width: 0.15, height: 0.2, colour: red }]
    files[`${k}.jpg`] = await drawn({ ...size, seed: k + 1, spots })
      .jpeg({ quality: 95 })
      .toBuffer()
  }
  const lines = Object.keys(files).map((file, k) => `${file},${k < 6 ? 0 : 1}`)
  await writePack('toy_missing_parts', ['file,defect', ...lines].join('\n'), files)
}

/** Two products that differ in colour alone. */
async function writeJuice() {
  const files: Record<string, Buffer> = {}
  const lines: string[] = []
  for (const [sku, colour] of [
    ['red', red],
    ['blue', blue],
  ] as const)
    for (let k = 0; k < 8; k++) {
      const spots = [{ x: 0.3, y: 0.25, width: 0.4, height: 0.5, colour }]
      files[`${sku}/${k}.jpg`] = await drawn({ ...size, seed: k + 20, spots })
        .jpeg()
        .toBuffer()
      lines.push(`${sku}/${k}.jpg,${sku},${k < 5 ? 'train' : 'test'},photo`)
    }
  await writePack('grocery_juice', ['file,sku,split,kind', ...lines].join('\n'), files)
}

/** One board with a fault and its template. */
async function writePairs() {
  const board = { width: 256, height: 256, item: false }
  const fault = { x: 0.5, y: 0.5, width: 0.125, height: 0.125, colour: red }
  const files = {
    'a_test.jpg': await drawn({ ...board, spots: [fault] })
      .jpeg({ quality: 95 })
      .toBuffer(),
    'a_temp.jpg': await drawn({ ...board, seed: 2 })
      .jpeg({ quality: 95 })
      .toBuffer(),
    'a.txt': Buffer.from('128 128 160 160 1\n'),
  }
  await writePack('aligned_pairs', 'file,pair,kind\na_test.jpg,a,test\na_temp.jpg,a,template\n', files)
}

/** Things of one colour, four whole units of each, and an item with and one without a hole: what models/training/items.py writes. */
async function writeItems(): Promise<string> {
  const from = join(folder, 'items')
  mkdirSync(from)
  const lines = ['file,thing,group,category,item,role,defects']
  for (const [thing, seed] of [
    ['a', 40],
    ['b', 60],
  ] as const)
    for (let k = 0; k < 6; k++) {
      const spots = k < 5 ? [] : [{ x: 0.4, y: 0.4, width: 0.15, height: 0.2, colour: red }]
      const picture = drawn({ ...size, seed: seed + k, spots }).jpeg({ quality: 95 })
      writeFileSync(join(from, `${thing}${k}.jpg`), await picture.toBuffer())
      const defects = k < 5 ? '[]' : '"[[""penetration"", ""major"", 9]]"'
      lines.push(
        `${thing}${k}.jpg,${thing},group ${thing},apparel,${k < 4 ? '' : `${thing}-${k}`},top,${defects}`,
      )
    }
  writeFileSync(join(from, 'manifest.csv'), lines.join('\n'))
  return from
}

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
  await Promise.all([writeToy(), writeJuice(), writePairs()])
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
    const items = await writeItems()
    const { rows } = await measured({ ...wish, items, only: ['graded'] }, (path) => path, silent)
    const [row] = rows
    expect(row?.notMeasured).toBeUndefined()
    expect(row?.notes?.[0]).toContain('True grades: A 2, B 0, C 0, D 0, E 2.')
    const right = row?.figures.find((one) => one.name === 'grade right')
    expect(right).toMatchObject({ n: 4, groups: 2, control: { value: expect.any(Number) } })
    const bare = await measured({ ...wish, items: folder, only: ['graded'] }, (path) => path, silent)
    expect(bare.rows[0]?.notMeasured).toContain('no manifest.csv')
  })

  it('boxes are proposed on boards and counted against the true ones', () => {
    const boxes = figure('aligned_pairs', 'AP50')
    expect(boxes?.n).toBe(1)
    expect(boxes?.control?.value).toBe(0)
  })

  it('a pack that is not there is a row that says so, and no crash', () => {
    expect(report.rows.filter((row) => row.notMeasured).map((row) => row.notMeasured)).toEqual([
      'no such pack: cookies.tar',
      'no manifest.csv in none; make it with: make -C models/training made',
    ])
    expect(asTable(report)).toMatch(/cookies +not measured: no such pack/)
  })

  it('the card has every number with its n and its interval, and says what was not measured', () => {
    writeCard(report, join(folder, 'card'), join(folder, 'no-facts.json'))
    const card = readFileSync(join(folder, 'card/MODEL_CARD.md'), 'utf8')
    expect(card).toContain('# Model card: dock-defects@')
    expect(card).toMatch(/\| AUROC \| 1\.000 \(1\.000 to 1\.000\) \| 9 \(9\) \|/)
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

  it('a tar that is none is said to be unreadable', async () => {
    if (wish === 'help') throw new Error('flags were read as help')
    writeFileSync(join(packs, 'eval/cookies.tar'), 'no tar')
    const { rows } = await measured({ ...wish, only: ['cookies'] }, (path) => path, silent)
    expect(rows[0]?.notMeasured).toContain('cookies')
  })
})
