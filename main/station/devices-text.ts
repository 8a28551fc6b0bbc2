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
  ffmpeg:
    'ffmpeg (package ffmpeg, 5.1 or newer): adds cameras of this machine (V4L2) and network cameras (RTSP).',
}

/** What lets an account open devices on Linux: two commands for an administrator. */
export function allowing(rules: string, account: string): readonly string[] {
  return [
    `sudo cp ${rules} /etc/udev/rules.d/ && sudo udevadm control --reload && sudo udevadm trigger`,
    `sudo usermod -aG plugdev,dialout,video ${account}`,
  ]
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
  const [install, join] = allowing(rules, 'ACCOUNT')
  return [
    'To be allowed to open them',
    `  ${install}`,
    `  ${join}   (the station’s account; log in again)`,
  ].join('\n')
}
