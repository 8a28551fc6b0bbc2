import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

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

/** Writes a new file, on the disk when it returns; throws where it exists. */
export function writeNew(file: string, content: string | Uint8Array): void {
  const handle = openSync(file, 'wx', 0o600)
  try {
    const bytes = Buffer.from(content)
    for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Puts `fresh`, which is written beside, in the place of `file`: a cut leaves the old one or the new one. */
export function takePlace(fresh: string, file: string): void {
  renameSync(fresh, file)
  syncFolder(dirname(file))
}
