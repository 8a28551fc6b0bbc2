import { join } from 'node:path'
import { fileFault } from '../../main/kernel/file-fault.ts'
import type { StepHook } from '../../main/kernel/steps.ts'
import type { Disk } from './disk.ts'
import { partsName, placeOf, sha256Of } from './layout.ts'

/** What writing evidence works with. */
export interface EvidenceMeans {
  readonly folder: string
  readonly disk: Disk
  readonly hook: StepHook
}

/** Puts bytes under their hash. */
export type Keep = (sha256: string, bytes: Uint8Array) => Promise<void>

/** Makes what writes evidence so that a power cut at any moment leaves the whole file or none. */
export function keeper({ folder: root, disk, hook }: EvidenceMeans): Keep {
  let count = 0
  const write = async (bytes: Uint8Array, part: string, final: string) => {
    hook('evidence:write')
    await disk.write(part, bytes)
    hook('evidence:fsync')
    await disk.sync(part)
    hook('evidence:rename')
    await disk.rename(part, final)
  }
  return async (sha256, bytes) => {
    const { folder, path } = placeOf(root, sha256)
    count += 1
    const part = join(root, partsName, `${sha256}.${process.pid}-${count}`)
    try {
      if (!(await intact(disk, path, sha256))) await write(bytes, part, path)
      // Also for a file that is there already: whoever wrote it may not have come to this line.
      hook('evidence:fsync-folder')
      await disk.syncFolder(folder)
    } catch (thrown) {
      tidy(disk, part)
      throw fileFault(thrown, path)
    }
  }
}

/** What cannot be removed now goes in a sweep; the fault that led here is the one to tell. */
function tidy(disk: Disk, part: string): void {
  try {
    disk.remove(part)
  } catch {}
}

/** Whether the same bytes are there; a file that no longer matches its name is written anew. */
async function intact(disk: Disk, path: string, sha256: string): Promise<boolean> {
  const there = await disk.read(path)
  return there !== undefined && sha256Of(there) === sha256
}
