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
 * 16 is usual. An old heap may double before it is collected: left to itself V8 collected all of it at every item, and collecting took
 * a fifth of a taught item's processor time, so an eighth. With both, the three processes held 585 to 616 MB after 50
 * items (`npm run bench`); heaps that may triple held 620 to 683 for a twentieth of a taught item's processor time.
 */
export const leanFlags: readonly string[] = ['--max-semi-space-size=4', '--heap-growing-percent=100']
