import { closeSync, fsyncSync, openSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Waits until an open file is on the disk. */
export function syncFile(descriptor: number): void {
  fsyncSync(descriptor)
}

/** Waits until the names in a folder are on the disk; Windows cannot open folders, NTFS writes their names through. */
export function syncFolder(path: string): void {
  if (process.platform !== 'win32') syncPath(path, 'r')
}

/** Waits until every file under a folder, and every name, is on the disk. */
export function syncTree(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) syncPath(join(entry.parentPath, entry.name), 'r+')
    else if (entry.isDirectory()) syncFolder(join(entry.parentPath, entry.name))
  syncFolder(folder)
  syncFolder(dirname(folder))
}

function syncPath(path: string, flags: string): void {
  const descriptor = openSync(path, flags)
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
