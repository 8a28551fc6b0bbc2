import type { SetupView } from '../../main/api/views.ts'
import type { Plugged } from '../../main/kernel/plugged.ts'
import { deviceTitle, deviceWord, type ListedDevice, listedDevices } from '../frame/device-list.ts'
import { deviceCare } from '../kit/care.ts'
import { Panel } from '../kit/panel.tsx'
import { StateMark } from '../kit/state-mark.tsx'
import { useWords } from '../kit/words.ts'
import { ConfigSnippet } from './config-snippet.tsx'
import css from './setup.module.css'

/** Devices now in use, what else is plugged in, and the lines of configuration that would use it. */
export function DevicesSection({ setup }: { setup: SetupView }) {
  const { t } = useWords()
  const { devices, plugged, simulated } = setup
  return (
    <Panel title={t('setup.devices')}>
      {simulated && <p className={css.lead}>{t('setup.simulated')}</p>}
      <ul className={css.rows}>
        {listedDevices(devices).map((listed) => (
          <DeviceRow key={[listed.group, listed.role, listed.device.name].join(' ')} listed={listed} />
        ))}
      </ul>
      <PluggedList plugged={plugged} />
      <ConfigSnippet found={plugged.found} file={setup.configFile} />
    </Panel>
  )
}

/** What is plugged in, what keeps each from being used, and what this machine lacks to see more. */
function PluggedList({ plugged: { found, missing } }: { plugged: SetupView['plugged'] }) {
  const { t } = useWords()
  return (
    <>
      <h3 className={css.sub}>{t('setup.plugged')}</h3>
      {found.length === 0 && <p className={css.soft}>{t('setup.nonePlugged')}</p>}
      <ul className={css.rows}>
        {found.map((device) => (
          <PluggedRow key={`${device.kind} ${device.path} ${device.about}`} device={device} />
        ))}
      </ul>
      {missing.map((piece) => (
        <p key={piece} className={css.soft}>
          {t(`setup.missing.${piece}`)}
        </p>
      ))}
    </>
  )
}

function PluggedRow({ device: { kind, path, about, trouble } }: { device: Plugged }) {
  const { t, fault } = useWords()
  const code = trouble && ({ denied: 'DEVICE_DENIED', keyboard: 'SCANNER_KEYBOARD' } as const)[trouble]
  const words = code && fault({ code })
  return (
    <li className={css.row}>
      <b>{path}</b>
      <div className={css.plugged}>
        {t(`setup.kind.${kind}`)}: {about}
        {words && (
          <p className={css.state}>
            <StateMark care="act" word={words.what} />
          </p>
        )}
        {words && <p className={css.soft}>{words.todo}</p>}
      </div>
    </li>
  )
}

function DeviceRow({ listed }: { listed: ListedDevice }) {
  const words = useWords()
  const { fault } = words
  const { driver, state } = listed.device
  const trouble = state.kind === 'lost' ? fault({ code: state.fault }) : undefined
  return (
    <li className={`${css.row} ${css.device}`}>
      <b>{deviceTitle(words, listed)}</b>
      <span>{state.kind !== 'unconfigured' && driver}</span>
      <div>
        <StateMark care={deviceCare[state.kind]} word={deviceWord(words, listed.device)} />
        {trouble && <p className={css.soft}>{trouble.todo}</p>}
      </div>
    </li>
  )
}
