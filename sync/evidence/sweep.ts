import { join } from 'node:path'
import type { Disk } from './disk.ts'
import { fans, isSha256, partsName } from './layout.ts'

/** Which files may go. */
export interface Sweep {
  readonly folder: string
  readonly disk: Disk
  /** Whether this file is to stay, whatever its age. */
  stays(name: string): boolean
  /** Milliseconds since the epoch: what was written later stays. */
  readonly before: number
}

/** Removes photographs that nothing names and leftovers of cut writes; files of other names are not ours and stay. */
export async function sweepFolders({ folder, disk, stays, before }: Sweep): Promise<number> {
  let gone = 0
  for (const name of [...fans, partsName]) {
    const inside = join(folder, name)
    for (const file of await disk.list(inside)) {
      const ours = name === partsName ? isSha256(file.slice(0, 64)) : isSha256(file)
      if (!ours || stays(file)) continue
      const writtenAt = await disk.writtenAt(join(inside, file))
      if (writtenAt === undefined || writtenAt >= before) continue
      // Asked again, as the last thing before: it may have been kept anew meanwhile.
      if (stays(file)) continue
      disk.remove(join(inside, file))
      gone += 1
    }
  }
  return gone
}
