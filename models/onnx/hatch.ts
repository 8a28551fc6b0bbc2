import { randomUUID } from 'node:crypto'
import { closeSync, existsSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Most bytes in the hatch; what does not fit goes over the channel. Four photographs of a usual camera have 3 MB. */
const most = 256 * 1024 * 1024
/** Linux's folder in memory; elsewhere the temporary one. */
const inMemory = '/dev/shm'

/** The handle of the hatch in a process that was started with it as the fifth of its standard files. */
export const hatchFd = 4

/** Where bytes lie in the hatch. */
export interface Spot {
  readonly at: number
  readonly length: number
}

/**
 * A nameless file that the station and a process of its models both hold open: a photograph is there with one copy, while a channel
 * passes it in pieces of a socket's size, between which both processes have other things to do.
 */
export class Hatch {
  readonly fd: number
  readonly #unread = new Set<number>()
  #end = 0

  constructor(fd: number) {
    this.fd = fd
  }

  /** Lays bytes down for the question `id`; undefined where they do not fit or the disk is full. */
  put(id: number, bytes: Uint8Array): Spot | undefined {
    const spot = this.room(id, bytes.length)
    return spot && written(this.fd, bytes, spot.at) ? spot : undefined
  }

  /** Leaves room for what the other process lays down for the question `id`; undefined where there is none. */
  room(id: number, length: number): Spot | undefined {
    if (this.#unread.size === 0) this.#end = 0
    if (this.#end + length > most) return undefined
    const spot = { at: this.#end, length }
    this.#unread.add(id)
    this.#end += length
    return spot
  }

  /** The question is answered, and what was laid down for it read, on both sides. */
  answered(id: number): void {
    this.#unread.delete(id)
  }

  /** Another process reads nothing that was laid down before. */
  clear(): void {
    this.#unread.clear()
  }

  close(): void {
    closeSync(this.fd)
  }
}

/** A hatch, or undefined where there can be none; Windows cannot take the name from an open file. */
export function openHatch(folder = existsSync(inMemory) ? inMemory : tmpdir()): Hatch | undefined {
  if (process.platform === 'win32') return undefined
  const path = join(folder, `regrade-${randomUUID()}`)
  try {
    const fd = openSync(path, 'wx+', 0o600)
    unlinkSync(path)
    return new Hatch(fd)
  } catch {
    return undefined
  }
}

/** The bytes at a spot of the hatch open as `fd`, as a copy of one's own. */
export function readSpot(fd: number, { at, length }: Spot): Uint8Array {
  const bytes = new Uint8Array(length)
  let got = 0
  while (got < length) {
    const more = readSync(fd, bytes, got, length - got, at + got)
    if (more === 0) throw new Error(`the hatch ends at byte ${at + got}, before byte ${at + length}`)
    got += more
  }
  return bytes
}

/** Lays bytes down in the room that was left for them in the hatch open as `fd`; undefined where they do not fit or the disk is full. */
export function layDown(fd: number, bytes: Uint8Array, { at, length }: Spot): Spot | undefined {
  const fits = bytes.length <= length && written(fd, bytes, at)
  return fits ? { at, length: bytes.length } : undefined
}

function written(fd: number, bytes: Uint8Array, at: number): boolean {
  try {
    return writeSync(fd, bytes, 0, bytes.length, at) === bytes.length
  } catch {
    return false
  }
}
