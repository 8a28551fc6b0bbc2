import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { Fault } from '../../../main/kernel/fault.ts'
import { fileFault } from '../../../main/kernel/file-fault.ts'
import type { NewId } from '../../../main/kernel/ids.ts'
import { syncFolder } from '../database/sync-to-disk.ts'

/** Most bytes of one photograph: a 50 megapixel JPEG has about 25 MB, a PNG of a station's camera less than 64 MiB. */
export const mostBlobBytes = 64 * 1024 * 1024

/** Photographs on disk under their SHA-256, in 256 folders. */
export class BlobStore {
  readonly #folder: string
  readonly #newId: NewId

  constructor(folder: string, newId: NewId) {
    this.#folder = folder
    this.#newId = newId
  }

  /** Bytes of the stored blob; undefined when there is none. */
  async size(sha256: string): Promise<number | undefined> {
    return (await stat(this.#path(sha256)).catch(() => undefined))?.size
  }

  read(sha256: string): Readable {
    return createReadStream(this.#path(sha256))
  }

  /**
   * Keeps the bytes when their hash is the one announced, durable before it returns; keeping them again is harmless.
   * Other bytes are Fault BLOB_CORRUPT, too many TOO_LARGE, a full disk DISK_FULL; none of them leaves anything behind.
   */
  async keep(sha256: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
    const path = this.#path(sha256)
    const draft = join(this.#folder, 'drafts', this.#newId())
    try {
      await mkdir(dirname(draft), { recursive: true })
      const found = await writeDraft(draft, bytes)
      if (found !== sha256) throw new Fault('BLOB_CORRUPT', `announced ${sha256}, arrived as ${found}`)
      await mkdir(dirname(path), { recursive: true })
      if (!existsSync(path)) await rename(draft, path)
      syncFolder(dirname(path))
      syncFolder(this.#folder)
    } catch (thrown) {
      throw fileFault(thrown, this.#folder)
    } finally {
      await rm(draft, { force: true })
    }
  }

  /** Removes drafts that a killed process left; called once, at start. */
  async sweep(): Promise<void> {
    await rm(join(this.#folder, 'drafts'), { recursive: true, force: true })
  }

  #path(sha256: string): string {
    return join(this.#folder, sha256.slice(0, 2), sha256)
  }
}

async function writeDraft(path: string, bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256')
  const file = await open(path, 'wx')
  try {
    let total = 0
    for await (const chunk of bytes) {
      total += chunk.length
      if (total > mostBlobBytes)
        throw new Fault('TOO_LARGE', `a photograph may have at most ${mostBlobBytes} bytes`)
      hash.update(chunk)
      await file.writeFile(chunk)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return hash.digest('hex')
}
