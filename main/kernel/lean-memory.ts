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

/**
 * Megabytes that half of a young heap may have, of which each thread has one; 16 is usual, and pictures lie outside of all. The three
 * processes held 570 MB after 50 items so, and a taught item was no slower (the parts of `npm run bench`).
 */
const youngHeap = '--max-semi-space-size=4'

/** The environment of a process that handles photographs: this one's, and how it is to use memory. What was asked for by hand wins. */
export function leanEnvironment(): NodeJS.ProcessEnv {
  const asked = process.env.NODE_OPTIONS ?? ''
  return {
    ...process.env,
    ...lean,
    NODE_OPTIONS: asked.includes('semi-space') ? asked : `${youngHeap} ${asked}`.trim(),
  }
}
