import { mkdir, readdir, readFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../../main/kernel/clock.ts'
import { Fault } from '../../main/kernel/fault.ts'
import type { CameraRole } from '../../main/kernel/frame.ts'
import { createTeller } from '../teller.ts'
import { keepLooking } from './keep-looking.ts'
import { maxPhotoBytes, readPhoto } from './photo-format.ts'
import type { Camera } from './port.ts'
import { stillCamera } from './still-camera.ts'

/**
 * Milliseconds: between looks into the folder; how long a file must not have changed to count as written; how
 * long one that is no whole photograph must not have changed to count as broken.
 */
export const folderWaits = { look: 100, settle: 300, broken: 3000 } as const

export interface FolderCameraOptions {
  readonly name: string
  readonly role: CameraRole
  /** Where the camera's own program (tethering, FTP, SD card reader) writes its pictures. */
  readonly folder: string
  /** What becomes of a picture once it is read: it stays (unless told), or moves to `folder/taken`. */
  readonly after?: 'stay' | 'move'
}

/** A camera that drops files into a folder: the newest picture that appears, or is written anew, after shoot(). */
export function folderCamera(options: FolderCameraOptions, clock: Clock): Camera {
  const { name, role, folder, after = 'stay' } = options
  const look = async () => {
    try {
      return await photosIn(folder)
    } catch (thrown) {
      const why = thrown instanceof Error && 'code' in thrown ? thrown.code : 'unknown'
      throw new Fault('CAMERA_LOST', `The ${role} camera ${name} has no readable folder ${folder} (${why}).`)
    }
  }
  const take = async (signal: AbortSignal): Promise<Uint8Array> => {
    const found = await nextPhoto({ look, folder, clock, signal })
    if (after === 'move') await moveToTaken(folder, found.file, clock.now())
    return found.bytes
  }
  const teller = createTeller()
  const closed = new AbortController()
  const camera = stillCamera({ name, role, take, end: () => closed.abort() }, teller, clock)
  const seeFolder = () =>
    look().then(
      () => teller.set({ kind: 'ready' }),
      ({ code, detail }: Fault) => teller.set({ kind: 'lost', fault: code, detail }),
    )
  void keepLooking(teller, seeFolder, { clock, signal: closed.signal })
  return camera
}

/** A file as it was when looked at; `stamp` changes when the file does. */
interface Seen {
  readonly file: string
  readonly stamp: string
  readonly size: number
  readonly writtenAt: number
}
interface Search {
  look(): Promise<readonly Seen[]>
  readonly folder: string
  readonly clock: Clock
  readonly signal: AbortSignal
}

async function nextPhoto(search: Search): Promise<{ file: string; bytes: Uint8Array }> {
  const old = new Set((await search.look()).map((each) => each.stamp))
  let newest: Seen | undefined
  let quietMs = 0
  while (!search.signal.aborted) {
    const now = newestOf((await search.look()).filter((each) => !old.has(each.stamp)))
    quietMs = now?.stamp === newest?.stamp ? quietMs + folderWaits.look : 0
    newest = now
    const bytes = newest && (await readSettled(search.folder, newest, quietMs))
    if (newest && bytes) return { file: newest.file, bytes }
    await search.clock.sleep(folderWaits.look, search.signal)
  }
  throw new Fault('CAMERA_TIMEOUT', `No new picture came into ${search.folder}.`)
}

function newestOf(seen: readonly Seen[]): Seen | undefined {
  return seen.toSorted((a, b) => b.writtenAt - a.writtenAt)[0]
}

/** The file's bytes once it has stopped growing and is whole, or has been broken for long enough to say so. */
async function readSettled(folder: string, seen: Seen, quietMs: number): Promise<Uint8Array | undefined> {
  if (quietMs < folderWaits.settle) return undefined
  // One byte more than allowed is enough to be refused; a huge file is not read into memory.
  if (seen.size > maxPhotoBytes) return new Uint8Array(maxPhotoBytes + 1)
  const bytes = await readFile(join(folder, seen.file)).catch(() => undefined)
  if (!bytes || (quietMs < folderWaits.broken && 'wrong' in readPhoto(bytes))) return undefined
  return bytes
}

async function photosIn(folder: string): Promise<readonly Seen[]> {
  const names = (await readdir(folder)).filter((name) => /^[^.].*\.(jpe?g|png)$/i.test(name))
  const seen = await Promise.all(names.map((name) => see(folder, name)))
  return seen.flatMap((each) => each ?? [])
}

async function see(folder: string, file: string): Promise<Seen | undefined> {
  const found = await stat(join(folder, file)).catch(() => undefined)
  if (!found?.isFile()) return undefined
  const stamp = `${file}|${found.size}|${found.mtimeMs}|${found.ino}`
  return { file, stamp, size: found.size, writtenAt: found.mtimeMs }
}

// The time keeps names apart: many cameras start again at IMG_0001.
async function moveToTaken(folder: string, file: string, now: number): Promise<void> {
  await mkdir(join(folder, 'taken'), { recursive: true })
  await rename(join(folder, file), join(folder, 'taken', `${now}-${file}`)).catch(() => {})
}
