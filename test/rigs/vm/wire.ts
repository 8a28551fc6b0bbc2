import type { CableName } from './usb-ports.ts'

/** One test of the machine, as it ended. */
export interface TestEnd {
  readonly suite: string
  readonly title: string
  readonly state: 'passed' | 'failed' | 'skipped'
  readonly ms: number
  readonly error: string
}

/** What the machine says, one JSON value a line: a question with a number, or a thing told. */
export type FromMachine =
  | { readonly id: number; readonly ask: string; readonly args: readonly unknown[] }
  | { readonly tell: 'line'; readonly text: string }
  | { readonly tell: 'test'; readonly test: TestEnd }
  | { readonly tell: 'done'; readonly code: number }
  | { readonly tell: 'bytes'; readonly cable: CableName; readonly base64: string }

/** What the host says: an answer, or bytes from a cable whose far end the machine holds. */
export type FromHost =
  | { readonly id: number; readonly value?: unknown; readonly error?: string }
  | { readonly cable: CableName; readonly base64: string }

/** What the host does when asked, by name. */
export type Questions = {
  plug(cable: CableName): Promise<void>
  unplug(cable: CableName): Promise<void>
  /** From now on who asks is the far end of this cable: its bytes come and go over the wire. */
  hold(cable: CableName): Promise<void>
  /** A USB keyboard is put in, types this, Enter behind it, and stays until it is pulled out. */
  type(text: string): Promise<void>
  pullKeyboard(): Promise<void>
}
