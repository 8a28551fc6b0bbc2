import { IconCheck, IconFileText } from '@tabler/icons-react'
import type { ModelsView, PackView } from '../../main/api/models-views.ts'
import { BigButton } from '../kit/big-button.tsx'
import { useWords } from '../kit/words.ts'
import type { Act } from './act-dialog.tsx'
import css from './models.module.css'

export interface PackListProps {
  readonly view: ModelsView
  readonly onAct: (act: Act) => void
  readonly onCard: (model: string) => void
}

/** Every pack of the shelf with what it promises, who vouches for it, and whether it is in use. */
export function PackList({ view, onAct, onCard }: PackListProps) {
  const { t } = useWords()
  if (view.packs.length === 0) return <p className={css.line}>{t('models.none')}</p>
  return (
    <ul className={css.packs}>
      {view.packs.map((pack) => (
        <li key={`${pack.model}${pack.voucher}`} className={css.pack} data-testid="pack">
          <Facts pack={pack} />
          <div className={css.acts}>
            <BigButton
              label={t('models.card')}
              icon={IconFileText}
              onPress={() => onCard(pack.model)}
              testId={`card-${pack.model}`}
            />
            {!pack.active && (
              <BigButton
                label={t('models.activate')}
                icon={IconCheck}
                onPress={() => onAct({ kind: 'activate', model: pack.model, role: pack.role })}
                testId={`activate-${pack.model}`}
              />
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}

function Facts({ pack }: { pack: PackView }) {
  const { t } = useWords()
  const { model, licence, promise, voucher, active, shadow, role } = pack
  return (
    <div>
      <h3 className={css.name}>
        {model}
        {role === 'tells' && <span className={css.tag}>{t('models.tells')}</span>}
        {active && <span className={css.tag}>{t('models.active')}</span>}
        {shadow && <span className={css.tag}>{t('models.shadow')}</span>}
      </h3>
      <p className={css.line}>{promise || t('models.noPromise')}</p>
      <p className={css.soft}>
        {[t(`models.voucher.${voucher}`), t('models.licence', { licence })].join(' · ')}
      </p>
    </div>
  )
}
