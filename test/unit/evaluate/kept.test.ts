import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { keptIn } from '../../evaluate/kept.ts'
import type { Row } from '../../evaluate/report.ts'

const folder = mkdtempSync(join(tmpdir(), 'regrade-kept-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const pack = (model: string, sha256: string) => ({ model, sha256, licence: 'MIT', bytes: 1 })
const [comparing, telling] = [pack('dock@1.0.0', 'ab'), pack('teller@1.0.0', 'cd')]
const head = { packs: { comparing, telling }, quick: false }
const row: Row = {
  ...{ row: 'toy', set: 'toy', protocol: 'p', by: 'b' },
  figures: [{ name: 'AUROC', measured: { value: 0.9, low: Number.NaN, high: Number.NaN }, n: 2, groups: 1 }],
}

it('a row measured before is taken as it was, what could not be measured included', () => {
  const file = join(folder, 'rows.json')
  keptIn(file, head).add(row)
  expect(keptIn(file, head).find('toy')).toEqual(row)
  expect(keptIn(file, head).find('paper')).toBeUndefined()
})

it('rows of other weights, of either network, or of a quicker run, are measured anew', () => {
  const file = join(folder, 'other.json')
  keptIn(file, head).add(row)
  const found = (packs: typeof head.packs, quick = false) => keptIn(file, { packs, quick }).find('toy')
  expect(found(head.packs)).toEqual(row)
  expect(found({ comparing: pack('dock@1.0.0', 'ef'), telling })).toBeUndefined()
  expect(found({ comparing, telling: pack('teller@1.0.0', 'ef') })).toBeUndefined()
  expect(found({ comparing, telling: pack('teller@1.0.1', 'cd') })).toBeUndefined()
  expect(found(head.packs, true)).toBeUndefined()
})

it('a file of rows that names no packs is measured anew', () => {
  const file = join(folder, 'old.json')
  writeFileSync(file, JSON.stringify({ model: 'dock@1.0.0', sha256: 'ab', quick: false, rows: [row] }))
  expect(keptIn(file, head).find('toy')).toBeUndefined()
})

it('a row that was not measured is tried again, and a file that is no report is named', () => {
  const file = join(folder, 'missing.json')
  keptIn(file, head).add({ ...row, figures: [], notMeasured: 'no such pack' })
  expect(keptIn(file, head).find('toy')).toBeUndefined()
  writeFileSync(file, 'no report')
  expect(() => keptIn(file, head)).toThrow(/missing\.json is no report/)
})
