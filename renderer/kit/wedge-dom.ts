import type { Stroke, WedgeLayout } from './stroke.ts'
import { type Typed, Wedge } from './wedge.ts'
import type { WedgeRules } from './wedge-speed.ts'

/** What the page does with what the keyboard says. */
export interface KeyboardEars {
  /** A code, and how it was typed. */
  scan(text: string, typed: Typed): void
  /** A key pressed alone, outside text fields; true when somebody took it. */
  key(name: string): boolean
  layout(): WedgeLayout
  rules(): WedgeRules
}

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement
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

/** True for an element that takes keys itself: text fields, and lists, which letters and arrows move. */
function isField(target: unknown): target is Field {
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true
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
  const setter = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set
  setter?.call(field, value)
  const name = field instanceof HTMLSelectElement ? 'change' : 'input'
  field.dispatchEvent(new Event(name, { bubbles: true }))
}

/** Escape leaves a field, so that the screen's keys work again; in a dialog it closes the dialog instead. */
function leave(field: Field): void {
  if (!field.closest('[role=dialog]')) field.blur()
}

const pressable = 'button, a[href], summary, label, input[type=checkbox], input[type=radio], [role=button]'
/** Keys no scanner sends: answered at once, and they may repeat. */
const immediate = /^(Arrow|Page|Home$|End$|Escape$|F\d)/

/**
 * Listens to the whole window, so that a scan is heard whatever has the focus. Enter and Space press a focused
 * button only when they come alone: the suffix of a scanner never does. Returns the function that stops it.
 */
export function listenToKeyboard(ears: KeyboardEars): () => void {
  const wedge = new Wedge(ears.layout, ears.rules)
  const around = {
    timer: 0,
    field: undefined as { element: Field; value: string } | undefined,
    /** The focus is where a finger or mouse was last, not where somebody went by keyboard. */
    pointed: false,
  }
  const stop = (event: KeyboardEvent) => {
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  const scanned = (text: string) => {
    if (around.field) restore(around.field.element, around.field.value)
    around.field = undefined
    ears.scan(text, wedge.typed())
  }
  const settle = () => {
    const said = wedge.quiet()
    if (said.kind === 'scan') scanned(said.text)
    if (said.kind === 'lone') lone(said.stroke, ears, around.pointed)
    around.field = undefined
  }
  const down = (event: KeyboardEvent) => {
    if (event.isComposing || !event.isTrusted) return
    if (event.key === 'Tab') around.pointed = false
    const field = isField(event.target) ? event.target : undefined
    if (immediate.test(event.key) && !field && ears.key(event.key)) return stop(event)
    if (field && event.key === 'Escape') leave(field)
    const said = wedge.press(strokeOf(event))
    window.clearTimeout(around.timer)
    if (said.kind === 'scan') scanned(said.text)
    if (said.kind === 'swallow' && field && !said.sure) return
    if (said.kind === 'scan' || said.kind === 'swallow') return stop(event)
    if (said.kind === 'pass') return
    around.timer = window.setTimeout(settle, ears.rules().maxGapMs)
    if (field) around.field ??= { element: field, value: field.value }
    else if (event.key !== 'Tab') stop(event)
  }
  const up = (event: KeyboardEvent) => {
    if (wedge.release(event.key, event.timeStamp).kind === 'swallow') stop(event)
    // Browsers press a focused button when Space goes up.
    else if (event.key === ' ' && !isField(event.target)) event.preventDefault()
  }
  const point = () => {
    around.pointed = true
  }
  return attach({ down, up, point })
}

interface Listeners {
  readonly down: (event: KeyboardEvent) => void
  readonly up: (event: KeyboardEvent) => void
  readonly point: () => void
}

function attach({ down, up, point }: Listeners): () => void {
  window.addEventListener('keydown', down, { capture: true })
  window.addEventListener('keyup', up, { capture: true })
  window.addEventListener('pointerdown', point, { capture: true })
  return () => {
    window.removeEventListener('keydown', down, { capture: true })
    window.removeEventListener('keyup', up, { capture: true })
    window.removeEventListener('pointerdown', point, { capture: true })
  }
}

function lone(stroke: Stroke, ears: KeyboardEars, pointed: boolean): void {
  const focused = document.activeElement
  if (isField(focused)) return
  const presses = (stroke.key === 'Enter' || stroke.key === ' ') && !pointed
  // A person who went to a button by keyboard means that button; a click long ago means nothing now.
  if (presses && focused instanceof HTMLElement && focused.matches(pressable)) focused.click()
  else ears.key(stroke.key)
}
