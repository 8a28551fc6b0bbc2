import { VisuallyHidden } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ReviewItem } from '../../main/api/views.ts'
import { findingsOf } from '../../main/inspection/record.ts'
import { BigButton } from '../kit/big-button.tsx'
import { timeText } from '../kit/format.ts'
import { useWords } from '../kit/words.ts'
import { Corrections } from '../review/corrections.tsx'
import { DecisionCard } from '../review/decision-card.tsx'
import { RecordFacts } from '../review/record-facts.tsx'
import type { CentralInspection } from './answers.ts'
import { askJson } from './ask.ts'
import css from './central.module.css'
import { CentralPhoto } from './central-photo.tsx'
import { goBack } from './place.ts'
import { WaitingOrKey } from './refused.tsx'

/** One inspection as central keeps it: photographs with findings, the decision and its reasons, the record. */
export function InspectionScreen({ id }: { id: string }) {
  const found = useQuery({
    queryKey: ['inspection', id],
    queryFn: ({ signal }) => askJson<CentralInspection>(`/v1/inspections/${encodeURIComponent(id)}`, signal),
  })
  if (!found.data) return <WaitingOrKey error={found.error} />
  return (
    <div className={css.report}>
      <Head inspection={found.data} />
      <Body inspection={found.data} />
    </div>
  )
}

function Head({ inspection: { record, station } }: { inspection: CentralInspection }) {
  const { t, itemTitle, region } = useWords()
  return (
    <div className={css.itemsHead}>
      <h1 className={css.heading}>{itemTitle(record.item)}</h1>
      <p className={css.soft}>
        {[station.site, station.name, record.plate, timeText(record.decision.at, region)].join(' · ')}
      </p>
      <BigButton label={t('central.back')} icon={IconArrowLeft} onPress={goBack} testId="back" />
    </div>
  )
}

function Body({ inspection: { record, corrections, printed } }: { inspection: CentralInspection }) {
  const { t } = useWords()
  const findings = findingsOf(record)
  const decided = corrections.some(({ kind }) => kind === 'confirmed' || kind === 'overridden')
  const item: ReviewItem = {
    record,
    corrections,
    findings,
    open: record.decision.held && !decided,
    printed: printed.length > 0,
  }
  return (
    <div className={css.inspection}>
      <section className={css.photos} aria-label={t('central.photos')}>
        {/* Without a photograph the decision's heading would skip a level. */}
        {record.shots.length === 0 && <VisuallyHidden component="h2">{t('central.photos')}</VisuallyHidden>}
        {record.shots.length === 0 && <p className={css.none}>{t('lane.proposing.noPhotos')}</p>}
        {record.shots.map((shot) => (
          <CentralPhoto key={shot.role} shot={shot} findings={findings} />
        ))}
      </section>
      <div className={css.inspectionFacts}>
        <DecisionCard item={item} />
        <Corrections corrections={corrections} />
        <RecordFacts record={record} />
      </div>
    </div>
  )
}
