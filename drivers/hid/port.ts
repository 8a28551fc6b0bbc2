/** What the operating system tells of one HID device (one collection of it) before it is opened. */
export interface HidInfo {
  /** For example /dev/hidraw0; changes from plugging in to plugging in. */
  readonly path: string
  readonly vendorId: number
  readonly productId: number
  readonly serialNumber: string
  /** Maker and product as the device spells them; may be empty. */
  readonly about: string
  readonly usagePage: number
  readonly usage: number
}

/** One open life of a HID device, from plugging in to pulling out. */
export interface HidConnection {
  /** Resolves with the reason when the device has gone or was closed. */
  readonly ended: Promise<string>
  /** An output report, its report id first; rejects when the device is gone. */
  write(report: readonly number[]): Promise<void>
  /** A feature report, its report id first; rejects when the device is gone or knows none. */
  feature(report: readonly number[]): Promise<void>
  close(): Promise<void>
}

/**
 * The HID devices of a machine. Implementers hold to these rules (test/contract/hid.ts):
 *  HI1  list() tells what is plugged in now, and rejects with one sentence where this machine cannot tell;
 *  HI2  reports are heard in order from the moment open() resolves, whole and with their report id first;
 *  HI3  a device pulled out ends its connection with a reason, and a later open() works once it is back;
 *  HI4  close() may be called twice and leaves nothing that keeps the process alive.
 */
export interface HidHost {
  list(): Promise<readonly HidInfo[]>
  open(path: string, heard: (report: Uint8Array) => void): Promise<HidConnection>
}
