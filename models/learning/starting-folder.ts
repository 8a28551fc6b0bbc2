import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The head that ships, in the folder `heads` beside the packs: what a station has before it has learnt. */
export const startingHead = 'dock-grade'

/** The folder of the head that ships beside a pack's manifest; empty where none does. */
export function startingFolder(manifestFile: string): string {
  const folder = join(dirname(manifestFile), 'heads')
  return existsSync(join(folder, `${startingHead}.manifest.json`)) ? folder : ''
}
