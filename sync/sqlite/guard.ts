import type { DatabaseFile } from './database.ts'
import { sqliteFault } from './faults.ts'

/** The same methods, but what SQLite throws in them comes out as a Fault that names the file. */
export function guard<T extends object>(methods: T, where: DatabaseFile): T {
  const entries = Object.entries(methods).map(([name, method]) => [name, guarded(method, where)])
  return Object.fromEntries(entries) as T
}

function guarded(method: (...given: unknown[]) => unknown, where: DatabaseFile) {
  return (...given: unknown[]) => {
    try {
      return method(...given)
    } catch (thrown) {
      throw sqliteFault(thrown, where)
    }
  }
}
