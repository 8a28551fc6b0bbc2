import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type LearningReport, silences } from '../../main/kernel/learning-report.ts'

const measured = z.object({ value: z.number(), low: z.number(), high: z.number() })
const count = z.int().min(0)
const toldShape = z.object({
  name: z.string(),
  at: z.number(),
  pack: z.string(),
  layout: z.string(),
  report: z.object({
    decisions: count,
    sessions: count,
    perGrade: z.array(count),
    kappa: measured.exactOptional(),
    accuracy: measured.exactOptional(),
    commonest: z.number().exactOptional(),
    calibration: z.number().exactOptional(),
    confusion: z.array(z.array(count)).exactOptional(),
    reliability: z.array(z.object({ sure: z.number(), right: z.number(), count })).exactOptional(),
    promise: z
      .object({
        accuracy: z.number(),
        confidence: z.number(),
        threshold: z.number(),
        coverage: z.number(),
        spoken: count,
        right: count,
        atLeast: z.number(),
      })
      .exactOptional(),
    silent: z.array(z.object({ why: z.enum(silences), found: z.number(), needed: z.number() })),
  }),
})

/** A head with what its cross-validation found, as it was written beside it. */
export interface ToldHead {
  readonly name: string
  /** When it was learnt, ms since 1970. */
  readonly at: number
  readonly pack: string
  readonly layout: string
  readonly report: LearningReport
}

/** How a head's report is named in its folder. */
export function reportFile(name: string): string {
  return `${name}.report.json`
}

/** Every head of the folder whose report can be read, the newest first. */
export function toldHeads(folder: string): readonly ToldHead[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((file) => file.endsWith(reportFile('')))
    .flatMap((file) => toldIn(join(folder, file)))
    .sort((a, b) => b.at - a.at || (a.name < b.name ? 1 : -1))
}

function toldIn(file: string): ToldHead[] {
  try {
    return [toldShape.parse(JSON.parse(readFileSync(file, 'utf8')))]
  } catch {
    // the head itself says when it is damaged; its report is only for people
    return []
  }
}
