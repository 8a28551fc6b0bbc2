import { z } from 'zod'

/** The first of zod's issues as half a sentence that names the key, what was found and what is allowed. */
export function firstProblem(issues: readonly z.core.$ZodIssue[], shape: z.ZodType): string {
  const issue = issues[0]
  if (!issue) return 'something in it is wrong'
  const key = issue.path.map(String).join('.')
  if (issue.code === 'unrecognized_keys') {
    const named = [...issue.path, issue.keys[0] ?? ''].map(String).join('.')
    return `${named} is not a known key; allowed here: ${keysAt(shape, issue.path).join(', ')}`
  }
  if (issue.input === undefined && issue.code !== 'custom') return `${key} is missing`
  return `${key || 'the whole'} is ${shown(issue.input)}: ${issue.message}`
}

/** The keys that may stand at a path of an object schema. */
function keysAt(shape: z.ZodType, path: readonly PropertyKey[]): string[] {
  let at: unknown = shape
  for (const step of path) at = at instanceof z.ZodObject ? at.shape[String(step)] : undefined
  return at instanceof z.ZodObject ? Object.keys(at.shape) : []
}

/** At most 60 characters of a value. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}
