import { createReadStream, existsSync, mkdirSync, statSync } from 'node:fs'
import { type FileHandle, open, readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Fault } from '../../main/kernel/fault.ts'
import { fileFault } from '../../main/kernel/file-fault.ts'
import { countRefused, nameRefused, refused, shown, sizeRefused } from './limits.ts'
import { isRefusal, type Refusal } from './refusal.ts'
import { withZip } from './zip.ts'

/** One file of a pack that comes in; `bytes` is what it says of its size, which is checked again while it is written. */
export interface Incoming {
  readonly name: string
  readonly bytes: number
  open(): Promise<AsyncIterable<Uint8Array>>
}

/**
 * Copies a pack, a folder or a zip, into `to`, a new folder, every file on the disk when it returns. What is not a plain pack
 * of files is refused and may leave a part behind in `to`. Faults: BAD_INPUT where there is nothing, DISK_FULL, DATA_UNWRITABLE.
 */
export async function takeIn(source: string, to: string): Promise<Refusal | undefined> {
  if (!existsSync(source))
    throw new Fault('BAD_INPUT', `there is no ${source}; name the folder or the zip file of a pack`)
  const take = async (files: readonly Incoming[] | Refusal) =>
    isRefusal(files) ? files : (listRefused(files) ?? writeAll(files, to))
  try {
    mkdirSync(to, { mode: 0o700 })
    if (statSync(source).isDirectory()) return await take(await filesIn(source))
    return await withZip(source, take)
  } catch (thrown) {
    throw fileFault(thrown, to)
  }
}

async function filesIn(folder: string): Promise<readonly Incoming[] | Refusal> {
  const found = await readdir(folder, { withFileTypes: true })
  const odd = found.find((each) => !each.isFile())
  if (odd) return refused(`${shown(odd.name)} is ${odd.isSymbolicLink() ? 'a link' : 'no plain file'}`)
  return found.map(({ name }) => {
    const file = join(folder, name)
    return { name, bytes: statSync(file).size, open: async () => createReadStream(file) }
  })
}

/** What can be seen before anything is unpacked. */
function listRefused(files: readonly Incoming[]): Refusal | undefined {
  const names = files.map((each) => each.name)
  const twice = names.find((name, at) => names.findIndex((one) => same(one, name)) < at)
  return (
    countRefused(files.length) ??
    names.map(nameRefused).find((each) => each !== undefined) ??
    (twice === undefined ? undefined : refused(`it holds ${shown(twice)} twice`)) ??
    sizeRefused(files.reduce((sum, each) => sum + each.bytes, 0))
  )
}

/** Names that are one file on some systems. */
function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}

async function writeAll(files: readonly Incoming[], to: string): Promise<Refusal | undefined> {
  let written = 0
  for (const file of files) {
    const handle = await open(join(to, basename(file.name)), 'wx', 0o600)
    try {
      const bytes = await pour(await file.open(), handle, written)
      if (typeof bytes !== 'number') return bytes
      written += bytes
      await handle.sync()
    } finally {
      await handle.close()
    }
  }
  return undefined
}

/** Counts what really comes, whatever the archive said. */
async function pour(
  from: AsyncIterable<Uint8Array>,
  into: FileHandle,
  before: number,
): Promise<number | Refusal> {
  let bytes = 0
  for await (const part of from) {
    bytes += part.length
    const over = sizeRefused(before + bytes)
    if (over) return over
    await into.writeFile(part)
  }
  return bytes
}
