import type { AgreementView, ModelsView, VotesView } from '../../main/api/models-views.ts'
import type { FindingType } from '../../main/kernel/finding.ts'
import { modelCare } from '../kit/care.ts'
import { numberText } from '../kit/format.ts'
import { Panel } from '../kit/panel.tsx'
import { StateMark } from '../kit/state-mark.tsx'
import { useWords } from '../kit/words.ts'
import css from './models.module.css'
import { partsOf, sharedOf } from './votes.ts'

/** The pack that looks beside the active one, and how far both say the same. */
export function Agreements({ view }: { view: ModelsView }) {
  const { t } = useWords()
  const { shadow, agreements, looksBack } = view
  return (
    <Panel title={t('models.shadowTitle')}>
      {shadow ? (
        <StateMark
          care={modelCare[shadow.kind]}
          word={[shadow.wished, t(`strip.state.${shadow.kind}`)].join(': ')}
        />
      ) : (
        <p className={css.line}>{t('models.noShadow')}</p>
      )}
      {shadow && shadow.kind !== 'ready' && <p className={css.line}>{shadow.detail}</p>}
      {shadow && agreements.length === 0 && <p className={css.line}>{t('models.noAnswers')}</p>}
      {agreements.map((each) => (
        <Agreement key={`${each.active}${each.shadow}`} agreement={each} looksBack={looksBack} />
      ))}
    </Panel>
  )
}

function Agreement({ agreement, looksBack }: { agreement: AgreementView; looksBack: number }) {
  const { t, region } = useWords()
  const { active, shadow, items, severity, answered, damaged, types } = agreement
  const rows = Object.entries(types) as [FindingType, VotesView][]
  const number = (value: number) => numberText(value, region)
  return (
    <section className={css.agreement} aria-label={t('models.beside', { active, shadow })}>
      <h3 className={css.name}>{t('models.beside', { active, shadow })}</h3>
      <p className={css.soft}>
        {t('models.overItems', { count: items, number: number(items), most: number(looksBack) })}{' '}
        {severity.compared > 0 &&
          t('models.severity', { same: number(severity.same), compared: number(severity.compared) })}
      </p>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t('models.said')}</th>
            {(['both', 'activeOnly', 'shadowOnly', 'neither'] as const).map((part) => (
              <th key={part} scope="col" className={css.number}>
                <span className={`${css.swatch} ${css[part]}`} aria-hidden="true" />
                {t(`models.votes.${part}`)}
              </th>
            ))}
            <th scope="col">{t('models.same')}</th>
          </tr>
        </thead>
        <tbody>
          <VotesRow name={t('models.answered')} votes={answered} />
          <VotesRow name={t('models.damaged')} votes={damaged} />
          {rows.map(([type, votes]) => (
            <VotesRow key={type} name={t(`finding.${type}`)} votes={votes} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function VotesRow({ name, votes }: { name: string; votes: VotesView }) {
  const { region } = useWords()
  return (
    <tr>
      <th scope="row">{name}</th>
      {partsOf(votes).map(({ part, count }) => (
        <td key={part} className={css.number}>
          {numberText(count, region)}
        </td>
      ))}
      <td>
        <div className={css.bar}>
          <span className={css.share}>{sharedOf(votes, region)}</span>
          <span className={css.stack} aria-hidden="true">
            {partsOf(votes).map(({ part, share }) => (
              <span key={part} className={css[part]} style={{ width: `${(share * 100).toFixed(2)}%` }} />
            ))}
          </span>
        </div>
      </td>
    </tr>
  )
}
