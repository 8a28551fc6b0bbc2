import { IconHandStop, IconPrinter, IconScan } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { LabelCheckView, LaneView } from '../../main/api/views.ts'
import { api } from '../kit/api.ts'
import { BigButton } from '../kit/big-button.tsx'
import { ReprintDialog } from '../kit/reprint-dialog.tsx'
import { useWords } from '../kit/words.ts'
import fault from './fault-step.module.css'
import css from './outcome.module.css'

/** Scan the label before the next item; where nobody has in time, what else can be done. */
export function LabelCheck({ check, id }: { check: LabelCheckView; id: string | undefined }) {
  const { t } = useWords()
  const { plate } = check
  const late = check.says === 'late'
  return (
    <>
      <IconScan className={css.scan} stroke={1.25} aria-hidden="true" />
      <p className={css.nextText} role={late ? 'alert' : 'status'} data-testid="label-check">
        {t(late ? 'lane.verify.late' : 'lane.verify.scan')}
      </p>
      <p className={css.more}>{late ? t('lane.verify.lateTodo', { plate }) : plate}</p>
      <CheckButtons id={id} plate={plate} />
    </>
  )
}

/** The label of another item: nothing goes on before the right one is scanned. */
export function WrongLabelStep({ view }: { view: LaneView }) {
  const { t } = useWords()
  const { plate = '', found = '' } = view.check ?? {}
  return (
    <div className={`${fault.step} ${fault.stopped}`} role="alert" data-testid="wrong-label">
      <IconHandStop className={fault.icon} stroke={1.5} aria-hidden="true" />
      <h1 className={fault.what}>{t('lane.verify.other')}</h1>
      <p className={fault.todo}>{t('lane.verify.otherTodo', { plate, found })}</p>
      <CheckButtons id={view.last?.id} plate={plate} />
    </div>
  )
}

function CheckButtons({ id, plate }: { id: string | undefined; plate: string }) {
  const { t } = useWords()
  const [reprinting, setReprinting] = useState(false)
  const byHand = useMutation(api.lane.labelByHand.mutationOptions())
  return (
    <div className={fault.row}>
      <BigButton
        label={t('lane.verify.reprint')}
        icon={IconPrinter}
        size="large"
        onPress={() => setReprinting(true)}
        testId="check-reprint"
      />
      <BigButton
        label={t('lane.verify.hand')}
        size="large"
        disabled={byHand.isPending}
        onPress={() => byHand.mutate()}
        testId="check-by-hand"
      />
      {reprinting && id && <ReprintDialog id={id} plate={plate} onClose={() => setReprinting(false)} />}
    </div>
  )
}
