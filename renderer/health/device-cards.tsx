import type { DevicesView } from '../../main/api/views.ts'
import { chipIcons } from '../frame/device-chips.tsx'
import { chipsOf } from '../frame/device-health.ts'
import { deviceTitle, deviceWord, type ListedDevice, listedDevices } from '../frame/device-list.ts'
import { deviceCare } from '../kit/care.ts'
import { agoText } from '../kit/format.ts'
import { useWords } from '../kit/words.ts'
import { Card } from './card.tsx'

/** A card a device, then network and model. */
export function DeviceCards({ devices, now }: { devices: DevicesView; now: number }) {
  return (
    <>
      {listedDevices(devices).map((listed) => (
        <DeviceCard key={[listed.group, listed.role, listed.device.name].join(' ')} listed={listed} />
      ))}
      <NetworkCard devices={devices} now={now} />
      <EyesCard devices={devices} />
    </>
  )
}

const todoOf = { unconfigured: 'health.configure', unknown: 'health.unknown' } as const

function DeviceCard({ listed }: { listed: ListedDevice }) {
  const words = useWords()
  const { t, fault } = words
  const { driver, state } = listed.device
  const trouble = state.kind === 'lost' ? fault({ code: state.fault }) : undefined
  const hint = state.kind === 'unconfigured' || state.kind === 'unknown' ? todoOf[state.kind] : undefined
  return (
    <Card
      icon={chipIcons[listed.group]}
      name={deviceTitle(words, listed)}
      care={deviceCare[state.kind]}
      state={deviceWord(words, listed.device)}
      facts={[
        state.kind !== 'unconfigured' && t('health.driver', { driver }),
        state.kind === 'lost' && state.detail,
      ]}
      todo={trouble?.todo ?? (hint && t(hint))}
    />
  )
}

function NetworkCard({ devices, now }: { devices: DevicesView; now: number }) {
  const { t, fault, region } = useWords()
  const { network } = devices
  const chip = chipsOf(devices).find(({ name }) => name === 'network')
  const words = chip?.fault && fault({ code: chip.fault })
  return (
    <Card
      icon={chipIcons.network}
      name={t('strip.network')}
      care={chip?.care ?? 'look'}
      state={words?.what ?? t(`health.network.${network.kind}`)}
      facts={[
        t('health.unsent', { count: network.unsent }),
        network.lastSent !== undefined &&
          t('health.lastSent', { ago: agoText(network.lastSent, now, region) }),
        network.detail,
      ]}
      todo={words?.todo ?? (network.kind === 'not-enrolled' ? t('health.enrol') : undefined)}
    />
  )
}

function EyesCard({ devices }: { devices: DevicesView }) {
  const { t, fault } = useWords()
  const chip = chipsOf(devices).find(({ name }) => name === 'eyes')
  const words = chip?.fault && fault({ code: chip.fault })
  return (
    <Card
      icon={chipIcons.eyes}
      name={t('strip.eyes')}
      care={chip?.care ?? 'look'}
      state={words?.what ?? t(`strip.state.${devices.eyes.kind}`)}
      facts={[devices.eyes.detail]}
      todo={words?.todo}
    />
  )
}
