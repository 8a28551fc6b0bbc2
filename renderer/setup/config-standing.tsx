import { IconRefresh } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { ConfigView } from '../../main/api/config-views.ts'
import { api } from '../kit/api.ts'
import { BigButton } from '../kit/big-button.tsx'
import { StateMark } from '../kit/state-mark.tsx'
import { useWords } from '../kit/words.ts'
import { Refusal } from './refusal.tsx'
import css from './setup.module.css'
import { useRestart } from './use-restart.ts'

/** Where the file and what the station runs with differ: what happened, and the button that takes the file. */
export function ConfigStanding({ config }: { config: ConfigView }) {
  const { t } = useWords()
  const { waiting, begin } = useRestart(config)
  const restart = useMutation(
    api.setup.restart.mutationOptions({
      meta: { quiet: true },
      onSuccess: ({ restarts }) => {
        if (restarts) begin()
      },
    }),
  )
  const { is, why, copy, kept } = config
  // A saved one is taken by itself where somebody keeps the station running.
  if (is === 'runs' || is === 'none' || (is === 'saved' && kept)) return undefined
  return (
    <div className={css.standing} role="status" data-testid="config-standing">
      <StateMark care={is === 'failed' ? 'act' : 'look'} word={t(`setup.config.${is}`)} />
      {why && <p className={css.soft}>{why}</p>}
      {is === 'failed' && (
        <p className={css.soft}>{t(copy ? 'setup.config.runsCopy' : 'setup.config.runsBuiltIn', { copy })}</p>
      )}
      {kept && (
        <BigButton
          label={t(
            waiting
              ? 'setup.config.restarting'
              : `setup.config.take_${is === 'failed' ? 'failed' : 'edited'}`,
          )}
          icon={IconRefresh}
          disabled={waiting || restart.isPending}
          onPress={() => restart.mutate()}
          testId="take-file"
        />
      )}
      {restart.data && !restart.data.restarts && <ByHand command={restart.data.command} />}
      {!kept && !restart.data && <p className={css.soft}>{t('setup.config.nextStart')}</p>}
      <Refusal error={restart.error} />
    </div>
  )
}

/** What a person types where nobody starts the station again. */
export function ByHand({ command }: { command: string }) {
  const { t } = useWords()
  return (
    <>
      <p className={css.soft}>{t('setup.config.byHand')}</p>
      <pre className={css.code}>{command}</pre>
    </>
  )
}
