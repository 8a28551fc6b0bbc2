import { testText } from '../../main/kernel/test-code.ts'
import { type WedgeLayout, wedgeLayouts } from '../kit/stroke.ts'
import type { Readings } from '../kit/wedge.ts'

/**
 * The text to scan as Code 128 (code set B, ISO/IEC 15417): widths of bars and spaces in turn, in modules, with start,
 * check and stop. Kept as a constant because it never changes; a test reads it back.
 */
export const testBars =
  '2112142133111321132131132133111221323121133123113212211132221112241232211111432331112'

export interface Bar {
  readonly x: number
  readonly width: number
}

/** The dark bars of a row of widths, in modules from the left, and how many modules it is wide. */
export function barsOf(widths: string): { readonly bars: readonly Bar[]; readonly width: number } {
  const bars: Bar[] = []
  let x = 0
  for (const [index, digit] of [...widths].entries()) {
    if (index % 2 === 0) bars.push({ x, width: Number(digit) })
    x += Number(digit)
  }
  return { bars, width: x }
}

/** The layout under which a scan reads as the code on the screen; undefined when it was another code, or read in another way. */
export function layoutFor(readings: Readings): WedgeLayout | undefined {
  return wedgeLayouts.find((layout) => readings[layout] === testText)
}
