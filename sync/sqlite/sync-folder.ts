import { closeSync, fsyncSync, openSync } from 'node:fs'

/** Makes new names in a folder durable; Windows cannot, and needs not: NTFS journals its names. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
