import { IconCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { OverrideInput } from '../../main/api/desk.ts'
import { type Disposition, dispositions, type Grade, grades } from '../../main/inspection/record.ts'
import type { Category } from '../../main/kernel/item.ts'
import { api } from './api.ts'
import { BigButton } from './big-button.tsx'
import { Dialog } from './dialog.tsx'
import { GradeMark } from './grade-mark.tsx'
import css from './override-dialog.module.css'
import { ReasonPicker } from './reason-picker.tsx'
import { Sign } from './sign.tsx'
import { useWords } from './words.ts'

export interface OverrideDialogProps {
  readonly grade: Grade
  readonly disposition: Disposition
  readonly category: Category
  readonly busy: boolean
  readonly onClose: () => void
  readonly onDone: (change: OverrideInput) => void
}

/** Another grade or disposition, with a reason from the policy's list and, when useful, a note. */
export function OverrideDialog(props: OverrideDialogProps) {
  const { t } = useWords()
  const reasons = useQuery(api.lane.reasonCodes.queryOptions({ category: props.category }))
  const [grade, setGrade] = useState(props.grade)
  const [disposition, setDisposition] = useState(props.disposition)
  const [reasonCode, setReasonCode] = useState<string>()
  const [note, setNote] = useState('')
  const done = () => {
    if (reasonCode) props.onDone({ grade, disposition, reasonCode, note: note.trim() })
  }
  return (
    <Dialog title={t('override.title')} onClose={props.onClose} size="1240px">
      <div className={css.form}>
        <DispositionChoice chosen={disposition} onChoose={setDisposition} />
        <GradeChoice chosen={grade} onChoose={setGrade} />
        <ReasonPicker reasons={reasons.data ?? []} chosen={reasonCode} onChoose={setReasonCode} />
        <div className={css.foot}>
          <label>
            <span className={css.legend}>{t('override.note')}</span>
            <input
              className={css.noteField}
              maxLength={1000}
              value={note}
              onChange={(event) => setNote(event.target.value)}
              data-testid="note"
            />
          </label>
          <BigButton
            label={t('override.done')}
            icon={IconCheck}
            size="large"
            tone="action"
            disabled={!reasonCode || props.busy}
            onPress={done}
            testId="override-done"
          />
        </div>
      </div>
    </Dialog>
  )
}

function DispositionChoice(props: { chosen: Disposition; onChoose: (disposition: Disposition) => void }) {
  const { t } = useWords()
  return (
    <fieldset className={css.group}>
      <legend className={css.legend}>{t('override.disposition')}</legend>
      <div className={css.dispositions}>
        {dispositions.map((disposition) => (
          <button
            key={disposition}
            type="button"
            className={css.option}
            aria-pressed={disposition === props.chosen}
            onClick={() => props.onChoose(disposition)}
            data-testid={`to-${disposition}`}
          >
            <Sign disposition={disposition} size="small" />
            <span>{t(`disposition.${disposition}.name`)}</span>
          </button>
        ))}
      </div>
    </fieldset>
  )
}

function GradeChoice(props: { chosen: Grade; onChoose: (grade: Grade) => void }) {
  const { t } = useWords()
  return (
    <fieldset className={css.group}>
      <legend className={css.legend}>{t('override.grade')}</legend>
      <div className={css.grades}>
        {grades.map((grade) => (
          <button
            key={grade}
            type="button"
            className={css.option}
            aria-pressed={grade === props.chosen}
            onClick={() => props.onChoose(grade)}
            data-testid={`grade-${grade}`}
          >
            <GradeMark grade={grade} size="small" />
            <span className={css.gradeName}>{t(`grade.${grade}.name`)}</span>
          </button>
        ))}
      </div>
    </fieldset>
  )
}
