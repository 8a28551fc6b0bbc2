import { testText } from '../../main/kernel/test-code.ts'
import type { Typed } from '../kit/wedge.ts'
import { layoutFor } from './test-code.ts'

/** What a scan of the code on the screen tells: read well, read well from now on, or what is set wrongly. */
export type ScanOutcome = 'right' | 'switched' | 'caps' | 'german' | 'french' | 'european' | 'other'

/**
 * The physical keys of the code on the screen under keyboards a scanner may be set to (letters without their Shift): German and
 * Swiss; French; Spanish, Italian and Nordic. One set to US keys is read as such, one set as this computer reads right.
 */
const keyboards = {
  german: 'KeyT KeyE KeyS KeyT Slash KeyZ KeyY Shift+Period Shift+Digit7 Shift+Slash Digit1',
  french: 'KeyT KeyE KeyS KeyT Digit6 KeyY KeyW Period Shift+Period Digit8 Shift+Digit1',
  european: 'KeyT KeyE KeyS KeyT Slash KeyY KeyZ Shift+Period Shift+Digit7 Shift+Slash Digit1',
} as const

/** What to say of a scan: its text as it is read now, and how it was typed. */
export function outcomeOf(text: string, typed: Typed): ScanOutcome {
  if (text === testText) return 'right'
  if (swapped(typed.readings.system) === testText) return 'caps'
  if (layoutFor(typed.readings)) return 'switched'
  const keys = typed.keys.map((key) => key.replace('Shift+Key', 'Key')).join(' ')
  const found = (Object.keys(keyboards) as (keyof typeof keyboards)[]).find(
    (each) => keyboards[each] === keys,
  )
  return found ?? 'other'
}

/** With capital and small letters changed about, as Caps Lock does. */
function swapped(text: string): string {
  return [...text]
    .map((each) => (each === each.toUpperCase() ? each.toLowerCase() : each.toUpperCase()))
    .join('')
}
