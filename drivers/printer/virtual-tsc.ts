import { copiesOf, withCopies } from './copies.ts'
import type { Feeling, Tongue } from './virtual-zebra.ts'
import type { ZplPiece, ZplReader } from './zpl-stream.ts'

/** The immediate commands a TSC obeys, by what the same key does on a Zebra. */
const immediate: Readonly<Record<string, string>> = { '?': '~HS', '.': '~JA', P: '~PP', O: '~PS' }

/** The language of TSC printers, for the virtual printer: its picture is the label's text, one character a byte. */
export function tscTongue(): Tongue {
  return { reader: new TsplReader(), status: statusByte }
}

function statusByte(feeling: Feeling): Uint8Array {
  const { headOpen, empty, noRibbon, paused, hot, formats, left } = feeling
  const flags = [headOpen, false, empty, noRibbon, paused, formats + left > 0, false, hot]
  return Uint8Array.of(flags.reduce((byte, on, bit) => byte | (on ? 1 << bit : 0), 0))
}

/** Finds immediate commands anywhere, and labels: a picture, then PRINT. */
class TsplReader implements ZplReader {
  #held = ''
  #picture = ''
  /** Bytes of the picture still to come. */
  #wanted = 0

  feed(bytes: Uint8Array): readonly ZplPiece[] {
    this.#held += Buffer.from(bytes).toString('latin1')
    const pieces: ZplPiece[] = []
    for (let found = this.#step(); found; found = this.#step()) pieces.push(...found)
    return pieces
  }

  partial(): boolean {
    return this.#wanted > 0
  }

  clear(): void {
    this.#held = ''
    this.#picture = ''
    this.#wanted = 0
  }

  /** One step through what is held; undefined when more has to come. */
  #step(): readonly ZplPiece[] | undefined {
    return this.#immediate() ?? this.#dots() ?? this.#line()
  }

  #immediate(): readonly ZplPiece[] | undefined {
    const [hit, key = ''] = /\x1b!([?.PO])/.exec(this.#held) ?? []
    if (!hit) return undefined
    const [before = '', ...after] = this.#held.split(hit)
    this.#held = before + after.join(hit)
    const code = immediate[key] ?? ''
    if (code === '~JA') {
      this.clear()
      this.#held = after.join(hit)
    }
    return [{ kind: 'command', code }]
  }

  #dots(): readonly ZplPiece[] | undefined {
    const [begin, across, down] = /^BITMAP \d+,\d+,(\d+),(\d+),\d,/.exec(this.#held) ?? []
    if (begin && this.#wanted === 0) {
      this.#held = this.#held.slice(begin.length)
      this.#wanted = Number(across) * Number(down)
    }
    const part = this.#held.slice(0, this.#wanted)
    this.#picture += part
    this.#held = this.#held.slice(part.length)
    this.#wanted -= part.length
    return part === '' ? undefined : []
  }

  #line(): readonly ZplPiece[] | undefined {
    const end = this.#held.indexOf('\r\n')
    if (end < 0 || this.#wanted > 0) return undefined
    const text = this.#held.slice(0, end)
    this.#held = this.#held.slice(end + 2)
    const copies = /^PRINT \d+(?:,(\d+))?$/.exec(text)
    if (text === 'CLS') this.#picture = ''
    if (!copies || this.#picture === '') return []
    return [{ kind: 'format', zpl: times(this.#picture, Number(copies[1] ?? 1)) }]
  }
}

/** The virtual printer reads from a label's text how often it is wanted; a picture of dots says nothing of that itself. */
function times(picture: string, copies: number): string {
  if (copies === copiesOf(picture)) return picture
  return /\^PQ\d/.test(picture) ? withCopies(picture, copies) : `${picture}^PQ${copies}`
}
