import { useQuery } from '@tanstack/react-query'
import type { HealthView } from '../../main/api/views.ts'
import { api } from '../kit/api.ts'
import { Page } from '../kit/panel.tsx'
import { Waiting } from '../kit/waiting.tsx'
import { useWords } from '../kit/words.ts'
import { CameraCards } from './camera-cards.tsx'
import { ConfigCard } from './config-card.tsx'
import { DeviceCards } from './device-cards.tsx'
import css from './health.module.css'
import { StoreCards } from './store-cards.tsx'

/** Measured anew this often, in milliseconds. */
const LOOK_AGAIN_MS = 4_000

/** Everything the station is made of, each with its state and what to do. */
export function HealthScreen() {
  const { t } = useWords()
  const health = useQuery(api.setup.health.queryOptions(undefined, { refetchInterval: LOOK_AGAIN_MS }))
  if (!health.data) return <Waiting error={health.error} />
  return (
    <Page title={t('screen.health')}>
      <Cards health={health.data} />
    </Page>
  )
}

function Cards({ health }: { health: HealthView }) {
  return (
    <ul className={css.cards}>
      {health.configFailed !== undefined && <ConfigCard why={health.configFailed} />}
      <DeviceCards devices={health.devices} now={health.now} />
      <CameraCards cameras={health.cameras} />
      <StoreCards health={health} />
    </ul>
  )
}
