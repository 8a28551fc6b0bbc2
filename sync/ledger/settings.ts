import type { LedgerContext } from './context.ts'

/** Small facts of the station by name. */
export function settingsBook({ db }: LedgerContext) {
  const get = db.prepare<[string], string>('SELECT value FROM settings WHERE key = ?').pluck()
  const set = db.prepare<[string, string]>(
    'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  )
  return {
    get: (key: string): string | undefined => get.get(key),
    set: (key: string, value: string) => void set.run(key, value),
  }
}
