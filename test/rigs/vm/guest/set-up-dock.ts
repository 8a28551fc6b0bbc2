import type { ConfigDraft } from '../../../../main/api/config-views.ts'
import type { SetupView } from '../../../../main/api/setup-views.ts'
import { draftOf, firstPicks, type Picks } from '../../../../renderer/setup/picks.ts'
import type { StationClient } from '../../station-client.ts'
import { until } from '../../until.ts'
import { portOf } from './usb-cable.ts'
import { palSize } from './vivid-camera.ts'

/** How the devices of a dock are told apart by who stands before Set-up. */
export interface DockPlugs {
  /** The scanner's serial number. */
  readonly scanner: string
  /** The camera's link under /dev/v4l. */
  readonly camera: string
}

/**
 * Brings a station without devices to one that has those of a dock, as Set-up's page does and with the page's own arithmetic: what is
 * plugged in is looked for, picked, checked and saved. The station has to be started again then; this one is kept by nobody.
 */
export async function setUp({ api }: StationClient, plugs: DockPlugs): Promise<void> {
  const view = await until(
    () => api.setup.view.query(),
    (seen) => pathsOf(seen, plugs).every((path) => path !== undefined),
    'every device of the dock to be found by Set-up',
  )
  if (!view.simulated) throw new Error('a station without devices does not simulate them')
  const draft = drafted(view, plugs)
  const { wrong } = await api.setup.checkConfig.mutate(draft)
  if (wrong.length > 0) throw new Error(wrong.join('\n'))
  const saved = await api.setup.saveConfig.mutate(draft)
  if (saved.restarts) throw new Error('a station kept by nobody said that it restarts')
}

function drafted(view: SetupView, plugs: DockPlugs): ConfigDraft {
  const { found } = view.plugged
  const { has } = view.config
  const [scanner = '', camera = ''] = pathsOf(view, plugs)
  const before = firstPicks(has)
  const picks: Picks = {
    ...before,
    devices: { scanner, printer: portOf('label'), scale: portOf('pan'), signal: portOf('light') },
    settings: { ...before.settings, printer: { baudRate: '115200' } },
    cameras: { ...before.cameras, top: camera },
  }
  const draft = draftOf(picks, found, has)
  // vivid gives raw pictures of one size only; a webcam gives the JPEGs that are usual
  const vivid = { width: palSize.width, height: palSize.height, fps: 25, format: 'raw' }
  return { ...draft, cameras: draft.cameras.map((each) => ({ ...each, ...vivid })) }
}

/** Where scanner, camera, printer, scale and light were found, undefined for what was not. */
function pathsOf({ plugged: { found } }: SetupView, plugs: DockPlugs): readonly (string | undefined)[] {
  const scanner = found.find(({ uses }) => uses.some(({ config }) => config.serialNumber === plugs.scanner))
  const camera = found.find(({ uses }) => uses.some(({ config }) => config.device === plugs.camera))
  const cables = (['label', 'pan', 'light'] as const).map((name) =>
    found.find(({ kind, path }) => kind === 'serial' && path === portOf(name)),
  )
  return [scanner, camera, ...cables].map((device) => device?.path)
}
