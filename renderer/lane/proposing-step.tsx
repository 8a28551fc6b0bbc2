import type { LaneView } from '../../main/api/views.ts'
import { categoryOf } from '../../main/inspection/item-facts.ts'
import type { GradeVerdict, Proposal } from '../../main/inspection/record.ts'
import { LikenessLine } from '../kit/likeness-line.tsx'
import { PhotoPanel } from '../kit/photo-panel.tsx'
import { useWords } from '../kit/words.ts'
import { ItemLine } from './item-line.tsx'
import { OfferLine } from './offer-line.tsx'
import { ProposalActions } from './proposal-actions.tsx'
import { ProposalPanel } from './proposal-panel.tsx'
import css from './proposing.module.css'
import { TeachOffer } from './teach-offer.tsx'
import { UnsureLine } from './unsure-line.tsx'

/** What was seen, the grade and why, where it should go; confirm is the one thing to do. */
export function ProposingStep({ view }: { view: LaneView }) {
  const { t } = useWords()
  const { item } = view
  if (!item?.verdict || !item.proposal) return <p className={css.wait}>{t('app.loading')}</p>
  return (
    <div className={css.step}>
      <ItemLine view={view} />
      <div className={css.columns}>
        <div className={css.left}>
          {item.shots.length > 0 ? (
            <PhotoPanel
              key={item.id}
              shots={item.shots}
              findings={item.findings}
              inference={item.inference}
            />
          ) : (
            <p className={css.noPhotos}>{t('lane.proposing.noPhotos')}</p>
          )}
        </div>
        <Right verdict={item.verdict} proposal={item.proposal} view={view} />
      </div>
      <ProposalActions
        verdict={item.verdict}
        proposal={item.proposal}
        category={item.item ? categoryOf(item.item) : 'other'}
      />
    </div>
  )
}

function Right({ view, ...decided }: { verdict: GradeVerdict; proposal: Proposal; view: LaneView }) {
  return (
    <div className={css.right}>
      <UnsureLine inference={view.item?.inference} />
      <LikenessLine inference={view.item?.inference} />
      {view.item && <TeachOffer item={view.item} />}
      <OfferLine offer={view.offer} />
      <ProposalPanel {...decided} />
    </div>
  )
}
