import type { ConfigDraft, DraftDevice } from '../api/config-views.ts'
import { Fault } from '../kernel/fault.ts'

/** A configuration as its file holds it, before it is checked. */
export type RawConfig = Readonly<Record<string, unknown>>

const lists = ['scanners', 'cameras'] as const
const singles = ['printer', 'scale', 'signal'] as const

/** The configuration with what a draft changes; every other key stays as it stands, and in its order. */
export function withDevices(now: RawConfig, draft: ConfigDraft): RawConfig {
  const devices = {
    ...(draft.station ? { station: draft.station } : {}),
    ...(draft.locale ? { locale: draft.locale } : {}),
    ...Object.fromEntries(
      lists.map((key) => [key, draft[key].map((each) => chosen(each, now[key], key))] as const),
    ),
    ...Object.fromEntries(
      singles.flatMap((key) => {
        const device = draft[key]
        return device ? [[key, chosen(device, [now[key]], key)] as const] : []
      }),
    ),
  }
  const left = Object.entries(now).filter(([key]) => !isDeviceKey(key) || key in devices)
  return { ...Object.fromEntries(left), ...devices }
}

/** The keys of the configuration that differ. */
export function changedKeys(before: RawConfig, after: RawConfig): readonly string[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
}

/** The text of a configuration as it is shown: without the passwords in addresses. */
export function shownText(config: RawConfig): string {
  return textOfConfig(config).replaceAll(/(\w+:\/\/[^/@"\s:]*):[^/@"\s]*@/g, '$1:…@')
}

export function textOfConfig(config: RawConfig): string {
  return `${JSON.stringify(config, undefined, 2)}\n`
}

function isDeviceKey(key: string): boolean {
  return [...lists, ...singles].some((each) => each === key)
}

function chosen(device: DraftDevice, now: unknown, key: string): unknown {
  if (!('keep' in device)) return device
  const kept = Array.isArray(now) && typeof device.keep === 'number' ? now[device.keep] : undefined
  if (kept === undefined) throw new Fault('BAD_INPUT', `${key}: there is no device ${device.keep} to keep`)
  return kept
}
