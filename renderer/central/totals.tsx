import type { Money } from '../../main/kernel/item.ts'
import { numberText } from '../kit/format.ts'
import { useWords } from '../kit/words.ts'
import type { Report } from './answers.ts'
import css from './central.module.css'

/** The sums over everything the filter lets through; amounts stay apart by currency. */
export function Totals({ totals }: { totals: Report['totals'] }) {
  const { t, region, money } = useWords()
  const sum = (pick: (amount: Report['totals']['amounts'][number]) => Money | null) => {
    const sums = totals.amounts.flatMap((amount) => pick(amount) ?? []).map(money)
    return sums.length > 0 ? sums : ['–']
  }
  const figures = [
    [t('central.items'), [numberText(totals.items, region)]],
    [t('central.waiting'), [numberText(totals.waiting, region)]],
    [t('central.corrected'), [numberText(totals.corrected, region)]],
    [t('central.value'), sum(({ value }) => value)],
    [t('central.expected'), sum(({ expected }) => expected)],
  ] as const
  return (
    <dl className={css.totals}>
      {figures.map(([name, amounts]) => (
        <div key={name} className={css.total}>
          <dt>{name}</dt>
          <dd data-testid="total">
            {amounts.map((amount) => (
              <span key={amount}>{amount}</span>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  )
}
