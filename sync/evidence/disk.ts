import { closeSync, fsyncSync, mkdirSync, openSync, rmSync } from 'node:fs'
import { type FileHandle, open, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** What evidence asks of a file system. Tests bring one that is full, and one that loses whatever was not synced. */
export interface Disk {
  /** Makes a folder and the named ones in it, durably; what exists stays. */
  makeFolders(root: string, names: readonly string[]): void
  /** Writes a file, in the operating system's memory at first. */
  write(path: string, bytes: Uint8Array): Promise<void>
  /** Puts a file's bytes on the disk. */
  sync(path: string): Promise<void>
  /** Puts a folder's names on the disk. */
  syncFolder(path: string): Promise<void>
  rename(from: string, to: string): Promise<void>
  /** Bytes of a file; undefined where there is none. */
  read(path: string): Promise<Uint8Array | undefined>
  /** Milliseconds since the epoch of a file's last write; undefined where there is none. */
  writtenAt(path: string): Promise<number | undefined>
  list(folder: string): Promise<readonly string[]>
  /** Removes a file at once, before anything else runs; none is fine. */
  remove(path: string): void
}

/** The file system of this machine. */
export const realDisk: Disk = {
  makeFolders(root, names) {
    for (const name of names) mkdirSync(join(root, name), { recursive: true, mode: 0o700 })
    if (process.platform === 'win32') return
    for (const folder of [root, dirname(root)]) syncNow(folder)
  },
  write: (path, bytes) => writeFile(path, bytes, { mode: 0o600 }),
  // Windows flushes only what is open for writing; elsewhere any handle of the file will do.
  sync: async (path) => synced(await open(path, 'r+')),
  syncFolder: async (path) => {
    // Windows cannot open a folder, and needs not: NTFS journals its names.
    if (process.platform !== 'win32') await synced(await open(path, 'r'))
  },
  rename,
  read: (path) => readFile(path).catch(absent),
  writtenAt: async (path) => (await stat(path).catch(absent))?.mtimeMs,
  list: (folder) => readdir(folder),
  remove: (path) => rmSync(path, { force: true }),
}

function syncNow(folder: string): void {
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

async function synced(handle: FileHandle): Promise<void> {
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function absent(thrown: unknown): undefined {
  if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return undefined
  throw thrown
}
