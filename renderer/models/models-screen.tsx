import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ModelsView } from '../../main/api/models-views.ts'
import { api } from '../kit/api.ts'
import { timeText } from '../kit/format.ts'
import { Page, Panel } from '../kit/panel.tsx'
import { Waiting } from '../kit/waiting.tsx'
import { useWords } from '../kit/words.ts'
import { type Act, ActDialog } from './act-dialog.tsx'
import { Agreements } from './agreement-table.tsx'
import { CardDialog } from './card-dialog.tsx'
import { InUse } from './in-use.tsx'
import css from './models.module.css'
import { PackList } from './pack-list.tsx'

/** Asked again this often, in milliseconds: the command line may install and activate too. */
const LOOK_AGAIN_MS = 5_000

/** The model packs of this station: which one looks, which there are, which were refused, and the one that looks beside. */
export function ModelsScreen() {
  const { t } = useWords()
  const models = useQuery(api.models.view.queryOptions(undefined, { refetchInterval: LOOK_AGAIN_MS }))
  if (!models.data) return <Waiting error={models.error} />
  return (
    <Page title={t('screen.models')}>
      <Sections view={models.data} />
    </Page>
  )
}

function Sections({ view }: { view: ModelsView }) {
  const { t } = useWords()
  const [act, setAct] = useState<Act>()
  const [card, setCard] = useState<string>()
  return (
    <div className={css.sections}>
      <InUse view={view} onAct={setAct} />
      <Panel title={t('models.packs')}>
        <PackList view={view} onAct={setAct} onCard={setCard} />
      </Panel>
      <Refused refused={view.refused} />
      <Agreements view={view} />
      {act && <ActDialog act={act} onClose={() => setAct(undefined)} />}
      {card !== undefined && <CardDialog model={card} onClose={() => setCard(undefined)} />}
    </div>
  )
}

function Refused({ refused }: Pick<ModelsView, 'refused'>) {
  const { t, region } = useWords()
  if (refused.length === 0) return undefined
  return (
    <Panel title={t('models.refused')}>
      <ul className={css.refusals}>
        {refused.map(({ model, detail, at, by }) => (
          <li key={model}>
            <p>{detail}</p>
            <p className={css.soft}>{t('models.refusedBy', { by, at: timeText(at, region) })}</p>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
