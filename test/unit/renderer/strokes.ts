import type { Stroke } from '../../../renderer/kit/stroke.ts'
import type { Heard, Wedge } from '../../../renderer/kit/wedge.ts'

/** A key going down, with what matters to the test. */
export function stroke(key: string, at: number, change: Partial<Stroke> = {}): Stroke {
  const plain = { shift: false, ctrl: false, alt: false, meta: false, repeat: false }
  return { key, code: '', ...plain, at, ...change }
}

/** Types a text with a gap between keys; returns what each key was heard as, and when the next one may come. */
export function type(wedge: Wedge, text: string, { gap, from = 0 }: { gap: number; from?: number }) {
  const heard: Heard[] = []
  let at = from
  for (const key of text) {
    heard.push(wedge.press(stroke(key === '\n' ? 'Enter' : key, at)))
    at += gap
  }
  return { heard, at }
}

/** The texts of all scans heard. */
export function scansIn(heard: readonly Heard[]): string[] {
  return heard.flatMap((each) => (each.kind === 'scan' ? [each.text] : []))
}
