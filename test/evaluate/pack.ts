import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { list } from 'tar'

/** A pack read in place: its manifest's rows and its files by name, never written anywhere. */
export interface Pack {
  readonly name: string
  readonly rows: readonly Readonly<Record<string, string>>[]
  readonly files: ReadonlyMap<string, Buffer>
}

/** Why a pack cannot be measured with, in one sentence. */
export interface NoPack {
  readonly missing: string
}

/** Reads a tar with a manifest.csv; never rejects. Packs hold some ten megabytes, so all of it is kept. */
export async function readPack(file: string): Promise<Pack | NoPack> {
  if (!existsSync(file)) return { missing: noTar(file) }
  const files = new Map<string, Buffer>()
  try {
    await list({
      file,
      strict: true,
      onReadEntry: (entry) => {
        const chunks: Buffer[] = []
        entry.on('data', (chunk: Buffer) => chunks.push(chunk))
        entry.on('end', () => files.set(entry.path, Buffer.concat(chunks)))
      },
    })
    return packOf(basename(file, '.tar'), files)
  } catch (cause) {
    return { missing: `${basename(file)} cannot be read (${firstLine(cause)}); fetch the pack again` }
  }
}

/** Reads a folder the workshop wrote as if it were a pack; never throws. */
export function readFolder(folder: string): Pack | NoPack {
  if (!existsSync(join(folder, 'manifest.csv'))) return { missing: noFolder(folder) }
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile())
  const files = new Map(names.map(({ name }) => [name, readFileSync(join(folder, name))]))
  try {
    return packOf(basename(folder), files)
  } catch (cause) {
    return { missing: `${basename(folder)} cannot be read (${firstLine(cause)}); make it again` }
  }
}

/** What is said of a tar that is not there, and what to do. */
export function noTar(file: string): string {
  return `no such pack: ${basename(file)}; name the folder that holds eval/${basename(file)} with --packs`
}

/** What is said of a folder that the workshop has not written yet, and the command that writes it. */
export function noFolder(folder: string): string {
  return `no manifest.csv in ${basename(folder)}; make it with: make -C models/training made`
}

function packOf(name: string, files: ReadonlyMap<string, Buffer>): Pack | NoPack {
  const manifest = files.get('manifest.csv')
  if (!manifest)
    return { missing: `${name}.tar has no manifest.csv; every pack needs one row an image there` }
  const rows: Record<string, string>[] = parse(manifest, { columns: true, bom: true, skip_empty_lines: true })
  const absent = rows.find((row) => !files.has(row.file ?? ''))
  if (!absent) return { name, rows, files }
  return { missing: `${name}.tar: the manifest names ${absent.file ?? 'no file'}, which is not in it` }
}

function firstLine(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).split('\n')[0] ?? ''
}
