import { type JobStatus, readHostStatus, type StatusReading } from './host-status.ts'

/** How a printer that answers is spoken to. */
export interface PrinterLanguage {
  /** What asks for its status, and how a sentence calls that. */
  readonly ask: Uint8Array
  readonly askName: string
  /** Drops all labels not yet printed, and what was received by half. */
  readonly cancel: Uint8Array
  /** What goes before a job: clears what was received by half where no status tells of it. The printer is idle then. */
  readonly before: Uint8Array
  /** Reads all bytes since the asking, as Latin-1 text. */
  read(text: string): StatusReading<JobStatus>
  /** Whether the status counts the labels of a job still to print. */
  readonly counts: boolean
  /** A label drawn in ZPL, as this printer takes it. */
  encode(zpl: string): Promise<Uint8Array>
}

/** ZPL II: the label goes as it is. */
export const zplLanguage: PrinterLanguage = {
  ask: Buffer.from('~HS'),
  askName: '~HS',
  cancel: Buffer.from('~JA'),
  before: new Uint8Array(),
  read: readHostStatus,
  counts: true,
  encode: async (zpl) => Buffer.from(zpl, 'utf8'),
}
