import { IconDeviceFloppy } from '@tabler/icons-react'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import type { ConfigDraft, ConfigView, SavedView } from '../../main/api/config-views.ts'
import { api, client, queries } from '../kit/api.ts'
import { BigButton } from '../kit/big-button.tsx'
import { StateMark } from '../kit/state-mark.tsx'
import { useWords } from '../kit/words.ts'
import { ByHand } from './config-standing.tsx'
import { CopyButton } from './copy-button.tsx'
import { Refusal } from './refusal.tsx'
import css from './setup.module.css'
import { useRestart } from './use-restart.ts'

export interface SaveConfigProps {
  readonly draft: ConfigDraft
  readonly config: ConfigView
  /** What keeps it from being saved: an address to type, a device that is gone, or that nothing was chosen but what is in use. */
  readonly lacks: 'address' | 'gone' | 'choice' | undefined
  /** What was picked is what the station runs with now. */
  readonly onSaved: () => void
}

/** What a draft would write, what is wrong with it, and the one button that saves it and restarts the station. */
export function SaveConfig({ draft, config, lacks, onSaved }: SaveConfigProps) {
  const { t } = useWords()
  const check = useQuery({
    queryKey: ['setup-draft', draft, config.startedAt],
    queryFn: () => client.setup.checkConfig.mutate(draft),
    placeholderData: keepPreviousData,
  })
  const { waiting, begin } = useRestart(config)
  const save = useMutation(
    api.setup.saveConfig.mutationOptions({
      meta: { quiet: true },
      onSuccess: ({ restarts }) => {
        onSaved()
        if (restarts) begin()
        void queries.invalidateQueries(api.setup.view.queryFilter())
      },
    }),
  )
  const wrong = check.data?.wrong ?? []
  const ready = !lacks && check.isSuccess && !check.isPlaceholderData && wrong.length === 0
  return (
    <>
      {lacks ? <p className={css.soft}>{t(`setup.lacks.${lacks}`)}</p> : <Wrong sentences={wrong} />}
      <div className={css.form}>
        <BigButton
          label={t(
            waiting ? 'setup.config.restarting' : config.kept ? 'setup.config.saveRestart' : 'setup.save',
          )}
          icon={IconDeviceFloppy}
          tone="action"
          disabled={!ready || !config.writable || waiting || save.isPending}
          onPress={() => save.mutate(draft)}
          testId="save-config"
        />
      </div>
      <p className={css.soft}>
        {t(config.writable ? 'setup.config.hint' : 'setup.config.readOnly', { file: config.file })}
      </p>
      <Refusal error={save.error ?? check.error} />
      {save.data && <Saved saved={save.data} waiting={waiting} />}
      <Preview text={check.data?.text ?? ''} />
    </>
  )
}

function Wrong({ sentences }: { sentences: readonly string[] }) {
  const { fault } = useWords()
  if (sentences.length === 0) return undefined
  return (
    <div className={css.wrong} role="status" data-testid="draft-wrong">
      <StateMark care="act" word={fault({ code: 'CONFIG_WRONG' }).what} />
      {sentences.map((each) => (
        <p key={each}>{each}</p>
      ))}
    </div>
  )
}

function Saved({
  saved: { file, copy, restarts, command },
  waiting,
}: {
  saved: SavedView
  waiting: boolean
}) {
  const { t } = useWords()
  return (
    <div className={css.standing} role="status" data-testid="config-saved">
      <StateMark care="fine" word={t('setup.config.savedIn', { file })} />
      {copy && <p className={css.soft}>{t('setup.config.copyIn', { copy })}</p>}
      {waiting && <p className={css.soft}>{t('setup.config.wait')}</p>}
      {!restarts && <ByHand command={command} />}
    </div>
  )
}

function Preview({ text }: { text: string }) {
  const { t } = useWords()
  return (
    <details className={css.details}>
      <summary>{t('setup.config.preview')}</summary>
      <div className={css.snippet}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
        <pre className={css.code} tabIndex={0} data-testid="config-text">
          {text}
        </pre>
        <CopyButton text={text} />
      </div>
    </details>
  )
}
