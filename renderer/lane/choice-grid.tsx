import { IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import type { Candidate } from '../../main/inspection/record.ts'
import { BigButton } from '../kit/big-button.tsx'
import { useKeys } from '../kit/keyboard.tsx'
import { useWords } from '../kit/words.ts'
import css from './choice-grid.module.css'

export interface ChoiceGridProps {
  readonly choices: readonly { readonly key: string; readonly candidate: Candidate }[]
  readonly busy: boolean
  readonly onPick: (index: number) => void
}
/** As many as fit on one screen without scrolling. */
const PER_PAGE = 6

/** Large cards to pick one item from, six at a time. */
export function ChoiceGrid({ choices, busy, onPick }: ChoiceGridProps) {
  const { t } = useWords()
  const [page, setPage] = useState(0)
  const pages = Math.ceil(choices.length / PER_PAGE)
  const start = (page % pages) * PER_PAGE
  const shown = choices.slice(start, start + PER_PAGE)
  useKeys({
    ...Object.fromEntries(shown.map((_, index) => [String(index + 1), () => onPick(start + index)])),
    m: pages > 1 ? () => setPage(page + 1) : undefined,
  })
  return (
    <div className={css.area}>
      <ul className={css.grid}>
        {shown.map(({ key, candidate }, index) => (
          <li key={key}>
            <Card candidate={candidate} number={index + 1} busy={busy} onPick={() => onPick(start + index)} />
          </li>
        ))}
      </ul>
      {pages > 1 && (
        <BigButton
          label={t('lane.identified.more', { page: (page % pages) + 1, pages })}
          icon={IconChevronRight}
          hotkey="M"
          onPress={() => setPage(page + 1)}
        />
      )}
    </div>
  )
}

interface CardProps {
  readonly candidate: Candidate
  readonly number: number
  readonly busy: boolean
  readonly onPick: () => void
}

function Card({ candidate: { item }, number, busy, onPick }: CardProps) {
  const { t, itemTitle, orElse, money } = useWords()
  const sku = 'sku' in item ? item.sku : undefined
  const line = 'line' in item ? item.line : undefined
  return (
    <button type="button" className={css.card} disabled={busy} onClick={onPick} data-testid="candidate">
      <span className={css.title}>{itemTitle(item)}</span>
      {sku && (
        <span className={css.facts}>
          {t('lane.skuLine', {
            sku: sku.sku,
            category: t(`category.${sku.category}`),
            price: money(sku.price),
          })}
        </span>
      )}
      {line && (
        <span className={css.facts}>
          {t('lane.rma', { rma: line.rma })}
          {line.reason && ` · ${orElse(`returnReason.${line.reason}`, line.reason)}`}
        </span>
      )}
      <kbd className={css.key}>{number}</kbd>
    </button>
  )
}
