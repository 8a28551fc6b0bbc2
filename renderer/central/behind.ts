import type { ReportRow } from './answers.ts'
import type { Filter, Place } from './place.ts'

/** The filter that shows the items behind one line: the report's own, narrowed to the line's values. */
export function behind(
  row: ReportRow,
  { filter, group }: Pick<Extract<Place, { view: 'report' }>, 'filter' | 'group'>,
): Filter {
  const own = group.flatMap((name): [string, string | undefined][] =>
    name === 'day'
      ? [
          ['from', row.day],
          ['to', row.day],
        ]
      : [[name, row[name]]],
  )
  return { ...filter, ...Object.fromEntries(own.filter(([, value]) => value)) }
}
