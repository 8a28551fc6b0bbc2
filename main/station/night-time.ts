/** Hours of the station's own clock in which nobody works: from 1 o'clock, and before 5. */
const night = { from: 1, before: 5 } as const

/** The wall clock of a place: `day` as 2026-01-31, `hour` 0 to 23. Without a zone it is the machine's own. */
export function wallClock(ms: number, zone?: string): { readonly day: string; readonly hour: number } {
  const options = { dateStyle: 'short', timeStyle: 'short', timeZone: zone } as const
  // Swedish writes 2026-01-31 13:05.
  const [day = '', time = ''] = new Intl.DateTimeFormat('sv-SE', options).format(ms).split(' ')
  return { day, hour: Number(time.slice(0, 2)) }
}

export function isNight(ms: number, zone?: string): boolean {
  const { hour } = wallClock(ms, zone)
  return hour >= night.from && hour < night.before
}
