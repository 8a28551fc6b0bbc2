import type { ConfigDraft, ConfigView, DraftDevice } from '../../main/api/config-views.ts'
import { type CameraRole, cameraRoles } from '../../main/kernel/frame.ts'
import type { DeviceUse, Plugged } from '../../main/kernel/plugged.ts'
import { type Chosen, withSettings } from './settings.ts'

type Has = ConfigView['has']

/** What a machine has one of. */
export const singles = ['scanner', 'printer', 'scale', 'signal'] as const
export type Single = (typeof singles)[number]

/** What a person picked: for each the path of what is plugged in, `keep` for what is configured now, `page`, `address`, or nothing. */
export interface Picks {
  readonly name: string
  readonly site: string
  readonly locale: Has['locale']
  readonly devices: Readonly<Record<Single, string>>
  readonly settings: Readonly<Record<Single, Chosen>>
  readonly cameras: Readonly<Record<CameraRole, string>>
  /** Of cameras that are named by an address: rtsp://, http:// or a folder. */
  readonly addresses: Readonly<Partial<Record<CameraRole, string>>>
}
/** What is configured stays unless somebody picks another; a new station begins with a keyboard scanner and this page's camera. */
export function firstPicks(has: Has): Picks {
  const fresh = has.cameras.length === 0 && has.scanners.length === 0
  const kept = (there: unknown) => (there ? 'keep' : '')
  const roles = cameraRoles.map((role) => [
    role,
    fresh && role === 'top' ? 'page' : kept(cameraAt(has, role)),
  ])
  return {
    ...{ ...has.station, locale: has.locale },
    devices: {
      scanner: kept(has.scanners.length),
      printer: kept(has.printer),
      scale: kept(has.scale),
      signal: kept(has.signal),
    },
    settings: { scanner: {}, printer: {}, scale: {}, signal: {} },
    cameras: Object.fromEntries(roles) as Picks['cameras'],
    addresses: {},
  }
}

/** The camera that looks from a role now, by its name. */
export function cameraAt({ cameras }: Has, role: CameraRole): string | undefined {
  return cameras.find((each) => each.role === role)?.name
}

/** The draft of a configuration for what was picked. A camera picked as the scanner is the label's camera, and read all the time. */
export function draftOf(picks: Picks, found: readonly Plugged[], has: Has): ConfigDraft {
  const reading = useOf(found, 'camera', picks.devices.scanner)
  const looking = cameraRoles.flatMap((role) => {
    const path = picks.cameras[role]
    if (reading && (role === 'label' || path === picks.devices.scanner)) return []
    return cameraFor(role, { picks, found, has })
  })
  const label: DraftDevice[] = reading ? [{ ...reading, name: 'Label camera', role: 'label' }] : []
  return {
    ...whoOf(picks, has),
    scanners: reading
      ? [{ driver: 'camera', name: 'Label reader', role: 'label' }]
      : scannersOf(picks, found, has),
    cameras: [...label, ...looking],
    ...Object.fromEntries(
      (['printer', 'scale', 'signal'] as const).flatMap((as) => {
        const device = singleOf(as, picks, found)
        return device ? [[as, device] as const] : []
      }),
    ),
  }
}

function whoOf({ name, site, locale }: Picks, has: Has): Pick<ConfigDraft, 'station' | 'locale'> {
  const same = name === has.station.name && site === has.station.site
  return {
    ...(same ? {} : { station: { name: name.trim(), site: site.trim() } }),
    ...(locale === has.locale ? {} : { locale }),
  }
}

function scannersOf(picks: Picks, found: readonly Plugged[], has: Has): readonly DraftDevice[] {
  if (picks.devices.scanner === 'keep') return has.scanners.map((_, keep) => ({ keep }))
  return [singleOf('scanner', picks, found) ?? { driver: 'wedge', name: 'Keyboard scanner' }]
}

function singleOf(as: Single, picks: Picks, found: readonly Plugged[]): DraftDevice | undefined {
  if (picks.devices[as] === 'keep') return { keep: 0 }
  const use = useOf(found, as, picks.devices[as])
  return use && withSettings(as, use, picks.settings[as])
}

interface Sources {
  readonly picks: Picks
  readonly found: readonly Plugged[]
  readonly has: Has
}

function cameraFor(role: CameraRole, { picks, found, has }: Sources): readonly DraftDevice[] {
  const path = picks.cameras[role]
  if (path === 'keep') return [{ keep: has.cameras.findIndex((each) => each.role === role) }]
  const use =
    path === 'page'
      ? { driver: 'page' }
      : path === 'address'
        ? addressed(picks.addresses[role] ?? '')
        : useOf(found, 'camera', path)
  return use ? [{ ...use, name: `Camera ${role}`, role }] : []
}

/** A camera by what was typed: an address of RTSP or HTTP, else a folder of this station. */
function addressed(typed: string): DeviceUse['config'] {
  const address = typed.trim()
  if (/^rtsps?:/i.test(address)) return { driver: 'rtsp', url: address }
  return /^https?:/i.test(address) ? { driver: 'http', url: address } : { driver: 'folder', folder: address }
}

/** What keeps picks from being saved: an address still to be typed, or a device that was unplugged since it was picked. */
export function lackOf(picks: Picks, found: readonly Plugged[]): 'address' | 'gone' | undefined {
  const { cameras, addresses, devices } = picks
  if (cameraRoles.some((role) => cameras[role] === 'address' && !addresses[role]?.trim())) return 'address'
  const paths = [...Object.values(devices), ...Object.values(cameras)]
  const gone = paths.some((path) => isPath(path) && found.every((device) => device.path !== path))
  return gone ? 'gone' : undefined
}

function isPath(pick: string): boolean {
  return !['', 'keep', 'page', 'address'].includes(pick)
}

/** The same options, with what was picked among them also when it is plugged in no more. */
export function withPicked(
  options: readonly (readonly [string, string])[],
  picked: string,
): readonly (readonly [string, string])[] {
  return options.some(([value]) => value === picked) ? options : [...options, [picked, picked]]
}

/** How the device at a path is configured for a use; undefined where it is none. */
export function useOf(
  found: readonly Plugged[],
  as: DeviceUse['as'],
  path: string,
): DeviceUse['config'] | undefined {
  return found.find((device) => device.path === path)?.uses.find((use) => use.as === as)?.config
}

/** Path and words of what is plugged in and can be used so. */
export function optionsOf(
  found: readonly Plugged[],
  as: DeviceUse['as'],
): readonly (readonly [string, string])[] {
  const fitting = found.filter(({ uses }) => uses.some((use) => use.as === as))
  return fitting.map(({ path, about }) => [path, `${about} (${path})`])
}
