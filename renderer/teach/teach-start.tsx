import { useQuery } from '@tanstack/react-query'
import { api } from '../kit/api.ts'
import { goTo } from '../kit/route.ts'
import { Waiting } from '../kit/waiting.tsx'
import { useWords } from '../kit/words.ts'
import { SkuSearch } from '../lane/sku-search.tsx'
import { LaneItemHint } from './lane-item-hint.tsx'
import { TaughtList } from './taught-list.tsx'
import css from './teach.module.css'

/** Which product is taught: scan it or search it; beside that, what is known already. */
export function TeachStart() {
  const { t } = useWords()
  const list = useQuery(api.teach.list.queryOptions(undefined, { refetchOnMount: 'always' }))
  return (
    <div className={css.start}>
      <section className={css.pick}>
        <h1 className={css.main}>{t('teach.title')}</h1>
        <p className={css.lead}>{t('teach.lead')}</p>
        <LaneItemHint />
        <SkuSearch busy={false} onPick={({ sku }) => goTo('teach', sku)} />
      </section>
      <section className={css.known} aria-label={t('teach.known')}>
        {list.data ? <TaughtList rows={list.data} /> : <Waiting error={list.error} />}
      </section>
    </div>
  )
}
