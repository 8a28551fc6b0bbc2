import type { DraftDevice } from '../../main/api/config-views.ts'
import type { DeviceUse } from '../../main/kernel/plugged.ts'

type Use = DeviceUse['config']

/** What a person may have to set of a device besides which it is; `usual` is what the station takes untold. */
export interface Setting {
  readonly key: 'baudRate' | 'framing' | 'language' | 'dpi' | 'protocol' | 'unit' | 'frame' | 'buzzer'
  readonly options: readonly string[]
  readonly usual: string
}
/** What was chosen, by the setting's key. */
export type Chosen = Readonly<Partial<Record<Setting['key'], string>>>

const rates = ['9600', '19200', '38400', '57600', '115200']
const baud: Setting = { key: 'baudRate', options: rates, usual: '9600' }
const scaleBaud: Setting = {
  key: 'baudRate',
  options: ['1200', '2400', '4800', '9600', '19200', '38400'],
  usual: '9600',
}
const framing: Setting = { key: 'framing', options: ['line', 'stx'], usual: 'line' }
const language: Setting = { key: 'language', options: ['zpl', 'tspl'], usual: 'zpl' }
const dpi: Setting = { key: 'dpi', options: ['203', '300', '600'], usual: '203' }
const protocol: Setting = { key: 'protocol', options: ['sics', 'w'], usual: 'sics' }
const frame: Setting = { key: 'frame', options: ['8N1', '7E1', '7O1', '8E1'], usual: '8N1' }
const unit: Setting = { key: 'unit', options: ['g', 'kg', 'lb', 'oz'], usual: 'kg' }
const buzzer: Setting = { key: 'buzzer', options: ['', '0', '1', '2', '3', '4', '5', '6', '7'], usual: '' }

/** The settings of a device for its use, some of them only where another was chosen. */
export function settingsOf(as: DeviceUse['as'], use: Use | undefined, chosen: Chosen): readonly Setting[] {
  if (!use) return []
  const serial = use.driver === 'serial'
  switch (as) {
    case 'scanner':
      return serial ? [baud, framing] : []
    case 'printer':
      return [...(serial ? [baud] : []), language, ...(chosen.language === 'tspl' ? [dpi] : [])]
    case 'scale':
      return [scaleBaud, frame, protocol, ...(chosen.protocol === 'w' ? [unit] : [])]
    case 'signal':
      return [baud, buzzer]
    case 'camera':
      return []
  }
}

const numbers: readonly Setting['key'][] = ['baudRate', 'dpi']

/** A device's line of configuration with what was chosen of its settings. */
export function withSettings(as: DeviceUse['as'], use: Use, chosen: Chosen): DraftDevice {
  const told = settingsOf(as, use, chosen).flatMap(({ key }): [string, string | number | object][] => {
    const value = chosen[key]
    if (value === undefined || value === '') return []
    if (key === 'buzzer') return [['relays', { buzzer: Number(value) }]]
    return [[key, numbers.includes(key) ? Number(value) : value]]
  })
  return { ...use, ...(Object.fromEntries(told) as Use) }
}
