import { VisuallyHidden } from '@mantine/core'
import { useState } from 'react'
import { useKeys } from '../kit/keyboard.tsx'
import { goTo } from '../kit/route.ts'
import { Waiting } from '../kit/waiting.tsx'
import { useWords } from '../kit/words.ts'
import { ItemPanel } from './item-panel.tsx'
import { neighbour } from './neighbour.ts'
import { Queue } from './queue.tsx'
import { QueueFilters } from './queue-filters.tsx'
import css from './review.module.css'
import { type QueueFilter, useQueue, whyEmpty } from './use-queue.ts'

/** The supervisor's screen: what waits at the left, the item and its decision at the right. */
export function ReviewScreen({ id }: { id: string | undefined }) {
  const { t } = useWords()
  const [filter, setFilter] = useState<QueueFilter>({ which: 'open' })
  const queue = useQueue(filter)
  const shown = id ?? queue.rows[0]?.id
  const waiting = queue.loading || queue.error !== null
  const empty = !waiting && queue.rows.length === 0
  const go = (step: 1 | -1) => {
    const next = neighbour(queue.rows, shown, step)
    if (next) goTo('review', next, true)
  }
  const up = () => go(-1)
  const down = () => go(1)
  useKeys({ j: down, ArrowDown: down, ' ': down, k: up, ArrowUp: up })
  // What comes after is settled before deciding: a decided item leaves the list.
  const after = neighbour(queue.rows, shown, 1) ?? neighbour(queue.rows, shown, -1)
  return (
    <div className={css.screen}>
      <VisuallyHidden component="h1">{t('screen.review')}</VisuallyHidden>
      <section className={css.side} aria-label={t('review.queue')}>
        <QueueFilters filter={filter} open={queue.open} onChange={setFilter} />
        {waiting && <Waiting error={queue.error} />}
        {empty && id && <p className={css.empty}>{t(whyEmpty(filter))}</p>}
        {!waiting && !empty && <Queue queue={queue} shown={shown} />}
      </section>
      {shown ? (
        <ItemPanel key={shown} id={shown} onDone={() => goTo('review', after, true)} onNext={down} />
      ) : (
        empty && <p className={css.nothing}>{t(whyEmpty(filter))}</p>
      )}
    </div>
  )
}
