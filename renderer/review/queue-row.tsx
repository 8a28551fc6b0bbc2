import { IconPhotoOff } from '@tabler/icons-react'
import type { ReviewRow } from '../../main/api/views.ts'
import { timeText } from '../kit/format.ts'
import { GradeMark } from '../kit/grade-mark.tsx'
import { evidenceAddress } from '../kit/photo-view.tsx'
import { addressOf } from '../kit/route.ts'
import { Sign } from '../kit/sign.tsx'
import { useWords } from '../kit/words.ts'
import css from './queue.module.css'

/** One item of the queue: photograph, title, when, grade and where it goes. */
export function QueueRow({ row, shown }: { row: ReviewRow; shown: boolean }) {
  const { t, region } = useWords()
  return (
    <a
      className={css.row}
      href={addressOf('review', row.id)}
      aria-current={shown ? 'true' : undefined}
      data-testid="queue-row"
    >
      {row.thumbnail ? (
        <img className={css.thumb} src={evidenceAddress(row.thumbnail, 160)} alt="" loading="lazy" />
      ) : (
        <span className={css.thumb}>
          <IconPhotoOff aria-hidden="true" />
        </span>
      )}
      <span className={css.text}>
        <span className={css.title}>{row.title}</span>
        <span className={css.facts}>{timeText(row.at, region)}</span>
        <span className={css.facts}>
          {row.open && t('review.waits')}
          {row.voided && t('review.voided')}
          {!(row.open || row.voided) && t(`disposition.${row.disposition}.name`)}
        </span>
      </span>
      <span className={css.marks}>
        <GradeMark grade={row.grade} size="small" />
        <Sign disposition={row.disposition} size="small" />
      </span>
    </a>
  )
}
