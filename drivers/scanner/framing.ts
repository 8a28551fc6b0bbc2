/** How a scanner marks its codes: a CR, LF or CRLF after each, or STX before and ETX after. */
export type Framing = 'line' | 'stx'

/** Most bytes kept of one code (SC5); no symbology holds more than 7,089 digits, no code of ours a tenth of that. */
export const maxCodeBytes = 4096

const stx = 0x02
const etx = 0x03
const lf = 0x0a
const cr = 0x0d

/** Takes chunks as they come and gives back the codes completed by each, as bytes without their marks. */
export interface Framer {
  feed(chunk: Uint8Array): readonly Uint8Array[]
  /** The first line was under way before anybody listened: it is no code, whatever it looks like (SC4). */
  spoil(): void
  /** Forgets what has come so far: the device was opened (again). */
  reset(): void
}

/** The same bytes give the same codes, however they are cut into chunks (SC1). */
export function createFramer(framing: Framing): Framer {
  let code: number[] = []
  // With STX framing, what comes before an STX belongs to no code.
  let inside = framing === 'line'
  let first: 'spoilt' | 'doubtful' | 'over' = 'doubtful'

  const finish = (): Uint8Array[] => {
    const whole = Uint8Array.from(code)
    const sure = framing === 'stx' || first === 'over' || (first === 'doubtful' && couldBeWhole(whole))
    code = []
    first = 'over'
    return sure && whole.length > 0 ? [whole] : []
  }
  const endLine = (): Uint8Array[] => {
    if (code.length > 0) return finish()
    // Only the line's end was under way.
    if (first === 'spoilt') first = 'doubtful'
    return []
  }
  const take = (byte: number): Uint8Array[] => {
    if (framing === 'line' && (byte === cr || byte === lf)) return endLine()
    if (framing === 'stx' && byte === stx) {
      inside = true
      code = []
      return []
    }
    if (framing === 'stx' && byte === etx) {
      const ended = inside ? finish() : []
      inside = false
      return ended
    }
    if (inside && code.length < maxCodeBytes) code.push(byte)
    return []
  }
  return {
    feed: (chunk) => Array.from(chunk).flatMap(take),
    spoil() {
      first = 'spoilt'
    },
    reset() {
      code = []
      inside = framing === 'line'
      first = 'doubtful'
    },
  }
}

/**
 * Whether bytes read first after opening may be a whole code (SC4): line noise, a boot message's escape
 * sequences and the middle of a broken character may not. Separators (GS, RS, FS, US, EOT, tab) may.
 */
export function couldBeWhole(bytes: Uint8Array): boolean {
  const text = decodeCode(bytes)
  return !/[\x00-\x03\x05-\x08\x0b\x0c\x0e-\x1b\x7f-\x9f\xff]/.test(text)
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** A code's bytes as text: UTF-8, or Latin-1 where they are not UTF-8. A character cut in two at the end is left out. */
export function decodeCode(bytes: Uint8Array): string {
  for (const cut of bytes.length < maxCodeBytes ? [0] : [0, 1, 2, 3]) {
    try {
      return utf8.decode(bytes.subarray(0, bytes.length - cut))
    } catch {
      // Not UTF-8 as far as this.
    }
  }
  return Buffer.from(bytes).toString('latin1')
}

/** A code at its greatest length (SC5). */
export function cutCode(text: string): string {
  return text.length * 3 <= maxCodeBytes ? text : decodeCode(Buffer.from(text).subarray(0, maxCodeBytes))
}
