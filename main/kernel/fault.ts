import { benchFaults } from './bench-faults.ts'

/** What can be done about a fault: try again by itself, ask the operator, or stop the lane. */
export type Remedy = 'retry' | 'ask-operator' | 'stop-lane'

/**
 * Every fault a station or central can throw. The code crosses http and wire intact; the renderer
 * translates by code; the hint is the English sentence an operator can act on.
 */
export const faults = {
  // any device, scanner
  SCANNER_LOST: {
    remedy: 'retry',
    hint: 'The scanner does not answer. Check its cable; the station reconnects by itself.',
  },
  SCANNER_BUSY: {
    remedy: 'retry',
    hint: 'Another program holds the scanner. Close it; the station tries again by itself.',
  },
  SCANNER_KEYBOARD: {
    remedy: 'ask-operator',
    hint: 'The scanner types like a keyboard. Scan the code "USB HID POS" of its manual, or set it up as a keyboard scanner.',
  },
  SCANNER_UNCLEAR: {
    remedy: 'ask-operator',
    hint: 'More than one scanner could be meant. Name the serial number in the configuration.',
  },
  DEVICE_DENIED: {
    remedy: 'retry',
    hint: 'The station may not open this device. Ask an administrator to allow it (on Linux, Set-up says how).',
  },
  // camera
  CAMERA_LOST: {
    remedy: 'ask-operator',
    hint: 'A camera does not answer. Check its cable, then press Retake.',
  },
  CAMERA_DENIED: {
    remedy: 'ask-operator',
    hint: 'The page may not use its camera. Allow it in the address bar, then try again.',
  },
  CAMERA_TIMEOUT: {
    remedy: 'ask-operator',
    hint: 'A camera took too long. Press Retake; if it happens again, check the camera.',
  },
  CAMERA_BAD_IMAGE: {
    remedy: 'ask-operator',
    hint: 'A camera sent something that is not a photograph. Press Retake.',
  },
  // printer
  PRINTER_LOST: { remedy: 'retry', hint: 'The label printer does not answer. Check its cable and power.' },
  PRINTER_BUSY: {
    remedy: 'retry',
    hint: 'Another program holds the label printer. Close it; the station tries again by itself.',
  },
  PRINTER_EMPTY: {
    remedy: 'ask-operator',
    hint: 'The label printer is out of labels. Load a roll; the label prints by itself.',
  },
  PRINTER_HEAD_OPEN: {
    remedy: 'ask-operator',
    hint: 'The label printer is open. Close it; the label prints by itself.',
  },
  PRINTER_NO_RIBBON: {
    remedy: 'ask-operator',
    hint: 'The label printer is out of ribbon. Load a ribbon; the label prints by itself.',
  },
  PRINTER_PAUSED: {
    remedy: 'ask-operator',
    hint: 'The label printer is paused. Press its pause key; the label prints by itself.',
  },
  PRINTER_HOT: {
    remedy: 'retry',
    hint: 'The label printer is too hot. It goes on by itself when it has cooled.',
  },
  PRINTER_BAD_ANSWER: {
    remedy: 'retry',
    hint: 'The label printer gave an answer that makes no sense. Check that it speaks ZPL.',
  },
  ...benchFaults,
  // models
  MODEL_MISSING: {
    remedy: 'ask-operator',
    hint: 'No model is installed. Items are graded by the checklist and held for a supervisor.',
  },
  MODEL_REFUSED: {
    remedy: 'ask-operator',
    hint: 'The model was refused at start. Items are graded by the checklist and held for a supervisor.',
  },
  PHOTO_POOR: {
    remedy: 'ask-operator',
    hint: 'A photograph is blurred, too dark, too bright, full of reflections or shows no item. Press Retake.',
  },
  PHOTO_UNREADABLE: { remedy: 'ask-operator', hint: 'The photograph cannot be read. Take it again.' },
  PHOTO_TOO_LARGE: {
    remedy: 'ask-operator',
    hint: 'The photograph is too large. Set the camera to at most 50 megapixels.',
  },
  // ledger, evidence, catalogue
  DISK_FULL: {
    remedy: 'stop-lane',
    hint: 'The disk is full. Nothing was lost; free some space, then press Continue.',
  },
  DISK_ERROR: {
    remedy: 'stop-lane',
    hint: 'The disk reports errors. Nothing more is written to it; tell a supervisor before going on.',
  },
  DATA_UNWRITABLE: {
    remedy: 'stop-lane',
    hint: 'The data folder cannot be written. Check its owner and permissions.',
  },
  LEDGER_CORRUPT: {
    remedy: 'stop-lane',
    hint: 'The ledger file is damaged. It was left untouched; restore it from the last backup.',
  },
  LEDGER_TOO_NEW: {
    remedy: 'stop-lane',
    hint: 'The ledger was written by a newer version. Install that version again.',
  },
  LEDGER_BUSY: {
    remedy: 'retry',
    hint: 'Another program holds the ledger file. Close it; the station tries again by itself.',
  },
  LEDGER_BEHIND: {
    remedy: 'ask-operator',
    hint: 'Central holds decisions that this ledger does not: it came from an old backup. Enrol the station again in Set-up.',
  },
  EVIDENCE_CORRUPT: {
    remedy: 'ask-operator',
    hint: 'A stored photograph no longer matches its hash. Tell a supervisor.',
  },
  EVIDENCE_MISSING: { remedy: 'ask-operator', hint: 'A stored photograph is missing. Tell a supervisor.' },
  CATALOGUE_BAD_BATCH: {
    remedy: 'retry',
    hint: 'Catalogue data cannot be read. Nothing of it was taken over; correct it and send it again.',
  },
  CATALOGUE_CORRUPT: {
    remedy: 'ask-operator',
    hint: 'The local catalogue is damaged. Restart the station; it fetches a fresh one by itself.',
  },
  // uplink, central
  UPLINK_OFFLINE: {
    remedy: 'retry',
    hint: 'Central cannot be reached. Work goes on; decisions are sent when the network is back.',
  },
  UPLINK_REFUSED: { remedy: 'retry', hint: 'Central refused this station. Enrol it again in Set-up.' },
  UPLINK_VERSION: {
    remedy: 'retry',
    hint: 'Central speaks another version. Update the station or central; nothing is lost meanwhile.',
  },
  ENROL_REFUSED: {
    remedy: 'ask-operator',
    hint: 'The enrolment code is wrong, used or expired. Ask central for a new one.',
  },
  STATION_DISABLED: {
    remedy: 'retry',
    hint: 'Central has switched this station off. Ask central to switch it on again; nothing is lost meanwhile.',
  },
  UPLINK_CLOCK: {
    remedy: 'retry',
    hint: 'The clocks of this station and of central differ too much. Set the right time on both.',
  },
  EVENT_INVALID: {
    remedy: 'retry',
    hint: 'Central cannot read an event of this station. Update the older of the two; nothing is lost meanwhile.',
  },
  EVENT_GAP: {
    remedy: 'retry',
    hint: 'Central misses earlier events of this station. They are sent again by themselves.',
  },
  EVENT_CONFLICT: {
    remedy: 'retry',
    hint: 'Central holds other events under these numbers: the ledger was restored or copied. Enrol the station again in Set-up.',
  },
  BLOB_CORRUPT: {
    remedy: 'retry',
    hint: 'A photograph arrived at central with other bytes than announced. It is sent again by itself.',
  },
  TOO_LARGE: {
    remedy: 'ask-operator',
    hint: 'What was sent is larger than central takes. Send it in smaller parts.',
  },
  KEY_REFUSED: {
    remedy: 'ask-operator',
    hint: 'Send the key as the header "Authorization: Bearer KEY"; the admin key is in the file central/admin.key in the data folder of central.',
  },
  CENTRAL_BUSY: {
    remedy: 'stop-lane',
    hint: 'Another central uses this data folder. Stop it, or give another folder with --data.',
  },
  CENTRAL_CORRUPT: {
    remedy: 'stop-lane',
    hint: 'The database of central cannot be opened. It was left untouched; put back the last copy of its folder, or check DATABASE_URL.',
  },
  CENTRAL_TOO_NEW: {
    remedy: 'stop-lane',
    hint: 'The database of central was written by a newer version. Install that version again.',
  },
  // people and requests
  NOT_LOGGED_IN: { remedy: 'ask-operator', hint: 'Log in first.' },
  LOGIN_REFUSED: { remedy: 'ask-operator', hint: 'That PIN or badge is not known. Try again.' },
  LOGIN_LOCKED: {
    remedy: 'ask-operator',
    hint: 'Too many wrong tries. Wait a minute, then try again; every further pause is longer.',
  },
  NOT_ALLOWED: { remedy: 'ask-operator', hint: 'Your role may not do this. Ask a supervisor.' },
  NOT_NOW: { remedy: 'ask-operator', hint: 'This cannot be done at this step.' },
  NOT_FOUND: { remedy: 'ask-operator', hint: 'That does not exist (any more).' },
  BAD_INPUT: { remedy: 'ask-operator', hint: 'Something in the request is not as it should be.' },
  // start-up
  CONFIG_WRONG: { remedy: 'stop-lane', hint: 'The configuration has a mistake.' },
  POLICY_WRONG: { remedy: 'stop-lane', hint: 'The policy file has a mistake.' },
  PORT_IN_USE: { remedy: 'stop-lane', hint: 'The port is used by another program.' },
  INTERNAL: {
    remedy: 'ask-operator',
    hint: 'Something went wrong inside the station. Try again; if it stays, tell a supervisor.',
  },
} as const satisfies Record<string, { remedy: Remedy; hint: string }>

export type FaultCode = keyof typeof faults

/** A thing that went wrong, with a code everyone knows; `detail` is one sentence with what was found where. */
export class Fault extends Error {
  override readonly name = 'Fault'
  readonly code: FaultCode
  readonly detail: string

  constructor(code: FaultCode, detail: string, cause?: unknown) {
    super(`${code}: ${detail}`, cause === undefined ? undefined : { cause })
    this.code = code
    this.detail = detail
  }

  get remedy(): Remedy {
    return faults[this.code].remedy
  }

  get hint(): string {
    return faults[this.code].hint
  }
}

/** Any thrown thing as a Fault; what is not one becomes INTERNAL with its message as detail. */
export function asFault(thrown: unknown): Fault {
  if (thrown instanceof Fault) return thrown
  return new Fault('INTERNAL', thrown instanceof Error ? thrown.message : String(thrown), thrown)
}
