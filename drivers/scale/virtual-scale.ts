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
}

const perUnit: Readonly<Record<WeightUnit, number>> = { g: 1, kg: 1000, lb: 453.59237, oz: 28.349523125 }

/** An empty scale that stands still. */
export function createVirtualScale({ protocol, unit, answer }: VirtualScaleSettings): VirtualScale {
  let grams = 0
  let how: 'still' | 'moving' | 'over' | 'under' = 'still'
  let next: { readonly text: string | undefined } | undefined
  let heard = ''
  const shown = () => (grams / perUnit[unit]).toFixed({ g: 1, kg: 4, lb: 4, oz: 3 }[unit])
  const said = () => {
    const number = shown()
    if (protocol === 'sics')
      return {
        still: `S S ${number.padStart(10)} ${unit}\r\n`,
        moving: `S D ${number.padStart(10)} ${unit}\r\n`,
        over: 'S +\r\n',
        under: 'S -\r\n',
      }[how]
    return { still: `\x02${number}\r`, moving: '\x02?A\r', over: '\x02?B\r', under: '\x02?D\r' }[how]
  }
  const ask = protocol === 'sics' ? /SI\r\n/ : /W/
  const put = (to: typeof how) => () => {
    how = to
  }
  return {
    receive(bytes) {
      heard += Buffer.from(bytes).toString('latin1')
      for (let hit = ask.exec(heard); hit; hit = ask.exec(heard)) {
        heard = heard.slice(hit.index + hit[0].length)
        const text = next ? next.text : said()
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
