import type { Stroke, WedgeLayout } from './stroke.ts'
import { Wedge, wedgeRules } from './wedge.ts'

/** What the page does with what the keyboard says. */
export interface KeyboardEars {
  scan(text: string): void
  /** A key pressed alone, outside text fields; true when somebody took it. */
  key(name: string): boolean
  layout(): WedgeLayout
}

type Field = HTMLInputElement | HTMLTextAreaElement
const typeless = new Set([
  'button',
  'checkbox',
  'radio',
  'submit',
  'reset',
  'range',
  'color',
  'file',
  'image',
])

/** True for an element people type text into. */
export function isField(target: unknown): target is Field {
  if (target instanceof HTMLTextAreaElement) return true
  return target instanceof HTMLInputElement && !typeless.has(target.type) && !target.readOnly
}

function strokeOf(event: KeyboardEvent): Stroke {
  return {
    key: event.key,
    code: event.code,
    shift: event.shiftKey,
    ctrl: event.ctrlKey,
    alt: event.altKey,
    meta: event.metaKey,
    repeat: event.repeat,
    at: event.timeStamp,
  }
}

/** Puts a field back as it was before a scan ran into it, in a way React notices. */
function restore(field: Field, value: string): void {
  const proto =
    field instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype
  Object.getOwnPropertyDescriptor(proto, 'value')?.set?.call(field, value)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

const pressable = 'button, a[href], summary, label, input[type=checkbox], input[type=radio], [role=button]'
/** Keys no scanner sends: answered at once, and they may repeat. */
const immediate = /^(Arrow|Page|Home$|End$|Escape$|F\d)/

/**
 * Listens to the whole window, so that a scan is heard whatever has the focus. Enter and Space press a focused
 * button only when they come alone: the suffix of a scanner never does. Returns the function that stops it.
 */
export function listenToKeyboard(ears: KeyboardEars): () => void {
  const wedge = new Wedge(ears.layout)
  const around = { timer: 0, field: undefined as { element: Field; value: string } | undefined }
  const stop = (event: KeyboardEvent) => {
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  const scanned = (text: string) => {
    if (around.field) restore(around.field.element, around.field.value)
    around.field = undefined
    ears.scan(text)
  }
  const settle = () => {
    const said = wedge.quiet()
    if (said.kind === 'scan') scanned(said.text)
    if (said.kind === 'lone') lone(said.stroke, ears)
    around.field = undefined
  }
  const down = (event: KeyboardEvent) => {
    if (event.isComposing || !event.isTrusted) return
    const field = isField(event.target) ? event.target : undefined
    if (immediate.test(event.key) && !field && ears.key(event.key)) return stop(event)
    const said = wedge.press(strokeOf(event))
    window.clearTimeout(around.timer)
    if (said.kind === 'scan') scanned(said.text)
    if (said.kind === 'swallow' && field && !said.sure) return
    if (said.kind === 'scan' || said.kind === 'swallow') return stop(event)
    if (said.kind === 'pass') return
    around.timer = window.setTimeout(settle, wedgeRules.maxGapMs)
    if (field) around.field ??= { element: field, value: field.value }
    else if (event.key !== 'Tab') stop(event)
  }
  return attach(down, (event) => {
    if (wedge.release(event.key, event.timeStamp).kind === 'swallow') stop(event)
    // Browsers press a focused button when Space goes up.
    else if (event.key === ' ' && !isField(event.target)) event.preventDefault()
  })
}

function attach(down: (event: KeyboardEvent) => void, up: (event: KeyboardEvent) => void): () => void {
  window.addEventListener('keydown', down, { capture: true })
  window.addEventListener('keyup', up, { capture: true })
  return () => {
    window.removeEventListener('keydown', down, { capture: true })
    window.removeEventListener('keyup', up, { capture: true })
  }
}

function lone(stroke: Stroke, ears: KeyboardEars): void {
  const focused = document.activeElement
  if (isField(focused)) return
  const presses = stroke.key === 'Enter' || stroke.key === ' '
  // What has the focus comes first: a person who tabbed to a button means that button.
  if (presses && focused instanceof HTMLElement && focused.matches(pressable)) focused.click()
  else ears.key(stroke.key)
}
