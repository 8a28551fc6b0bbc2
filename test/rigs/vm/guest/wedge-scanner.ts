import { setPriority } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { until } from '../../until.ts'
import { type Country, keyFor, type Modifier, usageOf } from './keyboard-layouts.ts'
import type { UhidKeyboard } from './uhid-keyboard.ts'

/** One key going down and up, by its `KeyboardEvent.code`, and what is held down beside it. */
export interface Press {
  readonly code: string
  readonly held?: Modifier
}

/** GS in a text: as Ctrl with the key ] of a US keyboard. */
const gs: Press = { code: 'BracketRight', held: 'ControlLeft' }

/** GS as scanners send it to programs of Windows: Alt, and meanwhile its number on the keypad. */
export const gsByAlt: readonly Press[] = [...'029'].map((digit) => ({
  code: `Numpad${digit}`,
  held: 'AltLeft',
}))

/** The keys for a text on a keyboard of that country; `\n` is Enter. */
export function keysFor(text: string, country: Country = 'us'): readonly Press[] {
  return [...text].map((character) => {
    if (character === '\n') return { code: 'Enter' }
    if (character === '\u001d') return gs
    const { code, shift } = keyFor(character, country)
    return shift ? { code, held: 'ShiftLeft' } : { code }
  })
}

/**
 * Types as a scanner does: each report at its time, or at once where it is late, and nothing else meanwhile; no other program
 * of this machine comes between its keys.
 */
export function typeSteadily(keyboard: UhidKeyboard, keys: readonly Press[], keyMs: number): void {
  const from = performance.now()
  setPriority(-20)
  for (const [index, report] of reportsOf(keys).entries()) {
    const early = from + (index * keyMs) / 2 - performance.now()
    if (early > 0) Atomics.wait(still, 0, 0, early)
    keyboard.report(report)
  }
  setPriority(0)
}

/** Types as fingers do, so many milliseconds from key to key. */
export async function typeByHand(
  keyboard: UhidKeyboard,
  keys: readonly Press[],
  keyMs: number,
): Promise<void> {
  for (const report of reportsOf(keys)) {
    keyboard.report(report)
    await sleep(keyMs / 2)
  }
}

/** Holds a key down until that is so. */
export async function holding(keyboard: UhidKeyboard, code: string, enough: () => boolean): Promise<void> {
  keyboard.report(reportOf(undefined, usageOf(code)))
  await until(enough, Boolean, `${code} to be held for long enough`)
  keyboard.report(reportOf(undefined, 0))
}

const still = new Int32Array(new SharedArrayBuffer(4))

/** Two reports a key: down, and up again; what the next key holds too stays down. */
function reportsOf(keys: readonly Press[]): readonly Uint8Array[] {
  return keys.flatMap(({ code, held }, index) => [
    reportOf(held, usageOf(code)),
    reportOf(held === keys[index + 1]?.held ? held : undefined, 0),
  ])
}

/** A boot keyboard's report: modifiers by their bits, a zero, and the key. */
function reportOf(held: Modifier | undefined, usage: number): Uint8Array {
  return Uint8Array.of(held ? 1 << (usageOf(held) - 0xe0) : 0, 0, usage, 0, 0, 0, 0, 0)
}
