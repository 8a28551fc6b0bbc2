import type { Closeness } from './glances.ts'
import type { Manifest } from './manifest.ts'

/** Tiles where the manifest does not say: what a small machine can look at in four views before a person waits. */
const usualTiles = 4

/** How closely a pack looks: tiles only where it can say where something is, and would report it. */
export function closenessOf(manifest: Manifest): Closeness {
  const { input } = manifest
  return { input, tiles: givesPlaces(manifest) ? (input.tiles ?? usualTiles) : 0 }
}

function givesPlaces(manifest: Manifest): boolean {
  if (manifest.task === 'classify' || manifest.task === 'labels') return false
  if (manifest.task !== 'inspect') return true
  const { classes, silent } = manifest.outputs.defects
  return classes.some((type) => !silent.includes(type))
}
