import { z } from 'zod'

type Issue = z.core.$ZodIssue

/** Where an issue is, for example `thresholds.autoConfidence`; for an unknown key, that key itself. */
export function keyOf(issue: Issue): string {
  const path = issue.path.map(String)
  if (issue.code === 'unrecognized_keys') path.push(issue.keys[0] ?? '')
  return path.join('.') || 'policy'
}

/** What stands there, as JSON, at most 60 characters. */
export function foundAt(issue: Issue, value: unknown): string {
  if (issue.code === 'unrecognized_keys') return 'an unknown key'
  if (issue.code === 'invalid_key') return 'an unknown key'
  let here = value
  for (const step of issue.path) here = (here as Record<PropertyKey, unknown> | null | undefined)?.[step]
  if (here === undefined) return 'nothing'
  const shown = JSON.stringify(here) ?? String(here)
  return shown.length > 60 ? `${shown.slice(0, 59)}…` : shown
}

/** What may stand there, in words. */
export function allowedBy(issue: Issue, schema: z.ZodType): string {
  switch (issue.code) {
    case 'invalid_type':
      return `a value of type ${issue.expected}`
    case 'invalid_value':
      return `one of ${issue.values.map(String).join(', ')}`
    case 'too_small':
      return `at least ${issue.minimum}${unit(issue.origin)}`
    case 'too_big':
      return `at most ${issue.maximum}${unit(issue.origin)}`
    case 'unrecognized_keys':
      return `only ${keysAt(schema, issue.path).join(', ')}`
    case 'invalid_format':
      return issue.message
    case 'invalid_key':
      return issue.issues[0]?.message ?? issue.message
    default:
      return issue.message.toLowerCase()
  }
}

function unit(origin: string): string {
  return origin === 'string' ? ' characters' : origin === 'array' ? ' entries' : ''
}

/** The keys an object at a path may have; none where any key is fine. */
function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] {
  let here: unknown = schema
  for (const step of path) here = below(here, step)
  while (here instanceof z.ZodNullable || here instanceof z.ZodExactOptional) here = here.unwrap()
  if (here instanceof z.ZodRecord && here.keyType instanceof z.ZodEnum)
    return here.keyType.options.map(String)
  return here instanceof z.ZodObject ? Object.keys(here.shape) : ['known keys']
}

function below(schema: unknown, step: PropertyKey): unknown {
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodExactOptional)
    return below(schema.unwrap(), step)
  if (schema instanceof z.ZodObject) return schema.shape[String(step)]
  if (schema instanceof z.ZodArray) return schema.element
  return schema instanceof z.ZodRecord ? schema.valueType : undefined
}
