import type { LedgerContext } from './context.ts'

/** Numbers for the status strip; `today` starts at midnight of the station's time zone. */
export function counting({ db, clock }: LedgerContext) {
  const open = db.prepare<[], number>('SELECT count(*) FROM standings WHERE open = 1').pluck()
  const since = db.prepare<[number], number>('SELECT count(*) FROM standings WHERE at >= ?').pluck()
  return {
    open: (): number => open.get() ?? 0,
    today: (): number => since.get(new Date(clock.now()).setHours(0, 0, 0, 0)) ?? 0,
  }
}
