import { IconPrinter } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReviewRow } from '../../main/api/views.ts'
import { api } from '../kit/api.ts'
import { BigButton } from '../kit/big-button.tsx'
import { timeText } from '../kit/format.ts'
import { GradeMark } from '../kit/grade-mark.tsx'
import { Page } from '../kit/panel.tsx'
import { evidenceAddress } from '../kit/photo-view.tsx'
import { ReprintDialog } from '../kit/reprint-dialog.tsx'
import { Sign } from '../kit/sign.tsx'
import { Waiting } from '../kit/waiting.tsx'
import { useWords } from '../kit/words.ts'
import css from './history.module.css'

/** The last items of this station, newest first, for a label that was lost or torn. */
export function HistoryScreen() {
  const { t } = useWords()
  const [reprint, setReprint] = useState<ReviewRow>()
  const history = useQuery(api.lane.history.queryOptions(undefined, { refetchOnMount: 'always' }))
  if (!history.data) return <Waiting error={history.error} />
  return (
    <Page title={t('history.title')}>
      {history.data.length === 0 && <p className={css.none}>{t('history.none')}</p>}
      <ul className={css.list}>
        {history.data.map((row) => (
          <li key={row.id}>
            <Row row={row} onReprint={() => setReprint(row)} />
          </li>
        ))}
      </ul>
      {reprint && (
        <ReprintDialog id={reprint.id} plate={reprint.plate} onClose={() => setReprint(undefined)} />
      )}
    </Page>
  )
}

function Row({ row, onReprint }: { row: ReviewRow; onReprint: () => void }) {
  const { t, region } = useWords()
  return (
    <article className={css.row}>
      {row.thumbnail ? (
        <img className={css.thumb} src={evidenceAddress(row.thumbnail, 160)} alt="" loading="lazy" />
      ) : (
        <span className={css.thumb} />
      )}
      <div className={css.text}>
        <h2 className={css.title}>{row.title}</h2>
        <p className={css.facts}>
          {[
            row.plate,
            timeText(row.at, region),
            row.open && t('history.held'),
            row.voided && t('history.voided'),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <p className={css.verdict}>
        <Sign disposition={row.disposition} size="small" />
        {t(`disposition.${row.disposition}.name`)}
      </p>
      <GradeMark grade={row.grade} size="small" />
      <BigButton
        label={t('reprint.button')}
        icon={IconPrinter}
        disabled={row.voided}
        onPress={onReprint}
        testId="reprint"
      />
    </article>
  )
}
