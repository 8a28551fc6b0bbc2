import { resolve } from 'node:path'
import { asFault } from '../../main/kernel/fault.ts'
import { measured } from './measured.ts'
import { asTable } from './report.ts'
import { readWish, usage } from './wish.ts'
import { writeCard } from './write-card.ts'

/** What the trainer wrote of the weights that ship. */
const trainingFacts = resolve(import.meta.dirname, '../../models/training/starts/training.json')

/** Where the person stood: npm runs scripts in the project's folder. */
function pathOf(folder: string): string {
  return resolve(process.env.INIT_CWD ?? process.cwd(), folder)
}

try {
  const wish = readWish(process.argv.slice(2))
  if (wish === 'help') console.log(usage)
  else {
    const report = await measured(wish, pathOf, (line) => process.stderr.write(`${line}\n`))
    console.log(wish.json ? JSON.stringify(report, null, 2) : asTable(report))
    if (wish.card !== undefined) writeCard(report, pathOf(wish.card), trainingFacts)
    const missing = report.rows.filter((row) => row.notMeasured !== undefined)
    if (missing.length > 0) {
      const names = missing.map((row) => row.set).join(', ')
      console.error(
        `${missing.length} of ${report.rows.length} rows were not measured: ${names}; see the table.`,
      )
      process.exitCode = 1
    }
  }
} catch (thrown) {
  const { code, detail } = asFault(thrown)
  console.error(`${code}: ${detail.trim()}`)
  process.exitCode = 2
}
