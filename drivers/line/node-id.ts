import { stat } from 'node:fs/promises'

/** What tells a device node from another under the same path; undefined where there is no such file (as with COM3). */
export async function nodeId(path: string): Promise<string | undefined> {
  const found = await stat(path).catch(() => undefined)
  return found && `${found.dev}:${found.ino}:${found.rdev}`
}
