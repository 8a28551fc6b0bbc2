/** A child that lived this long was well: its next death counts as the first. */
const wellMs = 30_000
const firstDelayMs = 250
const longestDelayMs = 15_000
/** So many quick deaths in a row mean that starting again will not help. */
const lastQuickDeath = 5

/** What to do about a dead child: start it after `delayMs`, or not any more. `quick` counts its quick deaths in a row. */
export type Revival =
  | { readonly kind: 'restart'; readonly quick: number; readonly delayMs: number }
  | { readonly kind: 'give-up'; readonly quick: number }

/** The next step after a child died that had lived `livedMs` and had died quickly `quick` times in a row before. */
export function afterDeath(quick: number, livedMs: number): Revival {
  const now = livedMs >= wellMs ? 1 : quick + 1
  if (now >= lastQuickDeath) return { kind: 'give-up', quick: now }
  return { kind: 'restart', quick: now, delayMs: Math.min(firstDelayMs * 4 ** (now - 1), longestDelayMs) }
}
