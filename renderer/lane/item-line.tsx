import type { LaneView } from '../../main/api/views.ts'
import { useWords, type Words } from '../kit/words.ts'
import css from './item-line.module.css'

/** What is on the table: title, number, price, why it came back, and how many more belong to the same return. */
export function ItemLine({ view }: { view: LaneView }) {
  const words = useWords()
  const { t, itemTitle, orElse } = words
  const item = view.item?.item
  if (!view.item || !item) return undefined
  const line = 'line' in item ? item.line : undefined
  const facts = [
    ...skuFacts(words, item),
    line && t('lane.rma', { rma: line.rma }),
    line?.reason && t('lane.returned', { reason: orElse(`returnReason.${line.reason}`, line.reason) }),
    item.kind === 'unlisted' && t(`category.${item.category}`),
    view.item.weightGrams !== undefined && t('lane.weighs', { grams: Math.round(view.item.weightGrams) }),
    // The item itself is one of the open lines.
    view.rma && view.openLinesOnReturn > 1 && t('lane.moreOnReturn', { count: view.openLinesOnReturn - 1 }),
  ]
  return (
    <section className={css.line} aria-label={t('lane.item')}>
      <h2 className={css.title}>{itemTitle(item)}</h2>
      <p className={css.facts}>{facts.filter(Boolean).join(' · ')}</p>
    </section>
  )
}

function skuFacts({ t, money }: Words, item: NonNullable<NonNullable<LaneView['item']>['item']>) {
  if (!('sku' in item) || !item.sku) return []
  return [item.sku.sku, t(`category.${item.sku.category}`), money(item.sku.price)]
}
