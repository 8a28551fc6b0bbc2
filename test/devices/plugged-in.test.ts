import { execFileSync } from 'node:child_process'
import { copyFileSync } from 'node:fs'
import { afterEach, expect, it } from 'vitest'
import { pluggedIn } from '../../drivers/discover/plugged-in.ts'
import type { PluggedIn } from '../../main/kernel/plugged.ts'
import { removeGadgets } from '../rigs/vm/guest/gadget.ts'
import { keyboardScanner, posScanner } from '../rigs/vm/guest/hid-gadget.ts'
import { openPrinterGadget } from '../rigs/vm/guest/printer-gadget.ts'
import { openUsbCable } from '../rigs/vm/guest/usb-cable.ts'

afterEach(removeGadgets)

it('[DV1] [DV3] lists what is plugged in, what each could be, and which scanner is in keyboard mode', async () => {
  await posScanner()
  await keyboardScanner({ serialNumber: 'RG-KEYS-1' })
  await openPrinterGadget('RG-LP-2')
  const cable = await openUsbCable('spare')
  const found = async () => (await pluggedIn()).found
  const use = (as: string, config: object) =>
    expect.objectContaining({ as, config: expect.objectContaining(config) })
  await expect.poll(found, { timeout: 60_000 }).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        kind: 'hid',
        about: 'Bench Hand scanner RG-POS-1',
        uses: [use('scanner', { driver: 'hid', serialNumber: 'RG-POS-1' })],
      }),
      expect.objectContaining({ kind: 'hid', about: 'Bench Hand scanner RG-KEYS-1', trouble: 'keyboard' }),
      expect.objectContaining({
        kind: 'usb-printer',
        about: 'Bench Label printer',
        uses: [use('printer', { driver: 'usb', serialNumber: 'RG-LP-2' })],
      }),
      expect.objectContaining({ kind: 'serial', path: cable.path }),
    ]),
  )
  expect((await pluggedIn()).missing).toEqual([])
  await cable.close()
})

it('[DV2] a scanner this account may not open says so, and the rule that comes with the product opens it', async () => {
  const gadget = await posScanner()
  await expect.poll(() => troubleFor('nogroup'), { timeout: 120_000 }).toBe('denied')
  copyFileSync('drivers/udev/70-regrade.rules', '/etc/udev/rules.d/70-regrade.rules')
  execFileSync('udevadm', ['control', '--reload'])
  await gadget.unplug()
  await gadget.plug()
  await expect.poll(() => troubleFor('plugdev'), { timeout: 120_000 }).toBe('none')
})

/** What `npm run devices` says of the scanner to an ordinary account of that group. */
function troubleFor(group: string): string {
  const account = ['--reuid=nobody', `--regid=${group}`, '--clear-groups']
  const listed = execFileSync('setpriv', [
    ...account,
    process.execPath,
    'main/station/list-devices.ts',
    '--json',
  ])
  const { found } = JSON.parse(String(listed)) as PluggedIn
  const scanner = found.find(({ about }) => about.includes('RG-POS-1'))
  return scanner ? (scanner.trouble ?? 'none') : 'not there'
}
