import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { z } from 'zod'
import { takePlace, writeNew } from '../../models/registry/durable.ts'
import { fileFault } from '../kernel/file-fault.ts'

const trialSchema = z.strictObject({
  format: z.literal('regrade-trial/1'),
  /** SHA-256 of the configuration on trial, as it is on the disk. */
  saved: z.string(),
  /** The copy of the configuration before; null where the station ran with none. */
  before: z.string().nullable(),
  /** Starts with it so far, none of which has lived long enough. */
  starts: z.int().min(0),
  /** Why it is not used any more. */
  why: z.string().exactOptional(),
  /** The audit trail has it. */
  told: z.boolean().exactOptional(),
})

/** A configuration that was saved and has not yet shown that the station runs with it. */
export type Trial = z.infer<typeof trialSchema>

/** The hash by which configurations are told apart; that of no file is its own. */
export function hashOf(text: string | undefined): string {
  return createHash('sha256')
    .update(text ?? '')
    .digest('hex')
}

/** The configuration on trial; undefined where there is none, or its note cannot be read. */
export function readTrial(file: string): Trial | undefined {
  try {
    return trialSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return undefined
  }
}

export function keepTrial(file: string, trial: Trial): void {
  replaceFile(file, `${JSON.stringify(trial, undefined, 2)}\n`)
}

/** The configuration with this hash has proved itself, or is gone; one saved since stays on trial. */
export function endTrial(file: string, saved: string): void {
  if (readTrial(file)?.saved === saved) rmSync(file, { force: true })
}

/** Puts a text in the place of a file, or of the file a link leads to, durably: a power cut leaves the old one or the new one. Faults name the file. */
export function replaceFile(named: string, text: string): void {
  const file = existsSync(named) ? realpathSync(named) : named
  const fresh = `${file}.${randomBytes(4).toString('hex')}.new`
  try {
    writeNew(fresh, text)
    takePlace(fresh, file)
  } catch (thrown) {
    rmSync(fresh, { force: true })
    throw fileFault(thrown, file)
  }
}
