import { z } from 'zod'
import { findingTypes } from '../../../main/kernel/finding.ts'

const severity = z.enum(['minor', 'major'])
const typed = z.strictObject({ type: z.enum(findingTypes), severity })
const saidSeverity = z.strictObject({ severity: z.enum(['none', 'minor', 'major']) })

/** What a class of somebody else's model is to us: `none` is nothing to report. */
export type Meaning = z.infer<typeof anyMeaning>
/** What a finding is reported as. */
export type Typed = z.infer<typeof typed>

const allowed =
  'must be "none", { "type": one of the seven types, "severity": "minor" or "major" }, or { "severity": "none", "minor" or "major" }'
const anyMeaning = z.union([z.literal('none'), typed, saidSeverity], allowed)
const placedMeaning = z.union(
  [z.literal('none'), typed],
  'must be "none" or { "type": one of the seven types, "severity": "minor" or "major" }: what has a place is a finding',
)
export const typedShape = typed

/** Names of classes in the network's order. */
export const classNames = z
  .array(z.string().min(1))
  .min(1)
  .max(2000)
  .refine((names) => new Set(names).size === names.length, 'names a class twice')
/** By class name, for a model that says what a picture is. */
export const meanings = z.record(z.string(), anyMeaning)
/** By class name, for a model that says where something is. */
export const placedMeanings = z.record(z.string(), placedMeaning)

/** Half a sentence naming the first class without a meaning, or the first meaning without a class. */
export function meaningsProblem(
  classes: readonly string[],
  means: Readonly<Record<string, Meaning>>,
): string | undefined {
  const without = classes.find((name) => !Object.hasOwn(means, name))
  if (without !== undefined)
    return `outputs.means has no "${without}"; say what the class is to the station, or "none" to ignore it`
  const strange = Object.keys(means).find((name) => !classes.includes(name))
  return strange === undefined
    ? undefined
    : `outputs.means has "${strange}", which is not among outputs.classes (${classes.slice(0, 8).join(', ')})`
}
