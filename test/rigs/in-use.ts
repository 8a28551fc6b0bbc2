import { expect } from 'vitest'

/** What is said of a port that another driver of this very test holds; only Linux tells which program it is. */
export function inUse(path: string): unknown {
  return process.platform === 'linux'
    ? expect.stringMatching(new RegExp(`^${path} is in use by .+ \\(${process.pid}\\)`))
    : `${path} is held by another program.`
}
