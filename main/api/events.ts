/** Turns a watch function into an async stream that keeps only the newest value while nobody reads, and ends with the signal. */
export async function* eventsOf<T>(
  watch: (heard: (value: T) => void) => () => void,
  signal: AbortSignal | undefined,
): AsyncGenerator<T> {
  let newest: { value: T } | undefined
  let wake = () => {}
  const stop = watch((value) => {
    newest = { value }
    wake()
  })
  signal?.addEventListener('abort', () => wake(), { once: true })
  try {
    while (!signal?.aborted) {
      if (newest) {
        const { value } = newest
        newest = undefined
        yield value
      } else
        await new Promise<void>((resolve) => {
          wake = resolve
        })
    }
  } finally {
    stop()
  }
}
