/**
 * For glibc's allocator: what is larger than 128 kB, as every picture is, goes back to the system when it is freed, and threads share
 * two heaps. Left to itself it keeps a heap a thread and raises that limit with every photograph: the station, its eyes and the
 * process that tells products apart then held 806 MB after 50 items, so 625 to 675 MB. Read once, as a process starts; others ignore it.
 */
const lean = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '131072',
  MALLOC_TRIM_THRESHOLD_: '131072',
} as const

/** The environment of a process that handles photographs: this one's, and how it is to use memory. */
export function leanEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, ...lean }
}
