import { IconArrowBackUp } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { EyesView, ModelsView } from '../../main/api/models-views.ts'
import { BigButton } from '../kit/big-button.tsx'
import { Panel } from '../kit/panel.tsx'
import { StateMark } from '../kit/state-mark.tsx'
import { useWords } from '../kit/words.ts'
import type { Act } from './act-dialog.tsx'
import css from './models.module.css'

export const careOf = { ready: 'fine', starting: 'look', absent: 'look', refused: 'act' } as const

/** The pack that was chosen and is not the one in use: it was refused after it was chosen. */
export function notUsed({ packs, eyes }: Pick<ModelsView, 'packs' | 'eyes'>): string | undefined {
  const chosen = packs.find(({ active, role }) => active && role === 'judges')?.model
  return chosen !== undefined && eyes.kind === 'ready' && eyes.detail !== chosen ? chosen : undefined
}

/** Which pack looks at the photographs now, which one tells products apart, and those before to go back to. */
export function InUse({ view, onAct }: { view: ModelsView; onAct: (act: Act) => void }) {
  const { t } = useWords()
  const { eyes, before, identity, identityBefore } = view
  const chosen = notUsed(view)
  return (
    <Panel title={t('models.inUse')}>
      <Used
        state={eyes}
        before={before}
        onBack={(model) => onAct({ kind: 'rollBack', model, role: 'judges' })}
        testId="roll-back"
      >
        {chosen && <p className={css.warn}>{t('models.notUsed', { chosen, used: eyes.detail })}</p>}
      </Used>
      <h3 className={css.name}>{t('models.tellsTitle')}</h3>
      <Tells state={identity} before={identityBefore} onAct={onAct} />
    </Panel>
  )
}

interface TellsProps {
  readonly state: EyesView | undefined
  readonly before: string | undefined
  readonly onAct: (act: Act) => void
}

/** The pack that tells products apart; one that is absent without a word waits for the first unit. */
function Tells({ state, before, onAct }: TellsProps) {
  const { t } = useWords()
  if (!state) return <p className={css.line}>{t('models.tellsNone')}</p>
  if (state.kind === 'absent' && !state.detail) return <p className={css.line}>{t('models.tellsUntaught')}</p>
  const onBack = (model: string) => onAct({ kind: 'rollBack', model, role: 'tells' })
  return <Used state={state} before={before} onBack={onBack} testId="roll-back-tells" />
}

interface UsedProps {
  readonly state: EyesView
  readonly before: string | undefined
  readonly onBack: (model: string) => void
  readonly testId: string
  readonly children?: ReactNode
}

/** One pack in use with its state, and the way back. */
function Used({ state, before, onBack, testId, children }: UsedProps) {
  const { t } = useWords()
  return (
    <div className={css.inUse}>
      <div>
        <StateMark
          care={careOf[state.kind]}
          word={state.kind === 'ready' ? state.detail : t(`strip.state.${state.kind}`)}
        />
        {state.kind !== 'ready' && state.detail && <p className={css.line}>{state.detail}</p>}
        {children}
      </div>
      {before && (
        <BigButton
          label={t('models.rollBack', { model: before })}
          icon={IconArrowBackUp}
          onPress={() => onBack(before)}
          testId={testId}
        />
      )}
    </div>
  )
}
