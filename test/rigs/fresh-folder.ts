import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A folder of the running test's own, removed with everything in it when the test is over. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'regrade-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
