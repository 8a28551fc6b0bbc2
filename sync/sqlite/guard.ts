import type { DatabaseFile } from './database.ts'
import { sqliteFault } from './faults.ts'

/** The same methods, but what SQLite throws in them comes out as a Fault that names the file; `saw` hears of it first. */
export function guard<T extends object>(methods: T, where: DatabaseFile, saw = (_fault: unknown) => {}): T {
  const guarded = Object.entries(methods).map(([name, method]) => [
    name,
    (...given: unknown[]) => {
      try {
        return method(...given)
      } catch (thrown) {
        const fault = sqliteFault(thrown, where)
        saw(fault)
        throw fault
      }
    },
  ])
  return Object.fromEntries(guarded) as T
}
