import type { WeightUnit } from './units.ts'

/** A scale in memory at the far end of a wire: it is loaded, shaken and lifted, and answers when asked. */
export interface VirtualScale {
  receive(bytes: Uint8Array): void
  /** Lays so many grams on it, which lie still at once. */
  put(grams: number): void
  /** It swings until something is put on it again. */
  shake(): void
  overload(): void
  liftPan(): void
  /** The next answer is this text instead, or none. */
  answerNext(text: string | undefined): void
}

export interface VirtualScaleSettings {
  readonly protocol: 'sics' | 'w'
  readonly unit: WeightUnit
  readonly answer: (bytes: Uint8Array) => void
  /** It knows no command to tare, as SICS scales of level 0. */
  readonly withoutTare?: boolean
}

const perUnit: Readonly<Record<WeightUnit, number>> = { g: 1, kg: 1000, lb: 453.59237, oz: 28.349523125 }

/** An empty scale that stands still. */
export function createVirtualScale(settings: VirtualScaleSettings): VirtualScale {
  const { protocol, unit, answer, withoutTare = false } = settings
  let [grams, tare] = [0, 0]
  let how: 'still' | 'moving' | 'over' | 'under' = 'still'
  let next: { readonly text: string | undefined } | undefined
  let heard = ''
  const digits = { g: 1, kg: 4, lb: 4, oz: 3 }[unit]
  const number = (of: number) => (of / perUnit[unit]).toFixed(digits).padStart(protocol === 'sics' ? 10 : 0)
  const said = () => {
    const net = number(grams - tare)
    if (protocol === 'sics')
      return {
        still: `S S ${net} ${unit}\r\n`,
        moving: `S D ${net} ${unit}\r\n`,
        over: 'S +\r\n',
        under: 'S -\r\n',
      }[how]
    return { still: `\x02${net}\r`, moving: '\x02?A\r', over: '\x02?B\r', under: '\x02?D\r' }[how]
  }
  const tared = () => {
    if (withoutTare) return 'ES\r\n'
    if (how !== 'still') return { moving: 'T I\r\n', over: 'T +\r\n', under: 'T -\r\n' }[how]
    tare = grams
    return `T S ${number(tare)} ${unit}\r\n`
  }
  const ask = protocol === 'sics' ? /(?:SI|T)\r\n/ : /W/
  const put = (to: typeof how) => () => {
    how = to
  }
  return {
    receive(bytes) {
      heard += Buffer.from(bytes).toString('latin1')
      for (let hit = ask.exec(heard); hit; hit = ask.exec(heard)) {
        heard = heard.slice(hit.index + hit[0].length)
        const text = next ? next.text : hit[0].startsWith('T') ? tared() : said()
        next = undefined
        if (text !== undefined) answer(Buffer.from(text, 'latin1'))
      }
    },
    put(laid) {
      grams = laid
      how = 'still'
    },
    shake: put('moving'),
    overload: put('over'),
    liftPan: put('under'),
    answerNext(text) {
      next = { text }
    },
  }
}
