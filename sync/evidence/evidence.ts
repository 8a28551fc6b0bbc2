import type { Clock } from '../../main/kernel/clock.ts'
import { Fault } from '../../main/kernel/fault.ts'
import { fileFault } from '../../main/kernel/file-fault.ts'
import { noHook, type StepHook } from '../../main/kernel/steps.ts'
import { type Disk, realDisk } from './disk.ts'
import { keeper } from './keep.ts'
import { fans, isSha256, partsName, placeOf, sha256Of } from './layout.ts'
import type { Evidence } from './port.ts'
import { sweepFolders } from './sweep.ts'

/** What evidence is opened with; `hook` and `disk` are for tests. */
export interface EvidenceOptions {
  readonly folder: string
  readonly clock: Clock
  readonly hook?: StepHook
  readonly disk?: Disk
}

/** Opens the folder of photographs, making it where there is none. Faults: DATA_UNWRITABLE, DISK_FULL. */
export function openEvidence({ folder, clock, hook = noHook, disk = realDisk }: EvidenceOptions): Evidence {
  const keep = keeper({ folder, disk, hook })
  const held = new Map<string, number>()
  inPlace(folder, () => disk.makeFolders(folder, [...fans, partsName]))
  return {
    async keep(bytes) {
      const sha256 = sha256Of(bytes)
      held.set(sha256, clock.ticks())
      await keep(sha256, bytes)
      return sha256
    },
    async read(sha256) {
      const { path } = placeOf(folder, sha256)
      const bytes = isSha256(sha256) ? await disk.read(path) : undefined
      if (!bytes) throw new Fault('EVIDENCE_MISSING', `there is no photograph ${sha256} in ${folder}`)
      if (sha256Of(bytes) === sha256) return bytes
      throw new Fault('EVIDENCE_CORRUPT', `the bytes of ${path} are not the ones it was named by`)
    },
    has: async (sha256) =>
      isSha256(sha256) && (await disk.writtenAt(placeOf(folder, sha256).path)) !== undefined,
    sweep(named, olderThanMs) {
      // A wall clock that jumped makes fresh photographs look old: what this process kept is judged by its own ticks.
      forget(held, clock.ticks() - olderThanMs)
      const stays = (name: string) => held.has(name.slice(0, 64)) || named(name)
      return sweepFolders({ folder, disk, stays, before: clock.now() - olderThanMs })
    },
  }
}

function inPlace(folder: string, work: () => void): void {
  try {
    work()
  } catch (thrown) {
    throw fileFault(thrown, folder)
  }
}

function forget(held: Map<string, number>, before: number): void {
  for (const [sha256, ticks] of held) if (ticks < before) held.delete(sha256)
}
