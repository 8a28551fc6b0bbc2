import { IconScaleOutline } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { api } from '../kit/api.ts'
import { BigButton } from '../kit/big-button.tsx'
import { numberText } from '../kit/format.ts'
import { notify } from '../kit/notices.ts'
import { Panel } from '../kit/panel.tsx'
import { useWords } from '../kit/words.ts'
import css from './setup.module.css'

/** How often the weight is asked for, in milliseconds: the scale is asked little oftener itself. */
const askEveryMs = 500

/** What the scale shows, and the button that makes a tray on it count as nothing. */
export function ScaleSection() {
  const { t, region } = useWords()
  const weighing = useQuery(api.setup.weighing.queryOptions(undefined, { refetchInterval: askEveryMs }))
  const tare = useMutation(
    api.setup.tareScale.mutationOptions({ onSuccess: () => notify({ text: t('setup.scale.tared') }) }),
  )
  const now = weighing.data ?? { kind: 'none' }
  return (
    <Panel title={t('setup.scale.title')}>
      <p className={css.soft}>{t('setup.scale.hint')}</p>
      <p className={css.heard} role="status" data-testid="weighing">
        {now.kind === 'stable'
          ? t('setup.scale.stable', { grams: numberText(now.grams, region, 1) })
          : t(`setup.scale.${now.kind}`)}
      </p>
      <div className={css.form}>
        <BigButton
          label={t('setup.scale.tare')}
          icon={IconScaleOutline}
          disabled={now.kind !== 'stable' || tare.isPending}
          onPress={() => tare.mutate()}
          testId="tare"
        />
      </div>
    </Panel>
  )
}
