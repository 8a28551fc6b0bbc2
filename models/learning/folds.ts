/** What must stay on one side of a split: the same thing twice, or two things of one run of photographs. */
export interface Tied {
  readonly unit: string
  readonly session: string
}

/** A gap of this many milliseconds without a photograph ends a recording session. */
const gapMs = 3 * 3600_000
/** A dock that never rests gets a new session a day. */
const longestMs = 24 * 3600_000

/** The recording session of each time, in the order given: runs of photographs, a pause of three hours ends one, a day at most. */
export function sessionsOf(times: readonly number[]): string[] {
  const order = times.map((_, i) => i).sort((a, b) => times[a]! - times[b]! || a - b)
  const names = new Array<string>(times.length)
  let [began, last] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const i of order) {
    const time = times[i]!
    if (time - last > gapMs || time - began >= longestMs) began = time
    last = time
    names[i] = new Date(began).toISOString()
  }
  return names
}

/** The group of each row, counted from 0: rows that share a unit or a session, also through others, are one group. */
export function groupsOf(rows: readonly Tied[]): number[] {
  const parent = rows.map((_, i) => i)
  const root = (i: number): number => {
    let at = i
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!
      at = parent[at]!
    }
    return at
  }
  const first = new Map<string, number>()
  for (const [i, row] of rows.entries())
    for (const key of [`unit ${row.unit}`, `session ${row.session}`]) {
      const other = first.get(key)
      if (other === undefined) first.set(key, i)
      else parent[root(i)] = root(other)
    }
  const numbers = new Map<number, number>()
  return rows.map((_, i) => {
    const at = root(i)
    if (!numbers.has(at)) numbers.set(at, numbers.size)
    return numbers.get(at)!
  })
}

/** The fold of each row: whole groups, the largest first, each into the fold that is smallest so far. Without chance. */
export function foldsOf(groups: readonly number[], most: number): number[] {
  const sizes = new Map<number, number>()
  for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1)
  const filled = new Array<number>(Math.min(most, sizes.size)).fill(0)
  const foldOf = new Map<number, number>()
  for (const [group, size] of [...sizes].sort((a, b) => b[1] - a[1] || a[0] - b[0])) {
    const fold = filled.indexOf(Math.min(...filled))
    foldOf.set(group, fold)
    filled[fold]! += size
  }
  return groups.map((group) => foldOf.get(group)!)
}
