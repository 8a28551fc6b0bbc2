import type { Database } from './database.ts'

/**
 * Runs work as one transaction: all of it is durable when the call returns, or none of it happened and the call throws.
 * Work that returns a promise is a type error, and a throw with nothing kept: it would go on after the commit.
 */
export type Transact = <T>(work: (() => T) & Finished<T>) => T

/** Nothing for a value, never for a promise of one. */
type Finished<T> = [T] extends [never] ? unknown : T extends PromiseLike<unknown> ? never : unknown

/** Called before a transaction begins and before it commits; what they throw undoes it. */
export interface TransactionHooks {
  begin(): void
  commit(): void
}

const unhooked: TransactionHooks = { begin() {}, commit() {} }

/** Makes the database's transaction runner; the write lock is taken at the start, so a commit cannot fail for it. */
export function transactions(db: Database, hooks = unhooked): Transact {
  const run = db.transaction((work: () => unknown) => {
    const result = work()
    hooks.commit()
    return result
  })
  return <T>(work: () => T) => {
    hooks.begin()
    return run.immediate(work) as T
  }
}
