import { basename, dirname, join } from 'node:path'
import type { Disk } from '../../sync/evidence/disk.ts'

/** What of the unsynced a power cut leaves: a file system is free to do either. */
export type Loss = 'everything unsynced is gone' | 'names are kept, unsynced bytes are gone'

/** A disk in memory that, like a real one, promises only what was synced. */
export interface VolatileDisk extends Disk {
  /** What is there after the power went and came back. */
  afterPowerCut(loss: Loss): ReadonlyMap<string, Uint8Array>
  /** Bytes it can still take; then it is full. */
  room: number
  /** The clock files are dated by, milliseconds since the epoch. */
  now: number
}

interface File {
  bytes: Uint8Array
  synced: Uint8Array | undefined
  readonly writtenAt: number
}

const nothing = new Uint8Array()

/** An empty disk with `room` bytes. */
export function volatileDisk(room = Number.POSITIVE_INFINITY): VolatileDisk {
  const live = new Map<string, File>()
  const durable = new Map<string, File>()
  const disk: VolatileDisk = {
    room,
    now: 0,
    makeFolders() {},
    async write(path, bytes) {
      const fits = bytes.slice(0, Math.max(0, disk.room))
      disk.room -= fits.length
      live.set(path, { bytes: fits, synced: undefined, writtenAt: disk.now })
      if (fits.length < bytes.length) throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' })
    },
    async sync(path) {
      const file = fileAt(live, path)
      file.synced = file.bytes
    },
    async syncFolder(folder) {
      for (const path of durable.keys()) if (dirname(path) === folder) durable.delete(path)
      for (const [path, file] of live) if (dirname(path) === folder) durable.set(path, file)
    },
    async rename(from, to) {
      live.set(to, fileAt(live, from))
      live.delete(from)
    },
    read: async (path) => live.get(path)?.bytes,
    writtenAt: async (path) => live.get(path)?.writtenAt,
    list: async (folder) =>
      [...live.keys()].filter((path) => dirname(path) === folder).map((path) => basename(path)),
    remove: (path) => void live.delete(path),
    afterPowerCut(loss) {
      const names = loss === 'everything unsynced is gone' ? durable : live
      return new Map([...names].map(([path, file]) => [path, file.synced ?? nothing]))
    },
  }
  return disk
}

/** Files of a disk outside one folder. */
export function outside(
  files: ReadonlyMap<string, Uint8Array>,
  folder: string,
): (readonly [string, Uint8Array])[] {
  return [...files].filter(([path]) => !path.startsWith(join(folder, '/')))
}

function fileAt(files: ReadonlyMap<string, File>, path: string): File {
  const file = files.get(path)
  if (!file) throw Object.assign(new Error('ENOENT'), { code: 'ENOENT' })
  return file
}
