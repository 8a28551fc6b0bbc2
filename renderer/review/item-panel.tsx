import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReviewItem } from '../../main/api/views.ts'
import { categoryOf } from '../../main/inspection/item-facts.ts'
import { api } from '../kit/api.ts'
import { timeText } from '../kit/format.ts'
import { LikenessLine } from '../kit/likeness-line.tsx'
import { Waiting } from '../kit/waiting.tsx'
import { useWords } from '../kit/words.ts'
import { Corrections } from './corrections.tsx'
import { DecideBar } from './decide-bar.tsx'
import { DecisionCard } from './decision-card.tsx'
import { FindingToggles } from './finding-toggles.tsx'
import { ItemPhotos } from './item-photos.tsx'
import { RecordFacts } from './record-facts.tsx'
import css from './review.module.css'

export interface ItemPanelProps {
  readonly id: string
  readonly onDone: () => void
  readonly onNext: () => void
}

/** One item, whole: photographs, findings, decision, record; and what a supervisor says to it. */
export function ItemPanel({ id, onDone, onNext }: ItemPanelProps) {
  const item = useQuery(api.review.item.queryOptions({ id }))
  if (!item.data) return <Waiting error={item.error} />
  return <Loaded item={item.data} onDone={onDone} onNext={onNext} />
}

function Loaded({ item, onDone, onNext }: { item: ReviewItem } & Omit<ItemPanelProps, 'id'>) {
  const category = categoryOf(item.record.item)
  const reasons = useQuery(api.lane.reasonCodes.queryOptions({ category }))
  const [rejected, setRejected] = useState<readonly number[]>(rejectedOf(item))
  const toggle = (index: number) =>
    setRejected((now) => (now.includes(index) ? now.filter((each) => each !== index) : [...now, index]))
  return (
    <article className={css.panel}>
      <Head item={item} />
      <div className={css.columns}>
        <ItemPhotos item={item} rejected={rejected} />
        <div className={css.facts2} data-scroll>
          <LikenessLine inference={item.record.inference} calm />
          <DecisionCard item={item} />
          <FindingToggles findings={item.findings} rejected={rejected} onToggle={toggle} />
          <Corrections corrections={item.corrections} reasons={reasons.data} />
          <RecordFacts record={item.record} />
        </div>
      </div>
      <DecideBar item={item} rejected={rejected} onDone={onDone} onNext={onNext} />
    </article>
  )
}

/** A word about the label alone says nothing of the findings. */
function rejectedOf({ corrections }: ReviewItem): readonly number[] {
  const said = corrections.findLast(({ kind }) => kind === 'confirmed' || kind === 'overridden')
  return said?.rejectedFindings ?? []
}

function Head({ item: { record } }: { item: ReviewItem }) {
  const { t, itemTitle, money, region } = useWords()
  const { item } = record
  const sku = 'sku' in item ? item.sku : undefined
  const facts = [
    sku?.sku,
    sku && t(`category.${sku.category}`),
    sku && money(sku.price),
    record.plate,
    timeText(record.decision.at, region),
  ]
  return (
    <header className={css.head}>
      <h2 className={css.title}>{itemTitle(item)}</h2>
      <p className={css.facts}>{facts.filter(Boolean).join(' · ')}</p>
    </header>
  )
}
