import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { keptIn } from '../../evaluate/kept.ts'
import type { Row } from '../../evaluate/report.ts'

const folder = mkdtempSync(join(tmpdir(), 'regrade-kept-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const head = { model: 'dock@1.0.0', sha256: 'ab', quick: false }
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

it('rows of other weights, or of a quicker run, are measured anew', () => {
  const file = join(folder, 'other.json')
  keptIn(file, head).add(row)
  expect(keptIn(file, { ...head, sha256: 'cd' }).find('toy')).toBeUndefined()
  expect(keptIn(file, { ...head, quick: true }).find('toy')).toBeUndefined()
})

it('a row that was not measured is tried again, and a file that is no report is named', () => {
  const file = join(folder, 'missing.json')
  keptIn(file, head).add({ ...row, figures: [], notMeasured: 'no such pack' })
  expect(keptIn(file, head).find('toy')).toBeUndefined()
  writeFileSync(file, 'no report')
  expect(() => keptIn(file, head)).toThrow(/missing\.json is no report/)
})
