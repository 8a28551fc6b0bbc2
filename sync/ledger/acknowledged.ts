import { Fault } from '../../main/kernel/fault.ts'
import type { LedgerContext } from './context.ts'

/** How far central has everything: one mark that only grows. */
export function acknowledgedMark({ db, hook }: LedgerContext, newest: () => number) {
  const get = db.prepare<[], number>('SELECT acknowledged FROM uplink').pluck()
  const raise = db.prepare<[number]>('UPDATE uplink SET acknowledged = max(acknowledged, ?)')
  const read = () => get.get() ?? 0
  return {
    read,
    /** Fault LEDGER_BEHIND for a seq never given out: central knows more than this ledger, which came from an old backup. */
    raise(seq: number): void {
      const known = newest()
      if (seq > known)
        throw new Fault(
          'LEDGER_BEHIND',
          `central has events up to ${seq}, the newest of this ledger is ${known}`,
        )
      hook('uplink:ack')
      raise.run(seq)
    },
  }
}
