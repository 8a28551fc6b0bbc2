/** Makes a fresh UUID version 7 (RFC 9562): unique, and sorted by the time it was made. */
export type NewId = () => string

/** Random bytes as an input, so that licence plates and backoff jitter can be repeated in a test. */
export type RandomBytes = (count: number) => Uint8Array
