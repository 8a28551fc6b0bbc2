import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Fault } from '../../main/kernel/fault.ts'
import { cardOf, type TrainingFacts } from './card.ts'
import type { Report } from './report.ts'

const factsShape = z.record(z.string(), z.union([z.string(), z.number()]))
/** The contact sheet of the forge, which models/training writes beside the weights. */
const forge = 'forge.jpg'

/** Writes MODEL_CARD.md and its diagrams into a folder; `facts` is the trainer's JSON, left out where there is none. */
export function writeCard(report: Report, folder: string, facts: string): void {
  const shown = existsSync(join(folder, forge)) ? { forge } : {}
  const text = cardOf(report, { training: trainingFacts(facts), ...shown })
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'MODEL_CARD.md'), text)
  for (const { file, svg } of report.rows.flatMap((row) => row.reliability ?? []))
    writeFileSync(join(folder, file), svg)
  for (const { sheet } of report.rows)
    if (sheet) writeFileSync(join(folder, sheet.file), Buffer.from(sheet.jpeg, 'base64'))
}

function trainingFacts(file: string): TrainingFacts {
  if (!existsSync(file)) return {}
  try {
    return factsShape.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (cause) {
    throw new Fault(
      'BAD_INPUT',
      `${file} must be a JSON object of words and numbers by name; write it again`,
      cause,
    )
  }
}
