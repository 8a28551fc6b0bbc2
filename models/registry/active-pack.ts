import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'

/** The pack a station uses when nobody chose another. */
const usual = 'first-light'

/** A pack's name: also the start of its file names, so nothing that could leave the folder. */
export const packName = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'must be a-z, 0-9 and -')

const activeShape = z.strictObject({ active: packName })

/** Where the active pack's manifest is, or why there is none. */
export type ActivePack =
  | { readonly kind: 'found'; readonly name: string; readonly manifestFile: string }
  | { readonly kind: 'absent'; readonly detail: string }
  | { readonly kind: 'refused'; readonly model: string; readonly detail: string }

/** How a manifest's file name ends; before it stands the pack's name. */
export const manifestEnd = '.manifest.json'

/**
 * Finds the pack to use at `place`: a manifest's path names one pack; in a folder it is the one active.json names, else
 * first-light. Never throws.
 */
export function activePack(place: string): ActivePack {
  return place.endsWith(manifestEnd)
    ? packIn(dirname(place), basename(place, manifestEnd))
    : chosenPack(place)
}

function chosenPack(folder: string): ActivePack {
  const chosen = chosenIn(join(folder, 'active.json'))
  if (chosen === undefined) {
    const detail = `active.json in ${folder} must be {"active":"NAME"} with the name of a model; correct it or remove it.`
    return { kind: 'refused', model: 'active.json', detail }
  }
  return packIn(folder, chosen)
}

function packIn(folder: string, name: string): ActivePack {
  const manifestFile = join(folder, `${name}${manifestEnd}`)
  if (existsSync(manifestFile)) return { kind: 'found', name, manifestFile }
  const detail = `There is no ${name}${manifestEnd} in ${folder}; install the model there.`
  return { kind: 'absent', detail }
}

function chosenIn(file: string): string | undefined {
  if (!existsSync(file)) return usual
  try {
    return activeShape.parse(JSON.parse(readFileSync(file, 'utf8'))).active
  } catch {
    return undefined
  }
}
