import { constants, setPriority } from 'node:os'

/**
 * Lets a process have a core only when nobody else wants it. To be called before it has made its threads: they inherit it. A
 * system that does not allow it runs it as any other.
 */
export function yieldCores(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_LOW)
  } catch {
    // the process is gone already, which 'exit' tells
  }
}
