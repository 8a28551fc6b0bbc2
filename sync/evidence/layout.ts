import { hash } from 'node:crypto'
import { join } from 'node:path'

/** Lower-case hex SHA-256 of bytes. */
export function sha256Of(bytes: Uint8Array): string {
  return hash('sha256', bytes, 'hex')
}

/** Whether a text can be the name of evidence; anything else never becomes a path. */
export function isSha256(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text)
}

/** The 256 folders photographs are spread over, so that none grows too long to list. */
export const fans: readonly string[] = Array.from({ length: 256 }, (_, index) =>
  index.toString(16).padStart(2, '0'),
)

/** Where files stand while they are written. It is beside the others: a rename must not cross file systems. */
export const partsName = 'parts'

/** Folder and path of a photograph with this hash. */
export function placeOf(root: string, sha256: string): { readonly folder: string; readonly path: string } {
  const folder = join(root, sha256.slice(0, 2))
  return { folder, path: join(folder, sha256) }
}
