import { IconAlertTriangle } from '@tabler/icons-react'
import type { Inference } from '../../main/kernel/finding.ts'
import { useWords } from '../kit/words.ts'
import css from './proposing.module.css'

/** Says when the model is silent, and why. */
export function UnsureLine({ inference }: { inference: Inference | undefined }) {
  const { t } = useWords()
  if (inference?.status !== 'unsure') return undefined
  return (
    <p className={css.unsure} data-testid="unsure-line">
      <IconAlertTriangle aria-hidden="true" />
      <span>{t(`unsure.${inference.why}`)}</span>
    </p>
  )
}
