import { useQuery } from '@tanstack/react-query'
import type { SetupView } from '../../main/api/setup-views.ts'
import { api } from '../kit/api.ts'
import { Page } from '../kit/panel.tsx'
import { Waiting } from '../kit/waiting.tsx'
import { useWords } from '../kit/words.ts'
import { CamerasSection } from './cameras-section.tsx'
import { CentralSection } from './central-section.tsx'
import { DevicesSection } from './devices-section.tsx'
import { LabelSection } from './label-section.tsx'
import { PeopleSection } from './people-section.tsx'
import { ScaleSection } from './scale-section.tsx'
import { ScanSection } from './scan-section.tsx'
import css from './setup.module.css'
import { StationSection } from './station-section.tsx'
import { SignalSection } from './tries-section.tsx'

/** A plugged-in device shows up without asking, this often in milliseconds. */
const LOOK_AGAIN_MS = 5_000

/** For the person who installs a station: from top to bottom, and it is done. */
export function SetupScreen() {
  const { t } = useWords()
  const setup = useQuery(api.setup.view.queryOptions(undefined, { refetchInterval: LOOK_AGAIN_MS }))
  if (!setup.data) return <Waiting error={setup.error} />
  return (
    <Page title={t('setup.title')}>
      <Sections setup={setup.data} />
    </Page>
  )
}

function Sections({ setup }: { setup: SetupView }) {
  return (
    <div className={css.sections}>
      <StationSection setup={setup} />
      <CentralSection central={setup.central} />
      <DevicesSection setup={setup} />
      <CamerasSection />
      {setup.devices.scale && <ScaleSection />}
      <LabelSection printer={setup.devices.printer} />
      <ScanSection setup={setup} />
      {setup.tryOuts.lamps.length > 0 && <SignalSection lamps={setup.tryOuts.lamps} />}
      <PeopleSection staff={setup.staff} />
    </div>
  )
}
