/** One code found in a picture. */
export interface FoundCode {
  /** Its AIM symbology identifier and its text, FNC1 as GS (0x1D). */
  readonly text: string
  /** Read so well that one picture is enough; a code that is not has to be found in two pictures (see symbols.ts). */
  readonly sure: boolean
}

/**
 * Finds codes in photographs. Implementers hold to these rules (test/contract/code-reader.ts):
 *  CR1  a code's text is whole, its AIM identifier in front, FNC1 as GS; the same code twice in a picture is one;
 *  CR2  a picture with no code, or none at all, has no codes: nothing rejects;
 *  CR3  the caller's event loop is never kept waiting;
 *  CR4  close() may be called twice and leaves nothing that keeps the process alive; read() after it finds nothing.
 */
export interface CodeReader {
  /** With `series`, a picture like the one of that series before it is not looked through again: its codes are the same. */
  read(photo: Uint8Array, series?: string): Promise<readonly FoundCode[]>
  close(): Promise<void>
}
