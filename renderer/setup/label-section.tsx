import { IconPrinter } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { api } from '../kit/api.ts'
import { BigButton } from '../kit/big-button.tsx'
import { notify } from '../kit/notices.ts'
import { Panel } from '../kit/panel.tsx'
import { useWords } from '../kit/words.ts'
import css from './setup.module.css'

/** Prints a label that shows whether size, darkness and codes come out right. */
export function LabelSection() {
  const { t } = useWords()
  const print = useMutation(
    api.setup.testLabel.mutationOptions({ onSuccess: () => notify({ text: t('setup.labelPrinted') }) }),
  )
  return (
    <Panel title={t('setup.label')}>
      <p className={css.soft}>{t('setup.labelHint')}</p>
      <div className={css.form}>
        <BigButton
          label={t('setup.print')}
          icon={IconPrinter}
          disabled={print.isPending}
          onPress={() => print.mutate()}
          testId="test-label"
        />
      </div>
    </Panel>
  )
}
