import { IconPrinter, IconScan } from '@tabler/icons-react'
import type { LaneView } from '../../main/api/views.ts'
import { Sign } from '../kit/sign.tsx'
import { useWords } from '../kit/words.ts'
import { LabelCheck } from './label-check.tsx'
import css from './outcome.module.css'
import { type Outcome, outcomeOf } from './outcome.ts'
import { ScanActions } from './scan-step.tsx'

/** The big sign: where the item goes, as shape, colour and word; meanwhile the label prints and the next scan is welcome. */
export function OutcomeStep({ view }: { view: LaneView }) {
  const { t } = useWords()
  const outcome = outcomeOf(view)
  const check = view.state === 'scan' ? undefined : view.check
  const next = !check && (view.state === 'scan' || view.state === 'printing')
  return (
    <div className={css.outcome}>
      {outcome && <BigSign outcome={outcome} />}
      <div className={css.next}>
        {next && (
          <>
            <IconScan className={css.scan} stroke={1.25} aria-hidden="true" />
            <p className={css.nextText}>{t('lane.outcome.next')}</p>
          </>
        )}
        {check && <LabelCheck check={check} id={view.last?.id} />}
        {!next && !check && <p className={css.nextText}>{t('lane.outcome.writing')}</p>}
        {view.state === 'scan' && <ScanActions simulated={view.simulated} />}
      </div>
    </div>
  )
}

function BigSign({ outcome }: { outcome: Outcome }) {
  const { t } = useWords()
  const { disposition, grade, held, label } = outcome
  return (
    <section className={css.sign} role="status" data-testid="outcome" data-disposition={disposition}>
      <Sign disposition={disposition} size="large" />
      <h1 className={css.word}>{t(`disposition.${disposition}.name`)}</h1>
      <p className={css.put}>{held ? t('lane.outcome.held') : t(`disposition.${disposition}.put`)}</p>
      <p className={css.grade}>{t('lane.outcome.grade', { grade, name: t(`grade.${grade}.name`) })}</p>
      {label && (
        <p className={css.label} data-testid="label-state">
          <IconPrinter aria-hidden="true" />
          {t(`lane.outcome.label.${label}`)}
        </p>
      )}
    </section>
  )
}
