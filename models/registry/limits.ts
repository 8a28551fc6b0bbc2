import type { Refusal } from './refusal.ts'

/** Files a pack may have: manifest, weights, vectors, card, signature, and pictures of the card. */
export const mostFiles = 64
/** Bytes all files of a pack may have together, unpacked: ten times what ships, and a disk never filled by one file. */
export const mostBytes = 256 * 1024 * 1024
/** Times a file may be larger than its packed form: weights shrink to a half, text to a tenth. */
const mostRatio = 100
/** Bytes below which the ratio says nothing: a short text of one letter packs well. */
const ratioFrom = 1024 * 1024

/** A plain file name: it can leave no folder, hide nothing, and is the same on every system. */
export const plainName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/

/** Names the station itself writes into an installed pack. */
export const originFile = 'origin.json'

/** Why a file of this name may not be in a pack. */
export function nameRefused(name: string): Refusal | undefined {
  if (name === originFile) return refused(`${name} is a name the station keeps for itself`)
  if (plainName.test(name)) return undefined
  return refused(`${shown(name)} is not a plain file name; letters, digits, ".", "_" and "-" are allowed`)
}

/** Why so many files may not be in a pack. */
export function countRefused(files: number): Refusal | undefined {
  return files > mostFiles ? refused(`it holds ${files} files; ${mostFiles} are allowed`) : undefined
}

/** Why files of this size may not be in a pack; `bytes` is the sum so far. */
export function sizeRefused(bytes: number): Refusal | undefined {
  return bytes > mostBytes
    ? refused(`unpacked it has more than ${mostBytes / 1024 / 1024} MB, which is the most allowed`)
    : undefined
}

/** Why a packed file may not be unpacked: it would grow as only a bomb does. */
export function ratioRefused(name: string, packed: number, unpacked: number): Refusal | undefined {
  if (unpacked <= ratioFrom || unpacked <= packed * mostRatio) return undefined
  const times = Math.round(unpacked / Math.max(1, packed))
  return refused(`${name} would grow ${times} times when unpacked; ${mostRatio} times are allowed`)
}

/** A refusal of the check "archive". */
export function refused(problem: string): Refusal {
  return { check: 'archive', problem }
}

/** At most 60 characters of a name, quoted, so that nothing in it can draw on a terminal. */
export function shown(name: string): string {
  return JSON.stringify(name.length > 60 ? `${name.slice(0, 57)}...` : name)
}
