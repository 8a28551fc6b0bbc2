import type { ReactNode } from 'react'
import type { InspectionRecord } from '../../main/inspection/record.ts'
import { numberText, percentText, timeText } from '../kit/format.ts'
import { plainWords, useWords } from '../kit/words.ts'
import css from './facts.module.css'

/** The record itself: code, references, answers, odds, versions, times. */
export function RecordFacts({ record }: { record: InspectionRecord }) {
  const { t } = useWords()
  return (
    <section aria-label={t('review.record')}>
      <h3 className={css.title}>{t('review.record')}</h3>
      <dl className={css.facts}>
        <CodeFacts record={record} />
        <WeightFact record={record} />
        <AnswerFacts record={record} />
        <JudgeFacts record={record} />
        <TimeFacts record={record} />
      </dl>
    </section>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={css.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function CodeFacts({ record: { reading, item, plate, id } }: { record: InspectionRecord }) {
  const { t, orElse } = useWords()
  const line = 'line' in item ? item.line : undefined
  const references = [line?.rma ?? ('rma' in item ? item.rma : undefined), line?.order, line?.tracking]
  return (
    <>
      <Fact name={t('review.code')}>{reading.display}</Fact>
      <Fact name={t('review.references')}>{references.filter(Boolean).join(', ') || '–'}</Fact>
      {line?.reason && (
        <Fact name={t('review.returnReason')}>{orElse(`returnReason.${line.reason}`, line.reason)}</Fact>
      )}
      <Fact name={t('review.plate')}>{plate}</Fact>
      <Fact name={t('review.id')}>{id}</Fact>
    </>
  )
}

/** What the scale showed, beside what the catalogue expects. */
function WeightFact({ record: { weightGrams, item } }: { record: InspectionRecord }) {
  const { t, region } = useWords()
  if (weightGrams === undefined) return undefined
  const expected = 'sku' in item ? item.sku?.weightGrams : undefined
  const grams = numberText(Math.round(weightGrams), region)
  return (
    <Fact name={t('review.weight')}>
      {expected === undefined
        ? t('review.grams', { grams })
        : t('review.gramsOf', { grams, expected: numberText(expected, region) })}
    </Fact>
  )
}

const answerWords = { yes: 'app.yes', no: 'app.no', unknown: 'app.unsure' } as const

function AnswerFacts({ record: { answers } }: { record: InspectionRecord }) {
  const { t, orElse } = useWords()
  return answers.map(({ question, answer }) => (
    <Fact key={question} name={orElse(`question.${question}`, plainWords(question))}>
      {t(answerWords[answer])}
    </Fact>
  ))
}

function JudgeFacts({ record: { verdict, versions } }: { record: InspectionRecord }) {
  const { t, region } = useWords()
  const odds = Object.entries(verdict.probabilities).map(
    ([grade, odd]) => `${grade} ${percentText(odd, region)}`,
  )
  return (
    <>
      <Fact name={t('review.odds')}>{odds.join(' · ')}</Fact>
      <Fact name={t('review.voices')}>{t('review.voicesAre', verdict.voices)}</Fact>
      <Fact name={t('review.versions')}>
        {[versions.policy, versions.model, versions.station].join(' · ')}
      </Fact>
    </>
  )
}

function TimeFacts({ record: { timings, scan } }: { record: InspectionRecord }) {
  const { t, region, orElse } = useWords()
  const steps = Object.entries(timings).map(
    ([step, ms]) =>
      `${orElse(`step.${step}`, plainWords(step))} ${t('review.ms', { ms: numberText(ms, region) })}`,
  )
  return (
    <>
      <Fact name={t('review.scanned')}>{timeText(scan.at, region)}</Fact>
      <Fact name={t('review.timings')}>{steps.join(' · ')}</Fact>
    </>
  )
}
