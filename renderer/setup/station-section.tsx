import type { SetupView } from '../../main/api/setup-views.ts'
import { Panel } from '../kit/panel.tsx'
import { useWords } from '../kit/words.ts'
import { ConfigStanding } from './config-standing.tsx'
import css from './setup.module.css'

/** Which station this is, and the file where its name and everything else stands. */
export function StationSection({ setup }: { setup: SetupView }) {
  const { t } = useWords()
  const { station, config, policy } = setup
  return (
    <Panel title={t('setup.station')}>
      <dl className={css.facts}>
        <dt>{t('setup.name')}</dt>
        <dd>{station.name}</dd>
        <dt>{t('setup.site')}</dt>
        <dd>{station.site}</dd>
        <dt>{t('setup.policy')}</dt>
        <dd>{policy.version}</dd>
        <dt>{t('setup.file')}</dt>
        <dd>{config.is === 'none' ? t('setup.noFile') : config.file}</dd>
      </dl>
      <p className={css.soft}>{t('setup.fileHint')}</p>
      <ConfigStanding config={config} />
    </Panel>
  )
}
