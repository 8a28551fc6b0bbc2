import { NoParts } from './part-reader.ts'

/** When a picture was taken and how many bytes it has: what `framecrc` says of each. */
export interface PartTime {
  /** Milliseconds since the Unix epoch. */
  readonly takenAt: number
  readonly size: number
}

/** Longest line ffmpeg writes; more without an end is no such list. */
const maxLine = 1024

/** Reads ffmpeg's `framecrc` strictly: comments, among them the time base, then a line a picture. */
export function createTimeReader(): (chunk: Uint8Array) => PartTime[] {
  let held = ''
  let tickMs: number | undefined
  const read = (line: string): PartTime[] => {
    const base = /^#tb 0: (\d+)\/(\d+)$/.exec(line)
    if (base) tickMs = (1000 * Number(base[1])) / Number(base[2])
    if (line.startsWith('#') || line === '') return []
    const [, shown, size] = /^0, *-?\d+, *(-?\d+), *-?\d+, *(\d+), *0x/.exec(line) ?? []
    if (shown === undefined || tickMs === undefined)
      throw new NoParts(`"${line.slice(0, 40)}" where a picture's time should be`)
    return [{ takenAt: Number(shown) * tickMs, size: Number(size) }]
  }
  return (chunk) => {
    const lines = (held + String(chunk)).split('\n')
    held = lines.pop() ?? ''
    if (held.length > maxLine) throw new NoParts('a list of times without lines')
    return lines.flatMap((line) => read(line.trimEnd()))
  }
}
