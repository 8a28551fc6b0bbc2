import type { Weighing } from './port.ts'
import { gramsOf, type WeightUnit } from './units.ts'

/** What an answer amounts to; undefined while only a part of it has come. */
export type ScaleAnswer = Weighing | { readonly kind: 'nonsense'; readonly found: string } | undefined

/** What became of a tare; `unknown`: this scale has no such command. */
export type TareAnswer = 'done' | 'moving' | 'unknown' | { readonly kind: 'nonsense'; readonly found: string }

/** How a scale is asked, and how its answer is read out of all bytes since the asking, as Latin-1 text. */
export interface ScaleLanguage {
  readonly ask: string
  read(text: string): ScaleAnswer
  /** How it is told to count what lies there as nothing; absent where a language has no such command. */
  readonly tare?: { readonly ask: string; read(text: string): TareAnswer | undefined }
}

/** Longest answer of any scale here, in characters; more without an end is something else. */
const longest = 64

/** Mettler's Standard Interface Command Set: `SI` (level 0) asks for the weight as it is now, `T` (level 1) tares. */
export const sics: ScaleLanguage = {
  ask: 'SI\r\n',
  read(text) {
    // A scale that is switched on says its serial number unasked (I4 A "…").
    const lines = text.split(/\r\n/).filter((line) => !/^I4 /.test(line))
    const [line = ''] = lines
    if (lines.length < 2) return text.length > longest ? nonsense(text) : undefined
    const [, stability, number = '', unit = ''] = /^S ([SD]) +(-?\d+(?:\.\d+)?) +(\S+) *$/.exec(line) ?? []
    if (stability) return settled(stability === 'S', gramsOf(number, unit), line)
    if (line === 'S I') return { kind: 'moving' }
    if (line === 'S +') return { kind: 'over' }
    return line === 'S -' ? { kind: 'under' } : nonsense(line)
  },
  tare: {
    ask: 'T\r\n',
    read(text) {
      const [line = '', ...more] = text.split(/\r\n/)
      if (more.length === 0) return text.length > longest ? nonsense(text) : undefined
      if (/^T S +-?\d/.test(line)) return 'done'
      // Not stable in time, or out of the range that can be tared.
      if (/^T [I+-]$/.test(line)) return 'moving'
      return line === 'ES' || line === 'EL' ? 'unknown' : nonsense(line)
    },
  },
}

const motion = 1
const overCapacity = 2
const underZero = 4

/** Checkout scales (Toledo 8217): `W` is answered by STX, weight or `?` and a status byte, CR (ETX on some); no unit. */
export function checkoutScale(unit: WeightUnit): ScaleLanguage {
  return {
    ask: 'W',
    read(text) {
      const [, body] = /^[\s\0]*\x02([^\x02\x03\r]+)[\r\x03]/.exec(text) ?? []
      if (body === undefined)
        return text.length > longest || /^[^\s\0\x02]/.test(text) ? nonsense(text) : undefined
      if (body.startsWith('?')) return fromStatus(body.charCodeAt(1))
      const [, number = '', said = unit] = /^ *(-?\d+(?:\.\d+)?) *(kg|g|lb|oz)? *N?$/i.exec(body) ?? []
      return number === '' ? nonsense(body) : settled(true, gramsOf(number, said), body)
    },
  }
}

/** A weight that is asked for while it moves, or is not to be had, comes as bits instead. */
function fromStatus(bits: number): Weighing {
  if (bits & overCapacity) return { kind: 'over' }
  return bits & underZero && !(bits & motion) ? { kind: 'under' } : { kind: 'moving' }
}

function settled(stable: boolean, grams: number | undefined, found: string): ScaleAnswer {
  if (grams === undefined) return nonsense(found)
  return stable ? { kind: 'stable', grams } : { kind: 'moving' }
}

function nonsense(text: string) {
  return { kind: 'nonsense' as const, found: text.slice(0, 40).replaceAll(/[\x00-\x1f\x7f-\xff]/g, '.') }
}
