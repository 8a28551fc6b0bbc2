import type { FoundCode } from './port.ts'

/** Milliseconds, and looks; these come a few times a second. */
export const seenRules = {
  /** A code has left the picture when so many looks in a row, over so long, have not found it: less is a hand before it, or blur. */
  goneMs: 2000,
  goneLooks: 3,
  /** A code that comes back has to stay so long: an item that is carried away shows its code once more in passing. */
  backMs: 1500,
  /** The second look that confirms a code which is not sure comes within this time. */
  confirmMs: 2000,
  /** A code not found for so long is as if it had never been. */
  forgetMs: 600_000,
} as const

interface Seen {
  /** When it was found last, and since when it has been in the picture. */
  readonly last: number
  readonly since: number
  /** Looks in a row that have not found it, and when the first of them was. */
  readonly missed: { readonly looks: number; readonly since: number }
  /** `doubted`: found once, and not surely; `back`: it was reported earlier and has come back. */
  readonly standing: 'doubted' | 'back' | 'reported'
}

const none = { looks: 0, since: 0 } as const

/** Turns what each look found into scans: a code once when it appears, and again only after it left the picture. */
export class SeenCodes {
  readonly #codes = new Map<string, Seen>()

  /** The codes to report after a look at `at` (milliseconds, growing). */
  look(found: readonly FoundCode[], at: number): readonly string[] {
    const there = new Set(found.map(({ text }) => text))
    for (const [text, seen] of this.#codes) {
      if (at - seen.last > seenRules.forgetMs) this.#codes.delete(text)
      else if (!there.has(text)) this.#codes.set(text, withMiss(seen, at))
    }
    return found.flatMap((code) => (this.#reports(code, at) ? [code.text] : []))
  }

  #reports({ text, sure }: FoundCode, at: number): boolean {
    const before = this.#codes.get(text)
    const next = before ? againOf(before, sure, at) : firstOf(sure, at)
    this.#codes.set(text, next)
    return next.standing === 'reported' && before?.standing !== 'reported'
  }
}

function withMiss(seen: Seen, at: number): Seen {
  const { looks, since } = seen.missed
  return { ...seen, missed: { looks: looks + 1, since: looks === 0 ? at : since } }
}

function firstOf(sure: boolean, at: number): Seen {
  return { last: at, since: at, missed: none, standing: sure ? 'reported' : 'doubted' }
}

function againOf(before: Seen, sure: boolean, at: number): Seen {
  const { goneMs, goneLooks, backMs, confirmMs } = seenRules
  const now = { ...before, last: at, missed: none }
  if (before.standing === 'doubted')
    return { ...now, standing: sure || at - before.last <= confirmMs ? 'reported' : 'doubted' }
  const { looks, since } = before.missed
  if (looks >= goneLooks && at - since > goneMs) return { ...now, since: at, standing: 'back' }
  return before.standing === 'back' && at - before.since >= backMs ? { ...now, standing: 'reported' } : now
}
