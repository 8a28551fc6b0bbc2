import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

/** A folder for one measurement, on the disk the project is on: in a temporary folder in memory, fsync costs nothing. */
export async function inBenchFolder<T>(work: (folder: string) => Promise<T> | T): Promise<T> {
  const home = join(root, '.cache')
  mkdirSync(home, { recursive: true })
  const folder = mkdtempSync(join(home, 'bench-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
