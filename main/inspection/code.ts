/** What kind of code was read. */
export type CodeKind = 'gtin' | 'gs1' | 'licence_plate' | 'tracking' | 'rma' | 'text' | 'unreadable'

/** A code taken apart, before anybody asks the catalogue. */
export interface CodeReading {
  readonly kind: CodeKind
  /** The code without AIM prefix; control characters shown as <GS>, <RS>; at most 200 characters. */
  readonly display: string
  /** AIM symbology identifier, for example `]C1`; absent when the device sent none. */
  readonly aim?: string
  /** GTIN-14 with a right check digit. */
  readonly gtin?: string
  readonly serial?: string
  readonly batch?: string
  /** ISO date, yyyy-mm-dd. */
  readonly expiry?: string
  readonly carrier?: string
  /** Keys to look up as return references (RMA, tracking, plate, order), upper case, in order of trust. */
  readonly references: readonly string[]
  /** Why a code is unreadable, as a reason code: empty, too_long, binary, bad_check_digit, half_read. */
  readonly problem?: string
}
