import { characterOf, controlOf, type Stroke, type WedgeLayout } from './stroke.ts'
import { areFast, gapsOf, isScanner, type WedgeRules, wedgeRules } from './wedge-speed.ts'

/**
 * `scan`: a code is complete. `swallow`: the key must do nothing; when not `sure`, a text field may still have it.
 * `wait`: it may be part of a code; ask `quiet` after maxGapMs. `pass`: not for us.
 */
export type Heard =
  | { readonly kind: 'scan'; readonly text: string }
  | { readonly kind: 'swallow'; readonly sure: boolean }
  | { readonly kind: 'wait' }
  | { readonly kind: 'pass' }

/** What silence meant: a code without suffix, one key pressed alone, or nothing. */
export type Quiet =
  | { readonly kind: 'scan'; readonly text: string }
  | { readonly kind: 'lone'; readonly stroke: Stroke }
  | { readonly kind: 'nothing' }

/** The longest text handed on; the station refuses more. */
const MAX_TEXT = 8192
const modifiers = new Set(['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'NumLock', 'Fn'])

/** One text as each layout reads it. */
export type Readings = Readonly<Record<WedgeLayout, string>>

/** How the last scan was typed; set-up learns from it. */
export interface Typed {
  readonly readings: Readings
  /** Milliseconds between its keys. */
  readonly gaps: readonly number[]
  /** Its physical keys, those with Shift as `Shift+KeyT`. */
  readonly keys: readonly string[]
}

interface Burst {
  readonly text: string
  readonly readings: Readings
  readonly keys: readonly string[]
  readonly times: readonly number[]
  readonly first: Stroke | undefined
}
const unread: Readings = { system: '', us: '' }
const nothing: Burst = { text: '', readings: unread, keys: [], times: [], first: undefined }

/** Collects what a keyboard-wedge scanner types, told from fingers by the time between keys. Pure: time comes with each stroke. */
export class Wedge {
  #burst = nothing
  #altDigits = ''
  #last: Typed = { readings: unread, gaps: [], keys: [] }
  /** The scanner ends its codes with a suffix: one without it was cut off, and is kept here. */
  #suffixed = false
  #half = ''
  readonly #layout: () => WedgeLayout
  readonly #rules: () => WedgeRules

  constructor(layout: () => WedgeLayout, rules: () => WedgeRules = () => wedgeRules) {
    this.#layout = layout
    this.#rules = rules
  }

  /** How the last scan was typed, and as each layout would have read it. */
  typed(): Typed {
    return this.#last
  }

  /** A key going down. */
  press(stroke: Stroke): Heard {
    if (modifiers.has(stroke.key)) return { kind: 'pass' }
    if (stroke.alt && !stroke.ctrl && /^Numpad\d$/.test(stroke.code)) {
      this.#altDigits += stroke.code.slice(-1)
      return { kind: 'swallow', sure: true }
    }
    this.#forgetBefore(stroke.at)
    if (stroke.repeat) return this.#drop()
    if (stroke.key === 'Enter' || stroke.key === 'Tab') return this.#suffix(stroke)
    const control = controlOf(stroke)
    const text = control ?? characterOf(stroke, this.#layout())
    if (text === undefined) return this.#drop()
    this.#add(text, stroke)
    return control ? { kind: 'swallow', sure: true } : { kind: 'wait' }
  }

  /** A key going up; Alt ends an Alt+digits sequence, which is one character by its code. */
  release(key: string, at: number): Heard {
    if (key !== 'Alt' || this.#altDigits === '') return { kind: 'pass' }
    const code = Number(this.#altDigits)
    this.#altDigits = ''
    this.#forgetBefore(at)
    if (code > 0 && code < 0xd800) this.#add(String.fromCharCode(code), { ...alone, at })
    return { kind: 'swallow', sure: true }
  }

  /** To be asked when maxGapMs have passed without a key. */
  quiet(): Quiet {
    const { text, times, first } = this.#burst
    if (this.#isScan(true) && !this.#isHalf(text)) return this.#take()
    this.#burst = nothing
    return times.length === 1 && first ? { kind: 'lone', stroke: first } : { kind: 'nothing' }
  }

  #suffix(stroke: Stroke): Heard {
    if (this.#isScan(false)) {
      this.#suffixed = true
      this.#half = ''
      return this.#take()
    }
    const { times } = this.#burst
    this.#burst = times.length > 0 ? nothing : { ...nothing, times: [stroke.at], first: stroke }
    if (times.length === 0) return { kind: 'wait' }
    // A suffix right behind a few keys is a half-read code, or a slow scanner: it must press nothing.
    return { kind: 'swallow', sure: areFast([...times, stroke.at], this.#rules()) }
  }

  #add(text: string, stroke: Stroke): void {
    const { first, times, readings, keys } = this.#burst
    const read = (layout: WedgeLayout) =>
      readings[layout] + (controlOf(stroke) ?? characterOf(stroke, layout) ?? text)
    this.#burst = {
      text: this.#burst.text + text,
      readings: { system: read('system'), us: read('us') },
      keys: [...keys, (stroke.shift ? 'Shift+' : '') + stroke.code],
      times: [...times, stroke.at],
      first: first ?? stroke,
    }
  }

  #forgetBefore(at: number): void {
    const last = this.#burst.times.at(-1)
    if (last !== undefined && at - last > this.#rules().maxGapMs) this.#burst = nothing
  }

  #isScan(bare: boolean): boolean {
    const { text, times } = this.#burst
    return isScanner(times, { length: text.length, bare }, this.#rules())
  }

  /** A plug pulled in mid-code leaves such; the same text again comes from another scanner, which has no suffix. */
  #isHalf(text: string): boolean {
    const again = this.#half === text
    if (again) this.#suffixed = false
    this.#half = this.#suffixed ? text : ''
    return this.#suffixed
  }

  #take(): { kind: 'scan'; text: string } {
    const { text, readings, keys, times } = this.#burst
    this.#last = { readings, keys, gaps: gapsOf(times) }
    this.#burst = nothing
    return { kind: 'scan', text: text.slice(0, MAX_TEXT) }
  }

  #drop(): Heard {
    this.#burst = nothing
    return { kind: 'pass' }
  }
}

const alone: Omit<Stroke, 'at'> = {
  key: '',
  code: '',
  shift: false,
  ctrl: false,
  alt: false,
  meta: false,
  repeat: false,
}
