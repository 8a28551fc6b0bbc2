import type { Closeness } from './glances.ts'
import type { Manifest } from './manifest.ts'
import { measuredIn } from './quality.ts'

/** Tiles where the manifest does not say: what a small machine can look at in four views before a person waits. */
const usualTiles = 4

/** How closely a pack looks: tiles only where it can say where something is, and would report it. */
export function closenessOf(manifest: Manifest): Closeness {
  const { input } = manifest
  // a view that was decoded to be measured is not decoded again: nothing but patches comes of it, at a smaller size
  const view = manifest.task === 'compare' ? measuredIn : input
  return { view, input, tiles: givesPlaces(manifest) ? (input.tiles ?? usualTiles) : 0 }
}

function givesPlaces(manifest: Manifest): boolean {
  const { task } = manifest
  if (task === 'classify' || task === 'labels' || task === 'compare' || task === 'identity') return false
  if (task !== 'inspect') return true
  const { classes, silent } = manifest.outputs.defects
  return classes.some((type) => !silent.includes(type))
}
