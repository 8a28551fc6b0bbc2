import { IconBarcode, IconBarcodeOff, IconBulb, IconVolume } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { TryOutsView } from '../../main/api/try-out-views.ts'
import { api } from '../kit/api.ts'
import { BigButton } from '../kit/big-button.tsx'
import { Panel } from '../kit/panel.tsx'
import { useWords } from '../kit/words.ts'
import { Refusal } from './refusal.tsx'
import css from './setup.module.css'

/** Each lamp of the stack light and its buzzer, for a look whether it is wired right. */
export function SignalSection({ lamps }: Pick<TryOutsView, 'lamps'>) {
  const { t } = useWords()
  const light = useMutation(api.setup.tryLamp.mutationOptions({ meta: { quiet: true } }))
  return (
    <Panel title={t('strip.signal')}>
      <p className={css.soft}>{t('setup.lamp.hint')}</p>
      <div className={css.cameras}>
        {lamps.map((lamp) => (
          <BigButton
            key={lamp}
            label={t(`setup.lamp.${lamp}`)}
            icon={lamp === 'buzzer' ? IconVolume : IconBulb}
            disabled={light.isPending}
            onPress={() => light.mutate({ lamp })}
            testId={`lamp-${lamp}`}
          />
        ))}
      </div>
      {!lamps.includes('buzzer') && <p className={css.soft}>{t('setup.lamp.noBuzzer')}</p>}
      <Refusal error={light.error} />
    </Panel>
  )
}

/** Switches a scanner's reading on and off as its trigger does. */
export function Triggers({ names }: { names: readonly string[] }) {
  const { t } = useWords()
  const pull = useMutation(api.setup.pullTrigger.mutationOptions({ meta: { quiet: true } }))
  return (
    <>
      {names.map((scanner) => (
        <div key={scanner} className={css.cameras}>
          <BigButton
            label={t('setup.trigger.on', { scanner })}
            icon={IconBarcode}
            disabled={pull.isPending}
            onPress={() => pull.mutate({ scanner, on: true })}
            testId="trigger-on"
          />
          <BigButton
            label={t('setup.trigger.off', { scanner })}
            icon={IconBarcodeOff}
            disabled={pull.isPending}
            onPress={() => pull.mutate({ scanner, on: false })}
          />
        </div>
      ))}
      <Refusal error={pull.error} />
    </>
  )
}
