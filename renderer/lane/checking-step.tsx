import { IconCheck, IconQuestionMark, IconX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { LaneView, QuestionView } from '../../main/api/views.ts'
import { api } from '../kit/api.ts'
import { BigButton } from '../kit/big-button.tsx'
import { useKeys } from '../kit/keyboard.tsx'
import { useWords } from '../kit/words.ts'
import { CancelButton } from './cancel-button.tsx'
import { ItemLine } from './item-line.tsx'
import css from './lane.module.css'

/** One question of the checklist: yes, no, or not sure. */
export function CheckingStep({ view }: { view: LaneView }) {
  const { t } = useWords()
  const { question } = view
  return (
    <div className={css.step}>
      <ItemLine view={view} />
      {question ? (
        <Question key={question.id} question={question} />
      ) : (
        <h1 className={css.main}>{t('app.loading')}</h1>
      )}
      <div className={css.actions}>
        <CancelButton />
      </div>
    </div>
  )
}

function Question({ question }: { question: QuestionView }) {
  const { t, language } = useWords()
  const answer = useMutation(api.lane.answer.mutationOptions())
  const busy = answer.isPending || answer.isSuccess
  const say = (word: 'yes' | 'no' | 'unknown') => {
    if (!busy) answer.mutate({ question: question.id, answer: word })
  }
  useKeys({ 1: () => say('yes'), 2: () => say('no'), 3: () => say('unknown') })
  const hint = question.hints?.[language] ?? question.hint
  return (
    <div className={css.question}>
      <p className={css.soft}>{t('lane.checking.progress', { number: question.number, of: question.of })}</p>
      <h1 className={css.ask} data-testid="question">
        {question.texts[language] ?? question.text}
      </h1>
      {hint && <p className={css.soft}>{hint}</p>}
      <div className={css.answers}>
        <BigButton
          label={t('app.yes')}
          icon={IconCheck}
          size="huge"
          hotkey="1"
          disabled={busy}
          onPress={() => say('yes')}
          testId="yes"
        />
        <BigButton
          label={t('app.no')}
          icon={IconX}
          size="huge"
          hotkey="2"
          disabled={busy}
          onPress={() => say('no')}
          testId="no"
        />
        <BigButton
          label={t('app.unsure')}
          icon={IconQuestionMark}
          size="huge"
          hotkey="3"
          disabled={busy}
          onPress={() => say('unknown')}
          testId="unsure"
        />
      </div>
    </div>
  )
}
