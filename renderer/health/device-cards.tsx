import { type Icon, IconBarcode, IconCamera, IconEye, IconPrinter, IconWifi } from '@tabler/icons-react'
import type { DevicesView, DeviceView } from '../../main/api/views.ts'
import { chipsOf } from '../frame/device-health.ts'
import { agoText } from '../kit/format.ts'
import type { Care } from '../kit/state-mark.tsx'
import { useWords } from '../kit/words.ts'
import { Card } from './card.tsx'

const careOf: Record<DeviceView['state']['kind'], Care> = {
  ready: 'fine',
  opening: 'look',
  unconfigured: 'look',
  unknown: 'look',
  lost: 'act',
}

/** A card a device, then network and model. */
export function DeviceCards({ devices, now }: { devices: DevicesView; now: number }) {
  const { t } = useWords()
  return (
    <>
      <DeviceCard icon={IconPrinter} device={devices.printer} kind={t('strip.printer')} />
      {devices.scanners.map((device) => (
        <DeviceCard key={device.name} icon={IconBarcode} device={device} kind={t('strip.scanner')} />
      ))}
      {devices.cameras.map((device) => (
        <DeviceCard key={device.role} icon={IconCamera} device={device} kind={t(`role.${device.role}`)} />
      ))}
      <NetworkCard devices={devices} now={now} />
      <EyesCard devices={devices} />
    </>
  )
}

function DeviceCard({ icon, device, kind }: { icon: Icon; device: DeviceView; kind: string }) {
  const { t, fault } = useWords()
  const { state } = device
  const words = state.kind === 'lost' ? fault({ code: state.fault }) : undefined
  const todo = { unconfigured: 'health.configure', unknown: 'health.unknown' } as const
  const hint = state.kind === 'unconfigured' || state.kind === 'unknown' ? todo[state.kind] : undefined
  return (
    <Card
      icon={icon}
      name={`${kind}: ${device.name}`}
      care={careOf[state.kind]}
      state={words?.what ?? t(`strip.state.${state.kind}`)}
      facts={[t('health.driver', { driver: device.driver }), state.kind === 'lost' && state.detail]}
      todo={words?.todo ?? (hint && t(hint))}
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
      icon={IconWifi}
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
      icon={IconEye}
      name={t('strip.eyes')}
      care={chip?.care ?? 'look'}
      state={words?.what ?? t(`strip.state.${devices.eyes.kind}`)}
      facts={[devices.eyes.detail]}
      todo={words?.todo}
    />
  )
}
