import { useMutation } from '@tanstack/react-query'
import type { SetupView } from '../../main/api/setup-views.ts'
import { deviceTitle, deviceWord, type ListedDevice, listedDevices } from '../frame/device-list.ts'
import { api } from '../kit/api.ts'
import { deviceCare } from '../kit/care.ts'
import { Panel } from '../kit/panel.tsx'
import { StateMark } from '../kit/state-mark.tsx'
import { useWords } from '../kit/words.ts'
import { ConfigForm } from './config-form.tsx'
import { PluggedList } from './plugged-list.tsx'
import css from './setup.module.css'

/** Devices now in use, what else there is, and the choice of what is to be used. */
export function DevicesSection({ setup }: { setup: SetupView }) {
  const { t } = useWords()
  const { devices, plugged, simulated, config, allow } = setup
  const look = useMutation(api.setup.lookInNetwork.mutationOptions())
  const found = [...plugged.found, ...(look.data ?? [])]
  const network = {
    looking: look.isPending,
    empty: look.data?.length === 0,
    look: () => look.mutate(),
  }
  return (
    <Panel title={t('setup.devices')}>
      {simulated && <p className={css.lead}>{t('setup.simulated')}</p>}
      <ul className={css.rows}>
        {listedDevices(devices).map((listed) => (
          <DeviceRow key={[listed.group, listed.role, listed.device.name].join(' ')} listed={listed} />
        ))}
      </ul>
      <PluggedList plugged={{ ...plugged, found }} allow={allow} network={network} />
      <ConfigForm found={found} config={config} />
    </Panel>
  )
}

function DeviceRow({ listed }: { listed: ListedDevice }) {
  const words = useWords()
  const { fault } = words
  const { driver, state } = listed.device
  const trouble = state.kind === 'lost' ? fault({ code: state.fault }) : undefined
  const detail = 'detail' in state ? state.detail : undefined
  return (
    <li className={`${css.row} ${css.device}`}>
      <b>{deviceTitle(words, listed)}</b>
      <span>{state.kind !== 'unconfigured' && driver}</span>
      <div>
        <StateMark care={deviceCare[state.kind]} word={deviceWord(words, listed.device)} />
        {trouble && <p className={css.soft}>{trouble.todo}</p>}
        {detail && <p className={css.soft}>{detail}</p>}
      </div>
    </li>
  )
}
