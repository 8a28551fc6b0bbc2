import { IconSchool } from '@tabler/icons-react'
import type { ItemView } from '../../main/api/views.ts'
import { addressOf } from '../kit/route.ts'
import { useWords } from '../kit/words.ts'
import css from './teach-offer.module.css'

/** The SKU of an item of which the station knows no whole unit; undefined where it knows one, or has no SKU to know. */
export function untaughtSku({ item, inference }: Pick<ItemView, 'item' | 'inference'>): string | undefined {
  const sku = item && 'sku' in item ? item.sku?.sku : undefined
  // Where the eyes were silent for another reason, that reason is told, not this one.
  if (inference?.status !== 'done') return undefined
  return inference.memory?.some(({ units }) => units > 0) ? undefined : sku
}

/** Nothing to compare this item with: the way to teach it. The item on the lane is finished first. */
export function TeachOffer({ item }: { item: ItemView }) {
  const { t } = useWords()
  const sku = untaughtSku(item)
  if (sku === undefined) return undefined
  return (
    <p className={css.offer} data-offer>
      {t('teach.noneKnown')}
      <a className={css.link} href={addressOf('teach', sku)} data-testid="teach-offer">
        <IconSchool aria-hidden="true" />
        {t('teach.teachIt')}
      </a>
    </p>
  )
}
