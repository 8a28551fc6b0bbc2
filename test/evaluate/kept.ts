import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { Fault } from '../../main/kernel/fault.ts'
import type { MeasuredPacks, Report, Row } from './report.ts'

/** Rows measured before, each written down as soon as it is: a run that was ended goes on where it was. */
export interface Kept {
  find(row: Row['row']): Row | undefined
  add(row: Row): void
}

type Head = Omit<Report, 'rows'>

/** Rows of a file that were measured on the same weights in the same way; others are measured anew. Without a file nothing is kept. */
export function keptIn(file: string | undefined, head: Head): Kept {
  if (file === undefined) return { find: () => undefined, add: () => undefined }
  let rows = rowsIn(file, head)
  return {
    find: (row) => rows.find((one) => one.row === row && one.notMeasured === undefined),
    add(row) {
      rows = [...rows.filter((one) => one.row !== row.row), row]
      writeFileSync(`${file}.new`, JSON.stringify({ ...head, rows }, null, 1))
      renameSync(`${file}.new`, file)
    },
  }
}

function rowsIn(file: string, head: Head): readonly Row[] {
  if (!existsSync(file)) return []
  try {
    // JSON has no word for a number that could not be measured
    const { rows, ...before } = JSON.parse(readFileSync(file, 'utf8'), (_, value) =>
      value === null ? Number.NaN : value,
    ) as Report
    return sameHead(before, head) && Array.isArray(rows) ? rows : []
  } catch (cause) {
    throw new Fault('BAD_INPUT', `--keep: ${file} is no report of this command; name another file`, cause)
  }
}

/** Both packs are asked for: a row may be of either. */
function sameHead(before: Partial<Head>, head: Head): boolean {
  const same = (which: keyof MeasuredPacks) =>
    before.packs?.[which]?.model === head.packs[which].model &&
    before.packs[which].sha256 === head.packs[which].sha256
  return before.quick === head.quick && same('comparing') && same('telling')
}
