import { IconPrinter } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { DeviceView } from '../../main/api/views.ts'
import { api } from '../kit/api.ts'
import { BigButton } from '../kit/big-button.tsx'
import { notify } from '../kit/notices.ts'
import { Panel } from '../kit/panel.tsx'
import { useWords } from '../kit/words.ts'
import css from './setup.module.css'

/** Prints a label that shows whether size, darkness and codes come out right. */
export function LabelSection({ printer }: { printer: DeviceView }) {
  const { t } = useWords()
  const there = printer.state.kind !== 'unconfigured'
  const print = useMutation(
    api.setup.testLabel.mutationOptions({ onSuccess: () => notify({ text: t('setup.labelPrinted') }) }),
  )
  return (
    <Panel title={t('setup.label')}>
      <p className={css.soft}>{t(there ? 'setup.labelHint' : 'setup.labelNoPrinter')}</p>
      <div className={css.form}>
        <BigButton
          label={t('setup.print')}
          icon={IconPrinter}
          disabled={!there || print.isPending}
          onPress={() => print.mutate()}
          testId="test-label"
        />
      </div>
    </Panel>
  )
}
