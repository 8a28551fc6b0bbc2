import { execFileSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** A disk in this machine's memory, so small that a test can fill it. */
export interface SmallDisk {
  readonly path: string
  /** Leaves no room on it. */
  fill(): void
  /** Takes away what filled it. */
  empty(): void
  close(): void
}

/** Mounts it there, empty. */
export function openSmallDisk(path: string): SmallDisk {
  mkdirSync(path)
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=96m', 'disk', path])
  const filler = join(path, 'filler')
  return {
    path,
    fill() {
      const file = openSync(filler, 'w')
      for (let size = 1 << 20; size >= 1; size = size === 1 ? 0 : size >> 4) while (takes(file, size));
      closeSync(file)
    },
    empty: () => rmSync(filler),
    close: () => void execFileSync('umount', ['--lazy', path]),
  }
}

/** Whether so many bytes more had room. */
function takes(file: number, size: number): boolean {
  try {
    return writeSync(file, Buffer.alloc(size)) === size
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOSPC') return false
    throw thrown
  }
}
