import { IconArrowLeft, IconChevronDown } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { BigButton } from '../kit/big-button.tsx'
import { timeText } from '../kit/format.ts'
import { useWords } from '../kit/words.ts'
import type { Dimension, ItemPage, ItemRow } from './answers.ts'
import { askJson } from './ask.ts'
import css from './central.module.css'
import { addressOfPlace, type Filter, goBack, queryOf } from './place.ts'
import { WaitingOrKey } from './refused.tsx'
import { wordFor } from './word-for.ts'

/** Items a page brings; the button below the list brings the next. */
const PAGE = '100'

/** The items behind a line of the report, newest first. */
export function ItemsScreen({ filter }: { filter: Filter }) {
  const { t } = useWords()
  const items = useInfiniteQuery({
    queryKey: ['items', filter],
    queryFn: ({ pageParam, signal }) => {
      const more = { limit: PAGE, ...(pageParam ? { after: pageParam } : {}) }
      return askJson<ItemPage>(`/v1/inspections?${queryOf(filter, more)}`, signal)
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  })
  if (!items.data) return <WaitingOrKey error={items.error} />
  const rows = items.data.pages.flatMap((page) => page.rows)
  return (
    <div className={css.report}>
      <ItemsHead filter={filter} />
      {rows.length === 0 ? <p className={css.none}>{t('central.noItems')}</p> : <ItemTable rows={rows} />}
      {items.hasNextPage && (
        <BigButton
          label={t('central.more')}
          icon={IconChevronDown}
          disabled={items.isFetchingNextPage}
          onPress={() => void items.fetchNextPage()}
        />
      )}
    </div>
  )
}

function ItemsHead({ filter }: { filter: Filter }) {
  const words = useWords()
  const { t } = words
  const said = Object.entries(filter).map(([name, value]) =>
    name === 'from' || name === 'to' ? value : wordFor(words, name as Dimension, value),
  )
  return (
    <div className={css.itemsHead}>
      <h1 className={css.heading}>{t('central.itemsTitle')}</h1>
      <p className={css.soft}>{[...new Set(said)].join(' · ')}</p>
      <BigButton label={t('central.back')} icon={IconArrowLeft} onPress={goBack} testId="back" />
    </div>
  )
}

function ItemTable({ rows }: { rows: readonly ItemRow[] }) {
  const { t } = useWords()
  return (
    <table className={css.items}>
      <thead>
        <tr>
          <th scope="col">{t('central.when')}</th>
          <th scope="col">{t('central.item')}</th>
          <th scope="col">{t('central.dimension.site')}</th>
          <th scope="col">{t('central.dimension.grade')}</th>
          <th scope="col">{t('central.dimension.disposition')}</th>
          <th scope="col" className={css.number}>
            {t('central.value')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <ItemLine key={row.id} row={row} />
        ))}
      </tbody>
    </table>
  )
}

function ItemLine({ row }: { row: ItemRow }) {
  const words = useWords()
  const { t, region, money } = words
  const state = row.held && !row.corrected ? t('central.waits') : row.corrected && t('central.changed')
  return (
    <tr data-testid="item-row">
      <td>{timeText(Date.parse(row.at), region)}</td>
      <td>
        <a href={addressOfPlace({ view: 'inspection', id: row.id })}>{row.title || row.plate}</a>
        <span className={css.soft}> {row.sku || row.plate}</span>
      </td>
      <td>{row.site}</td>
      <td>{wordFor(words, 'grade', row.grade)}</td>
      <td>
        {wordFor(words, 'disposition', row.disposition)}
        {state && <span className={css.soft}> ({state})</span>}
      </td>
      <td className={css.number}>{row.value ? money(row.value) : '–'}</td>
    </tr>
  )
}
