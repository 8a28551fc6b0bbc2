/**
 * Photographs on disk, named by their SHA-256. Implementers hold to these rules (test/contract/evidence.ts):
 *  EV1  keep() returns only after the bytes are durable under their final name (written, fsynced, renamed, folder fsynced);
 *  EV2  a power cut at any step leaves no half-written file under a final name;
 *  EV3  keeping the same bytes twice is one file;
 *  EV4  read() checks the hash: other bytes are Fault EVIDENCE_CORRUPT, no file is EVIDENCE_MISSING;
 *  EV5  sweep() removes only files no row names and older than the age given, and leftovers of cut writes;
 *  EV6  a full disk is Fault DISK_FULL and leaves nothing behind;
 *  EV7  what this process kept is old by its own ticks, not by the wall clock: a clock that jumps sweeps nothing fresh;
 *  EV8  a text that is no lower-case hex SHA-256 never becomes a path: it is EVIDENCE_MISSING.
 */
export interface Evidence {
  keep(bytes: Uint8Array): Promise<string>
  read(sha256: string): Promise<Uint8Array>
  has(sha256: string): Promise<boolean>
  /** Removes orphans older than `olderThanMs`; `named` tells whether a row names the hash. Returns how many went. */
  sweep(named: (sha256: string) => boolean, olderThanMs: number): Promise<number>
}
