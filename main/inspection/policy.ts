import type { z } from 'zod'
import { Fault } from '../kernel/fault.ts'
import type { Category } from '../kernel/item.ts'
import defaults from './default-policy.json' with { type: 'json' }
import { type Mistake, mistakesIn } from './policy-checks.ts'
import { allowedBy, foundAt, keyOf } from './policy-issue.ts'
import { type alarms, policySchema } from './policy-schema.ts'

type Fixed<T> = T extends object ? { readonly [K in keyof T]: Fixed<T[K]> } : T

/** The policy in force, checked; see policy-schema.ts for every part. */
export type Policy = Fixed<z.infer<typeof policySchema>>
export type Alarm = (typeof alarms)[number]
/** One hard rule: what it looks at, what it allows or forbids. */
export type HardRule = Policy['rules'][number]
/** How much of each type of finding each grade allows. */
export type Rubric = Policy['rubrics']['other']

/** A policy from parsed JSON; a mistake is Fault POLICY_WRONG naming the key, what was found and what is allowed. */
export function parsePolicy(value: unknown): Policy {
  const parsed = policySchema.safeParse(value)
  const mistakes: readonly Mistake[] = parsed.success
    ? mistakesIn(parsed.data)
    : parsed.error.issues.map((issue) => ({
        key: keyOf(issue),
        found: foundAt(issue, value),
        allowed: allowedBy(issue, policySchema),
      }))
  if (parsed.success && mistakes.length === 0) return parsed.data
  throw new Fault('POLICY_WRONG', sentence(mistakes))
}

/** The policy a station has until it is given its own. */
export const defaultPolicy: Policy = parsePolicy(defaults)

/** Reasons for an override of an item of a category, in the policy's order, with the words for each and for its part. */
export function reasonsFor(
  category: Category,
  { reasonCodes, reasonParts }: Policy,
): readonly PolicyReason[] {
  return reasonCodes
    .filter(({ categories }) => !categories || categories.includes(category))
    .map(({ code, text }) => ({ code, texts: text, part: reasonParts[code.split('.')[0] ?? ''] ?? {} }))
}

/** A reason and the part it is of (what stands before its dot), by language. */
export interface PolicyReason {
  readonly code: string
  readonly texts: Readonly<Record<string, string>>
  readonly part: Readonly<Record<string, string>>
}

function sentence(mistakes: readonly Mistake[]): string {
  const [first = { key: 'policy', found: 'nothing', allowed: 'a policy' }] = mistakes
  const more = mistakes.length > 1 ? ` (and ${mistakes.length - 1} more)` : ''
  return `${first.key}: found ${first.found}, allowed is ${first.allowed}${more}.`
}
