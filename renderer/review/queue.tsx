import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import css from './queue.module.css'
import { QueueRow } from './queue-row.tsx'
import type { Queue as QueueRows } from './use-queue.ts'

/** Height of a row in pixels, as queue.module.css draws it. */
const ROW = 104
/** Rows from the end at which the next page is asked for. */
const NEAR_END = 30

/** The list, however long: only the rows in sight are drawn. */
export function Queue({ queue, shown }: { queue: QueueRows; shown: string | undefined }) {
  const place = useRef<HTMLDivElement>(null)
  const { rows, more } = queue
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => place.current,
    estimateSize: () => ROW,
    overscan: 8,
  })
  const at = rows.findIndex(({ id }) => id === shown)
  useEffect(() => {
    if (at >= 0) list.scrollToIndex(at, { align: 'auto' })
  }, [at, list])
  const seen = list.getVirtualItems()
  const lastSeen = seen.at(-1)?.index ?? 0
  useEffect(() => {
    if (lastSeen >= rows.length - NEAR_END) more()
  }, [lastSeen, rows.length, more])
  return (
    <div ref={place} className={css.place} data-scroll>
      <ul className={css.list} style={{ height: list.getTotalSize() }}>
        {seen.map(({ index, start }) => {
          const row = rows[index]
          return (
            row && (
              <li key={row.id} className={css.item} style={{ transform: `translateY(${start}px)` }}>
                <QueueRow row={row} shown={row.id === shown} />
              </li>
            )
          )
        })}
      </ul>
    </div>
  )
}
