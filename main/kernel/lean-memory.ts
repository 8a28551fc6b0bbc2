/**
 * For glibc's allocator: what is larger than 128 kB, as every picture is, goes back to the system when it is freed, and threads share
 * two heaps. Left to itself it keeps a heap a thread and raises that limit with every photograph: the station, its eyes and the
 * process that tells products apart then held 806 MB after 50 items, so 710 MB. Read once, as a process starts; others ignore it.
 */
const lean = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '131072',
  MALLOC_TRIM_THRESHOLD_: '131072',
} as const

/** The environment of a process that handles photographs: this one's, and how its allocator is to use memory. */
export function leanEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, ...lean }
}

/**
 * For V8 in such a process, whose pictures lie outside of its heaps. A young heap's half of 4 MB, of which each thread has one, where
 * 16 is usual, and from the start: begun with one it was collected three times as often. An old heap may double before it is
 * collected: left to itself V8 collected all of it at every item, and collecting took a fifth of a taught item's processor time. The
 * three processes then hold 620 to 635 MB after 50 items and 730 after 33 taught ones more (`npm run bench`); growing by 150 percent
 * the station alone made 690 of the first.
 */
export const leanFlags: readonly string[] = leanHeaps({ growth: 100 })

/**
 * The same for a process of models. Its heap is small and what pictures take beside it is much, so that doubling was at every item
 * again: it may triple. The station's own is larger, and what growth costs it is said above.
 */
export const modelFlags: readonly string[] = leanHeaps({ growth: 200 })

/** `growth` in percent of an old heap. */
function leanHeaps({ growth }: { readonly growth: number }): readonly string[] {
  return ['--min-semi-space-size=4', '--max-semi-space-size=4', `--heap-growing-percent=${growth}`]
}
