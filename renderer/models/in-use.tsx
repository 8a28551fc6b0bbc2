import { IconArrowBackUp } from '@tabler/icons-react'
import type { EyesView, ModelsView, PackRole } from '../../main/api/models-views.ts'
import { BigButton } from '../kit/big-button.tsx'
import { modelCare } from '../kit/care.ts'
import { Panel } from '../kit/panel.tsx'
import { StateMark } from '../kit/state-mark.tsx'
import { useWords } from '../kit/words.ts'
import type { Act } from './act-dialog.tsx'
import css from './models.module.css'

/** The pack that somebody chose for a role; undefined where nobody did. */
export function chosenFor(role: PackRole, packs: ModelsView['packs']): string | undefined {
  return packs.find((pack) => pack.active && pack.role === role)?.model
}

/** The pack that was chosen while another one is still in use: it was refused after it was chosen, or starts. */
export function notUsed(state: EyesView, chosen: string | undefined): string | undefined {
  return state.kind === 'ready' && state.detail !== chosen ? chosen : undefined
}

/** Which pack looks at the photographs now, which one tells products apart, and those before to go back to. */
export function InUse({ view, onAct }: { view: ModelsView; onAct: (act: Act) => void }) {
  const { t } = useWords()
  const { packs, eyes, before, identity, identityBefore } = view
  const back = (role: PackRole) => (model: string) => onAct({ kind: 'rollBack', model, role })
  return (
    <Panel title={t('models.inUse')}>
      <h3 className={css.sub}>{t('models.judgesTitle')}</h3>
      <Used state={eyes} chosen={chosenFor('judges', packs)} before={before} onBack={back('judges')} />
      <h3 className={css.sub}>{t('models.tellsTitle')}</h3>
      {identity ? (
        <Used
          state={identity}
          chosen={chosenFor('tells', packs)}
          before={identityBefore}
          onBack={back('tells')}
          testId="roll-back-tells"
          untaught={identity.kind === 'absent' && identity.detail === ''}
        />
      ) : (
        <p className={css.line}>{t('models.tellsNone')}</p>
      )}
    </Panel>
  )
}

interface UsedProps {
  readonly state: EyesView
  readonly chosen: string | undefined
  readonly before: string | undefined
  readonly onBack: (model: string) => void
  readonly testId?: string
  /** Whether it waits for the first whole unit: until then there is nothing for it to do. */
  readonly untaught?: boolean
}

/** One pack in use with its state, and the way back. */
function Used({ state, chosen, before, onBack, testId = 'roll-back', untaught = false }: UsedProps) {
  const { t } = useWords()
  return (
    <div className={css.inUse}>
      <UsedState state={state} chosen={chosen} untaught={untaught} />
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

/** The name of the pack and, unless it works, how it is and what the station says of it. */
function UsedState({ state, chosen, untaught }: Required<Pick<UsedProps, 'state' | 'chosen' | 'untaught'>>) {
  const { t } = useWords()
  const { kind, detail } = state
  const word = t(untaught ? 'models.waits' : `strip.state.${kind}`)
  const unused = notUsed(state, chosen)
  return (
    <div>
      <StateMark
        care={modelCare[kind]}
        word={kind === 'ready' ? detail : [chosen, word].filter(Boolean).join(': ')}
      />
      {untaught && <p className={css.line}>{t('models.tellsUntaught')}</p>}
      {kind !== 'ready' && detail && <p className={css.line}>{detail}</p>}
      {unused && <p className={css.warn}>{t('models.notUsed', { chosen: unused, used: detail })}</p>}
    </div>
  )
}
