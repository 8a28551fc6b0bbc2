import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** Where a child's lines are kept. */
export interface RotatingLog {
  readonly file: string
  write(line: string): void
}

/**
 * A log in `file`, moved to `file`.1 (and that to .2, and so on up to `keep`) when it reaches `maxBytes`.
 * A log that cannot be written is not written: the disk may be full, and the lane must say so itself.
 */
export function rotatingLog(file: string, maxBytes = 5_000_000, keep = 3): RotatingLog {
  mkdirSync(dirname(file), { recursive: true })
  let size = sizeOf(file)
  return {
    file,
    write(line) {
      const text = `${line}\n`
      const bytes = Buffer.byteLength(text)
      try {
        if (size > 0 && size + bytes > maxBytes) {
          rotate(file, keep)
          size = 0
        }
        appendFileSync(file, text)
        size += bytes
      } catch {
        size = sizeOf(file)
      }
    },
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}

function rotate(file: string, keep: number): void {
  for (let age = keep - 1; age >= 0; age--) {
    const from = age === 0 ? file : `${file}.${age}`
    if (statSync(from, { throwIfNoEntry: false })) renameSync(from, `${file}.${age + 1}`)
  }
}
