import { firstAdmin } from '../../station-client.ts'
import type { HostLine } from './host-line.ts'
import { portOf } from './usb-cable.ts'

/** How the devices of a dock are told apart by who stands before Set-up: words of the lines they are listed with. */
export interface DockPlugs {
  readonly scanner: string
  readonly camera: string
}

/**
 * Brings a station without devices to one that has those of a dock, on its own page in a browser: the first admin is made, the
 * devices that were found are picked, and the one button saves them and restarts the station, which the page finds again.
 */
export async function setUpOnPage({ ask }: HostLine, plugs: DockPlugs): Promise<void> {
  await ask.becomeAdmin(firstAdmin.name, firstAdmin.pin)
  await ask.openScreen('setup')
  await ask.reads('', 'The devices are simulated.')
  await ask.pick('pick-scanner', plugs.scanner)
  await ask.pick('pick-printer', portOf('label'))
  await ask.pick('printer-baudRate', '115200')
  await ask.pick('pick-scale', portOf('pan'))
  await ask.pick('pick-signal', portOf('light'))
  await ask.pick('camera-at-top', plugs.camera)
  await ask.look('1-devices-picked')
  await ask.press('save-config')
  await ask.reads('', 'runs with the new configuration')
}
