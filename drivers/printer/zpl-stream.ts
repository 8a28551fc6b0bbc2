/** What a printer finds in its bytes: a command it obeys at once, or a whole format from ^XA to ^XZ. */
export type ZplPiece =
  | { readonly kind: 'command'; readonly code: string }
  | { readonly kind: 'format'; readonly zpl: string }

/** Takes bytes as they come; a command (~HS, ~JA …) is found even in the middle of a format. */
export interface ZplReader {
  feed(bytes: Uint8Array): readonly ZplPiece[]
  /** Whether a format has begun and not ended. */
  partial(): boolean
  /** Forgets a format that has begun: the power was cut. */
  clear(): void
}

/** Commands that act at once, and the end of a format. Other commands with ~ stay in the format. */
const marks = /~(?:HS|JA|PS|PP|HI)|\^XZ/gi

/** A reader that has read nothing. */
export function createZplReader(): ZplReader {
  let decoder = new TextDecoder()
  let held = ''
  let searched = 0

  const take = (mark: string, at: number): ZplPiece[] => {
    const before = held.slice(0, at)
    const after = held.slice(at + mark.length)
    searched = 0
    if (mark === '^XZ') {
      held = after
      const begin = before.indexOf('^XA')
      return begin < 0 ? [] : [{ kind: 'format', zpl: `${before.slice(begin)}^XZ` }]
    }
    // ~JA also drops the format that has begun.
    held = mark === '~JA' ? after : before + after
    return [{ kind: 'command', code: mark }]
  }
  return {
    feed(bytes) {
      held += decoder.decode(bytes, { stream: true })
      const pieces: ZplPiece[] = []
      for (let hit = find(held, searched); hit; hit = find(held, searched))
        pieces.push(...take(hit[0].toUpperCase(), hit.index))
      // A mark may be cut in two by the end of a chunk.
      searched = Math.max(0, held.length - 2)
      return pieces
    },
    partial: () => held.includes('^XA'),
    clear() {
      held = ''
      searched = 0
      decoder = new TextDecoder()
    },
  }
}

function find(text: string, from: number): RegExpExecArray | null {
  marks.lastIndex = from
  return marks.exec(text)
}
