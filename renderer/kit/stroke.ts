import { usCharacter } from './us-layout.ts'

/** One key going down, as the browser tells it. */
export interface Stroke {
  readonly key: string
  /** The physical key, for example `KeyY`; empty where the browser cannot tell. */
  readonly code: string
  readonly shift: boolean
  readonly ctrl: boolean
  readonly alt: boolean
  readonly meta: boolean
  /** A key held down repeats; a scanner never does. */
  readonly repeat: boolean
  /** Milliseconds on any steady clock: the event's own time stamp, so a busy page does not stretch it. */
  readonly at: number
}

/** `system` trusts the operating system's layout; `us` reads physical keys as a US keyboard would. */
export type WedgeLayout = 'system' | 'us'
export const wedgeLayouts: readonly WedgeLayout[] = ['system', 'us']

/** GS1 and ISO 15434 separators as scanners send them on a keyboard: Ctrl with a physical key of a US layout. */
const controls: Readonly<Record<string, string>> = {
  BracketRight: '\u001d',
  Backslash: '\u001c',
  KeyD: '\u0004',
}
const shiftedControls: Readonly<Record<string, string>> = { Digit6: '\u001e', Minus: '\u001f' }

/** The control character a stroke with Ctrl stands for: GS, FS, EOT, RS or US; undefined for an ordinary shortcut. */
export function controlOf(stroke: Stroke): string | undefined {
  if (!stroke.ctrl || stroke.alt || stroke.meta) return undefined
  const byKey = { ']': '\u001d', '\\': '\u001c', '^': '\u001e', _: '\u001f' }[stroke.key]
  return byKey ?? (stroke.shift ? shiftedControls[stroke.code] : controls[stroke.code])
}

/** The character a stroke types under a layout; undefined for keys that type nothing. */
export function characterOf(stroke: Stroke, layout: WedgeLayout): string | undefined {
  const printable = [...stroke.key].length === 1
  // AltGr reports Ctrl and Alt together, and does type.
  if (stroke.meta || stroke.ctrl !== stroke.alt) return undefined
  if (layout === 'us' || stroke.key === 'Dead')
    return usCharacter(stroke.code, stroke.shift) ?? (printable ? stroke.key : undefined)
  return printable ? stroke.key : undefined
}
