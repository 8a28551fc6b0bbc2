import type { Stateful } from '../../main/kernel/device.ts'

/** What a printer said about itself. */
export interface PrinterStatus {
  readonly paperOut: boolean
  readonly ribbonOut: boolean
  readonly headOpen: boolean
  readonly paused: boolean
  readonly tooHot: boolean
  /** A cold head prints, though faintly until it has warmed itself. */
  readonly tooCold: boolean
  /** A paper jam, or an error the printer names no further. */
  readonly stopped?: boolean
  readonly bufferFull: boolean
  readonly partialFormat: boolean
  /** Labels of the current batch still to print. */
  readonly labelsRemaining: number
}

/**
 * A label printer. Implementers hold to these rules (test/contract/printer.ts):
 *  PR1  print() resolves only after the printer's own status says that nothing is left to print and nothing is
 *       wrong; a roll that ends with this very label, or a pause key pressed after it, is no failure of the job;
 *  PR2  a printer that is empty, open, paused, hot or without ribbon before the job gets no bytes of it:
 *       Fault PRINTER_EMPTY, PRINTER_HEAD_OPEN, PRINTER_PAUSED, PRINTER_HOT, PRINTER_NO_RIBBON or PRINTER_STOPPED;
 *  PR3  the job's bytes are sent once a call, whole and unchanged (ZPL in UTF-8, or the picture of it in TSPL);
 *  PR4  a device that is gone is Fault PRINTER_LOST within a bounded time, also when it vanishes during a write;
 *  PR5  jobs called at once are printed one after the other;
 *  PR6  an answer that is not the language's is Fault PRINTER_BAD_ANSWER, never a guess;
 *  PR7  close() may be called twice; print() after it is PRINTER_LOST;
 *  PR8  a job that ends in a fault is taken back (~JA), and what an earlier job left half done is cleared before
 *       the next, so that trying again prints one label;
 *  PR13 a printer set to `copies` prints each label so often, as one job; a job that failed and is tried again prints
 *       only what was left by the printer's own count, where its language has one;
 *  PR9  the state follows the printer's own status, also while nothing prints;
 *  PR14 a full memory and half a label in it keep a job back (Fault PRINTER_FULL, PRINTER_PARTIAL) only where they stay
 *       after ~JA, and fail a job only where they stay when all of it was sent; a cold head is told and keeps nothing back;
 *  PR10 a printer that cannot be asked is `unknown`, never `ready`: print() then resolves when the line has taken
 *       the whole job, and status() is 'unknown'.
 */
export interface Printer extends Stateful {
  /** Labels are drawn in ZPL everywhere; a printer of another language is sent what it makes of it. */
  print(zpl: string, signal: AbortSignal): Promise<void>
  status(signal: AbortSignal): Promise<PrinterStatus | 'unknown'>
  close(): Promise<void>
}
