import type { DeviceView, SetupView } from '../../main/api/views.ts'
import { Panel } from '../kit/panel.tsx'
import { type Care, StateMark } from '../kit/state-mark.tsx'
import { useWords } from '../kit/words.ts'
import { ConfigSnippet } from './config-snippet.tsx'
import css from './setup.module.css'

const careOf: Record<DeviceView['state']['kind'], Care> = {
  ready: 'fine',
  opening: 'look',
  unconfigured: 'look',
  unknown: 'look',
  lost: 'act',
}

/** Devices now in use, what else is plugged in, and the lines of configuration that would use it. */
export function DevicesSection({ setup }: { setup: SetupView }) {
  const { t } = useWords()
  const { devices, ports, simulated } = setup
  const all = [devices.printer, ...devices.scanners, ...devices.cameras]
  return (
    <Panel title={t('setup.devices')}>
      {simulated && <p className={css.lead}>{t('setup.simulated')}</p>}
      <ul className={css.rows}>
        {all.map((device) => (
          <DeviceRow key={`${device.driver} ${device.name}`} device={device} />
        ))}
      </ul>
      <h3 className={css.sub}>{t('setup.ports')}</h3>
      {ports.length === 0 && <p className={css.soft}>{t('setup.noPorts')}</p>}
      <ul className={css.rows}>
        {ports.map(({ path, about }) => (
          <li key={path} className={css.row}>
            <b>{path}</b>
            <span>{about}</span>
          </li>
        ))}
      </ul>
      <ConfigSnippet ports={ports.map(({ path }) => path)} file={setup.configFile} />
    </Panel>
  )
}

function DeviceRow({ device }: { device: DeviceView }) {
  const { t, fault } = useWords()
  const { state } = device
  return (
    <li className={css.row}>
      <b>{device.name}</b>
      <span>{device.driver}</span>
      <StateMark
        care={careOf[state.kind]}
        word={state.kind === 'lost' ? fault({ code: state.fault }).what : t(`strip.state.${state.kind}`)}
      />
    </li>
  )
}
