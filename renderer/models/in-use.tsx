import { IconArrowBackUp } from '@tabler/icons-react'
import type { ModelsView } from '../../main/api/models-views.ts'
import { BigButton } from '../kit/big-button.tsx'
import { Panel } from '../kit/panel.tsx'
import { StateMark } from '../kit/state-mark.tsx'
import { useWords } from '../kit/words.ts'
import type { Act } from './act-dialog.tsx'
import css from './models.module.css'

export const careOf = { ready: 'fine', starting: 'look', absent: 'look', refused: 'act' } as const

/** The pack that was chosen and is not the one in use: it was refused after it was chosen. */
export function notUsed({ packs, eyes }: Pick<ModelsView, 'packs' | 'eyes'>): string | undefined {
  const chosen = packs.find(({ active }) => active)?.model
  return chosen !== undefined && eyes.kind === 'ready' && eyes.detail !== chosen ? chosen : undefined
}

/** Which pack looks at the photographs now, and the one before to go back to. */
export function InUse({ view, onAct }: { view: ModelsView; onAct: (act: Act) => void }) {
  const { t } = useWords()
  const { eyes, before } = view
  const chosen = notUsed(view)
  return (
    <Panel title={t('models.inUse')}>
      <div className={css.inUse}>
        <div>
          <StateMark
            care={careOf[eyes.kind]}
            word={eyes.kind === 'ready' ? eyes.detail : t(`strip.state.${eyes.kind}`)}
          />
          {eyes.kind !== 'ready' && eyes.detail && <p className={css.line}>{eyes.detail}</p>}
          {chosen && <p className={css.warn}>{t('models.notUsed', { chosen, used: eyes.detail })}</p>}
        </div>
        {before && (
          <BigButton
            label={t('models.rollBack', { model: before })}
            icon={IconArrowBackUp}
            onPress={() => onAct({ kind: 'rollBack', model: before })}
            testId="roll-back"
          />
        )}
      </div>
    </Panel>
  )
}
