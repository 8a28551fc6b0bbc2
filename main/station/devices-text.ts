import type { MissingPiece, Plugged, PluggedIn } from '../kernel/plugged.ts'

const kinds: Readonly<Record<Plugged['kind'], string>> = {
  serial: 'Serial ports',
  hid: 'USB HID devices',
  'usb-printer': 'USB printers',
  video: 'Cameras',
  network: 'Printers in this network',
}

const pieces: Readonly<Record<MissingPiece, string>> = {
  udev: 'udev (package udev): adds names and serial numbers of serial ports.',
  hid: 'HID devices (node-hid needs libudev, package libudev1): adds scanners in HID POS mode.',
}

/** What `npm run devices` prints: each device with the line of configuration that would use it; `rules` is the udev rule's path. */
export function devicesText({ found, missing }: PluggedIn, rules: string): string {
  const groups = Object.entries(kinds).flatMap(([kind, title]) => {
    const devices = found.filter((device) => device.kind === kind)
    return devices.length > 0 ? [[title, ...devices.flatMap(deviceLines)].join('\n')] : []
  })
  const parts = [
    ...(groups.length > 0 ? groups : ['No device of a station is plugged in.']),
    ...(found.some(({ trouble }) => trouble === 'denied') ? [denied(rules)] : []),
    ...(missing.length > 0
      ? [['Missing here', ...missing.map((each) => `  ${pieces[each]}`)].join('\n')]
      : []),
  ]
  return parts.join('\n\n')
}

function deviceLines({ path, about, trouble, kind, uses }: Plugged): readonly string[] {
  const notes = {
    denied: '    this account may not open it',
    keyboard:
      '    a scanner in keyboard mode: scan "USB HID POS" of its manual, or configure {"driver":"wedge"}',
  }
  return [
    `  ${path}  ${about}`,
    ...(trouble ? [notes[trouble]] : []),
    ...(kind === 'video'
      ? ['    a camera of the kiosk page: {"driver":"page","name":"Camera top","role":"top"}']
      : []),
    ...uses.map(({ as, config }) => `    as ${as}: ${JSON.stringify(config)}`),
  ]
}

function denied(rules: string): string {
  return [
    'To be allowed to open them',
    `  sudo cp ${rules} /etc/udev/rules.d/ && sudo udevadm control --reload && sudo udevadm trigger`,
    '  sudo usermod -aG plugdev,dialout,video ACCOUNT   (the station’s account; log in again)',
  ].join('\n')
}
