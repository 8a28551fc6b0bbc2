import { IconAlertTriangle } from '@tabler/icons-react'
import type { DecidedBy } from '../../main/inspection/record.ts'
import type { Inference } from '../../main/kernel/finding.ts'
import { useWords } from '../kit/words.ts'
import css from './proposing.module.css'

/** Says when the model is silent, and when the item will wait for a supervisor whatever is pressed. */
export function UnsureLine({
  inference,
  decidedBy,
}: {
  inference: Inference | undefined
  decidedBy: DecidedBy
}) {
  const { t } = useWords()
  const silent = inference?.status === 'unsure' ? t(`unsure.${inference.why}`) : undefined
  const held = decidedBy === 'supervisor' ? t('lane.proposing.supervisor') : undefined
  if (!silent && !held) return undefined
  return (
    <p className={css.unsure} data-testid="unsure-line">
      <IconAlertTriangle aria-hidden="true" />
      <span>{[silent, held].filter(Boolean).join(' ')}</span>
    </p>
  )
}
