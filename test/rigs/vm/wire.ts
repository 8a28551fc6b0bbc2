import type { CentralClient, CentralInspection } from '../central-client.ts'
import type { ReadBarcode } from '../read-label.ts'
import type { CableName, WireName } from './usb-ports.ts'

/** Where the machine listens for the browser that shows the station's page on the host (guest/page-door.ts). */
export const pageDoor = 4311

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
  | { readonly tell: 'bytes'; readonly cable: WireName; readonly base64: string }

/** What the host says: an answer, or bytes from a cable whose far end the machine holds. */
export type FromHost =
  | { readonly id: number; readonly value?: unknown; readonly error?: string }
  | { readonly cable: WireName; readonly base64: string }

/** What the host does when asked, by name. */
export type Questions = {
  plug(cable: WireName): Promise<void>
  unplug(cable: WireName): Promise<void>
  /** From now on who asks is the far end of this cable: its bytes come and go over the wire. */
  hold(cable: WireName): Promise<void>
  /** TCP port of the host at which the network's cable ends; the machine finds the host at 10.0.2.2. */
  networkPort(): Promise<number>
  /** A USB keyboard is put in, types this, Enter behind it, and stays until it is pulled out. */
  type(text: string): Promise<void>
  pullKeyboard(): Promise<void>
  /** A label printer at the host's end of a cable, plugged in; it has printed nothing yet. */
  putPrinter(cable: CableName): Promise<void>
  /** Every label it has printed, as a scanner reads it from the paper. */
  labels(cable: CableName): Promise<readonly ReadLabel[]>
  /** What hands do to it; `labels` is the size of a roll that is loaded. */
  mend(cable: CableName, how: PrinterMend, labels?: number): Promise<void>
  /** A scale at the host's end of a cable, plugged in; nothing lies on it. */
  putScale(cable: CableName): Promise<void>
  /** Lays so many grams on it. */
  weigh(cable: CableName, grams: number): Promise<void>
  /** A relay board at the host's end of a cable, plugged in, all dark. */
  putRelays(cable: CableName): Promise<void>
  /** Numbers of its relays that are on. */
  lit(cable: CableName): Promise<readonly number[]>
  /** Central, started on the host, that expects these returns; how a station finds it and is let in. */
  openCentral(catalogue: ExpectedReturns): Promise<{ readonly url: string; readonly code: string }>
  /** What central knows by now, newest first. */
  inspections(): Promise<readonly CentralInspection[]>
  /** On the station's page, in a browser on the host: the very first start, where this person becomes the admin. */
  becomeAdmin(name: string, pin: string): Promise<void>
  openScreen(name: string): Promise<void>
  /** Picks what says these words from a list, as soon as it is there. */
  pick(list: string, words: string): Promise<void>
  /** Presses a button as soon as it can be pressed. */
  press(button: string): Promise<void>
  /** Waits until these words are to be read there; anywhere on the page where no place is named. */
  reads(where: string, words: string): Promise<void>
  /** Keeps what is on the screen as pictures, for a person to look at. */
  look(name: string): Promise<void>
  /** What the page's own program could not do. */
  pageProblems(): Promise<readonly string[]>
  /** A photograph of an item and a label on the bench, in I420, in base64; the label's Code 128 says `picturedCode`. */
  picture(size: { readonly width: number; readonly height: number }): Promise<string>
}

/** SKUs and lines of announced returns. */
export type ExpectedReturns = Parameters<CentralClient['importCatalogue']>[0]

/** A label as it came out. */
export interface ReadLabel {
  readonly zpl: string
  readonly barcodes: readonly ReadBarcode[]
}

/** What hands do to a label printer; with the next job that comes, `halfAfterJob` cuts the answer behind it in half, and `emptyInJob` ends the roll. */
export type PrinterMend =
  | 'takeRoll'
  | 'loadRoll'
  | 'openHead'
  | 'closeHead'
  | 'pause'
  | 'resume'
  | 'halfAfterJob'
  | 'emptyInJob'
