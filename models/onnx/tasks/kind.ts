import type { z } from 'zod'
import type { Input } from '../manifest-input.ts'
import type { Task } from './task.ts'

/** What of a manifest a task is made of. */
export interface Declared<O = unknown> {
  readonly input: Input
  readonly outputs: O
}

/**
 * A kind of network: the keys its manifest has, what no single key of it can get wrong alone, and the task itself. Methods,
 * so that the table of kinds may be asked with any manifest: a manifest's own task says which kind it goes to.
 */
export interface Kind<D extends Declared = Declared> {
  readonly outputs: z.ZodType<D['outputs']>
  /** Keys beside those every manifest has. */
  readonly more: z.ZodRawShape
  /** What it is for: `look` judges items; `tell` only tells products apart, beside a pack that looks. */
  readonly use: 'look' | 'tell'
  problem(declared: D): string | undefined
  task(declared: D): Task
}

/** A kind that looks at views alone and whose manifest has no keys of its own. */
export function plainKind<O>(
  outputs: z.ZodType<O>,
  problem: (input: Input, outputs: O) => string | undefined,
  task: (input: Input, outputs: O) => Task,
): Kind<Declared<O>> {
  return {
    outputs,
    more: {},
    use: 'look',
    problem: (declared) => problem(declared.input, declared.outputs),
    task: (declared) => task(declared.input, declared.outputs),
  }
}
