import { IconCheck, IconX } from '@tabler/icons-react'
import type { Finding } from '../../main/kernel/finding.ts'
import { numberText, percentText } from '../kit/format.ts'
import { useKeys } from '../kit/keyboard.tsx'
import { useWords } from '../kit/words.ts'
import css from './finding-toggles.module.css'

export interface FindingTogglesProps {
  readonly findings: readonly Finding[]
  readonly rejected: readonly number[]
  readonly onToggle: (index: number) => void
}

/** Each finding with its number: right until a supervisor says that it is wrong. The number's key toggles it. */
export function FindingToggles({ findings, rejected, onToggle }: FindingTogglesProps) {
  const { t } = useWords()
  useKeys(
    Object.fromEntries(findings.slice(0, 9).map((_, index) => [String(index + 1), () => onToggle(index)])),
  )
  return (
    <section aria-label={t('review.findings')}>
      <h3 className={css.title}>{t('review.findings')}</h3>
      {findings.length === 0 && <p className={css.none}>{t('review.noFindings')}</p>}
      <ul className={css.list}>
        {findings.map((finding, index) => (
          <li key={index}>
            <Toggle
              finding={finding}
              number={index + 1}
              right={!rejected.includes(index)}
              onToggle={() => onToggle(index)}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}

interface ToggleProps {
  readonly finding: Finding
  readonly number: number
  readonly right: boolean
  readonly onToggle: () => void
}

function Toggle({ finding, number, right, onToggle }: ToggleProps) {
  const { t } = useWords()
  const Mark = right ? IconCheck : IconX
  return (
    <button
      type="button"
      className={`${css.toggle} ${right ? '' : css.wrong}`}
      aria-pressed={right}
      onClick={onToggle}
      data-testid="finding-toggle"
    >
      <b className={css.number}>{number}</b>
      <span className={css.text}>
        {finding.hint && t('photo.hint')} {t(`finding.${finding.type}`)}, {t(`severity.${finding.severity}`)}
        <FindingFacts finding={finding} />
      </span>
      <span className={css.mark}>
        <Mark aria-hidden="true" />
        {t(right ? 'review.right' : 'review.wrong')}
      </span>
    </button>
  )
}

function FindingFacts({ finding }: { finding: Finding }) {
  const { t, region } = useWords()
  const facts = [
    finding.view && t(`role.${finding.view.role}`),
    finding.sizeMm !== undefined && t('review.mm', { size: numberText(finding.sizeMm, region) }),
    finding.source === 'model'
      ? t('review.score', { percent: percentText(finding.score, region) })
      : t('review.told'),
  ]
  return <span className={css.facts}>{facts.filter(Boolean).join(' · ')}</span>
}
