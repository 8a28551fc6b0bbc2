import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'

/** The pack a station uses when nobody chose another. */
export const usualPack = 'dock-defects'

/** A pack's name: also the start of its file names, so nothing that could leave the folder. */
export const packName = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'must be a-z, 0-9 and -')

/** How a pack is named where it may be an installed one: nothing in it could leave the folder. */
const packRefShape = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}(@\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?)?$/)

/**
 * What active.json may say, in a folder of packs and at a station: the pack that judges, the one that judged before, the one
 * that tells products apart, if any, and the one that did so before.
 */
export const chosenShape = z.strictObject({
  active: packRefShape,
  before: packRefShape.exactOptional(),
  identity: packRefShape.exactOptional(),
  identityBefore: packRefShape.exactOptional(),
})
export type Chosen = z.infer<typeof chosenShape>

/** A pack's manifest, by the pack's name. */
export interface FoundPack {
  readonly kind: 'found'
  readonly name: string
  readonly manifestFile: string
}

/** Where the active pack's manifest is, or why there is none. */
export type ActivePack =
  | FoundPack
  | { readonly kind: 'absent'; readonly detail: string }
  | { readonly kind: 'refused'; readonly model: string; readonly detail: string }

/** How a manifest's file name ends; before it stands the pack's name. */
export const manifestEnd = '.manifest.json'

/**
 * Finds the pack to use at `place`: a manifest's path names one pack; in a folder it is the one active.json names, else
 * the usual one. Never throws.
 */
export function activePack(place: string): ActivePack {
  if (place.endsWith(manifestEnd)) return packIn(dirname(place), basename(place, manifestEnd))
  const chosen = chosenIn(place)
  return 'kind' in chosen ? chosen : packIn(place, chosen.active)
}

/** Finds the pack that tells products apart at `place`, in the same way; there may be none. Never throws. */
export function identityPack(place: string): ActivePack | { readonly kind: 'none' } {
  if (place.endsWith(manifestEnd)) return packIn(dirname(place), basename(place, manifestEnd))
  const chosen = chosenIn(place)
  if ('kind' in chosen) return chosen
  return chosen.identity === undefined ? { kind: 'none' } : packIn(place, chosen.identity)
}

function packIn(folder: string, name: string): ActivePack {
  const manifestFile = join(folder, `${name}${manifestEnd}`)
  if (existsSync(manifestFile)) return { kind: 'found', name, manifestFile }
  const detail = `There is no ${name}${manifestEnd} in ${folder}; install the model there.`
  return { kind: 'absent', detail }
}

function chosenIn(folder: string): Chosen | Extract<ActivePack, { readonly kind: 'refused' }> {
  const file = join(folder, 'active.json')
  if (!existsSync(file)) return { active: usualPack }
  try {
    return chosenShape.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    const detail = `active.json in ${folder} must be {"active":"NAME"} with the name of a model, and may name another as "identity"; correct it or remove it.`
    return { kind: 'refused', model: 'active.json', detail }
  }
}
