import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { Fault } from '../../main/kernel/fault.ts'
import { activePack, type Chosen, chosenShape, identityPack, manifestEnd } from './active-pack.ts'
import { takePlace, writeNew } from './durable.ts'
import { originFile } from './limits.ts'
import { headOf, type PackHead, packNamesIn, packRef } from './pack-head.ts'
import { isRefusal } from './refusal.ts'

/** Where a station's packs are: those that ship (a flat folder), and those installed (a folder each). */
export interface Shelf {
  readonly shipped: string
  readonly installed: string
}

/** Who vouched for a pack when it came; `shipped` came with the program. */
export const vouchers = ['shipped', 'trusted', 'stranger', 'unsigned'] as const
export type Voucher = (typeof vouchers)[number]

/** A pack that can be activated. */
export interface ShelfPack extends PackHead {
  /** How active.json names it: `name` for a shipped one, whatever its version, `name@version` for an installed one. */
  readonly ref: string
  /** Path of its manifest: what eyes are started with. */
  readonly place: string
  readonly voucher: Voucher
  /** Hash over all its files when it came; absent for a shipped one. */
  readonly seal?: string
}

export const originShape = z.strictObject({
  voucher: z.enum(vouchers),
  /** Id of the key that signed it; absent when nobody did. */
  key: z.string().exactOptional(),
  seal: z.string(),
  by: z.string(),
  at: z.number(),
})
/** What the station noted of a pack when it came. */
export type Origin = z.infer<typeof originShape>

/** Every pack on the shelf whose manifest names it, shipped ones first: those that judge, and those that only tell products apart. */
export function packsOn(shelf: Shelf): readonly ShelfPack[] {
  const shipped = packNamesIn(shelf.shipped).flatMap((name) => packAt(shelf.shipped, name, 'shipped'))
  const folders = existsSync(shelf.installed) ? readdirSync(shelf.installed).sort() : []
  const installed = folders
    .filter((each) => !each.startsWith('.'))
    .flatMap((each) => {
      const folder = join(shelf.installed, each)
      return packNamesIn(folder).flatMap((name) => packAt(folder, name, each))
    })
  return [...shipped, ...installed]
}

function packAt(folder: string, name: string, from: string): readonly ShelfPack[] {
  const head = headOf(folder, name)
  if (isRefusal(head)) return []
  const place = join(folder, `${name}${manifestEnd}`)
  if (from === 'shipped') return [{ ...head, ref: name, place, voucher: 'shipped' }]
  const origin = originIn(folder)
  // a folder without its origin did not come by install(): nothing vouches for it
  if (!origin || from !== packRef(head)) return []
  return [{ ...head, ref: from, place, voucher: origin.voucher, seal: origin.seal }]
}

function originIn(folder: string): Origin | undefined {
  return parsed(join(folder, originFile), originShape)
}

/** Whether the manifest at a place is of a pack that judges; one that cannot be read is left to the loader to refuse. */
export function judgesAt(place: string): boolean {
  const head = headOf(dirname(place), basename(place, manifestEnd))
  return isRefusal(head) || head.judges
}

/** The pack a person means by `name@version`, or by `name`: then the newest. Fault NOT_FOUND lists what is there. */
export function findPack(shelf: Shelf, wanted: string): ShelfPack {
  const packs = packsOn(shelf)
  const fitting = packs.filter((each) => each.name === wanted || packRef(each) === wanted)
  const found = fitting.reduce<ShelfPack | undefined>(
    (best, each) => (best && byVersion(best, each) >= 0 ? best : each),
    undefined,
  )
  if (found) return found
  const there = packs.map(packRef).join(', ') || 'none'
  throw new Fault('NOT_FOUND', `there is no model ${wanted}; installed: ${there}`)
}

function byVersion(a: ShelfPack, b: ShelfPack): number {
  const numbers = (text: string) => (text.split('-')[0] ?? '').split('.').map(Number)
  const [left, right] = [numbers(a.version), numbers(b.version)]
  const at = left.findIndex((number, index) => number !== right[index])
  if (at >= 0) return (left[at] ?? 0) - (right[at] ?? 0)
  // 1.0.0-beta is older than 1.0.0
  return Number(b.version.includes('-')) - Number(a.version.includes('-'))
}

/** Path of the file that says which pack was chosen at this station. */
export function chosenFile(shelf: Shelf): string {
  return join(shelf.installed, 'active.json')
}

/** What was chosen at this station; undefined while nothing was, or where the file says something else. */
export function chosenOn(shelf: Shelf): Chosen | undefined {
  return parsed(chosenFile(shelf), chosenShape)
}

/** Replaces the choice: a cut leaves the old one or the new one. `mark` makes the name of the file beside. */
export function choose(shelf: Shelf, chosen: Chosen, mark: string): void {
  const fresh = join(shelf.installed, `.active-${mark}.json`)
  writeNew(fresh, `${JSON.stringify(chosen)}\n`)
  takePlace(fresh, chosenFile(shelf))
}

/** What to start eyes with, and how active.json would name it. A choice that cannot be read is refused by the eyes, never guessed. */
export function activeOn(shelf: Shelf): { readonly ref: string; readonly place: string } {
  const chosen = chosenOn(shelf)
  if (!chosen && existsSync(chosenFile(shelf))) return { ref: '', place: shelf.installed }
  if (!chosen) {
    const active = activePack(shelf.shipped)
    return active.kind === 'found'
      ? { ref: active.name, place: active.manifestFile }
      : { ref: '', place: shelf.shipped }
  }
  return { ref: chosen.active, place: placeOf(shelf, chosen.active) }
}

/**
 * The pack that tells products apart: the one chosen here, else the one that ships; undefined for none. A choice that cannot be
 * read names none, as it names no other pack either.
 */
export function identityOn(shelf: Shelf): { readonly ref: string; readonly place: string } | undefined {
  const chosen = chosenOn(shelf)
  if (chosen?.identity !== undefined) return { ref: chosen.identity, place: placeOf(shelf, chosen.identity) }
  if (!chosen && existsSync(chosenFile(shelf))) return undefined
  const shipped = identityPack(shelf.shipped)
  return shipped.kind === 'found' ? { ref: shipped.name, place: shipped.manifestFile } : undefined
}

/** Where the pack of a reference is, or would be. */
function placeOf(shelf: Shelf, ref: string): string {
  const [name = ''] = ref.split('@')
  const folder = ref.includes('@') ? join(shelf.installed, ref) : shelf.shipped
  return join(folder, `${name}${manifestEnd}`)
}

function parsed<T>(file: string, shape: z.ZodType<T>): T | undefined {
  try {
    return shape.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return undefined
  }
}
