import { expect, it } from 'vitest'
import { devicesText } from '../../../main/station/devices-text.ts'

it('[CL5] prints each device with the line of configuration that uses it, and what is missing', () => {
  const config = { driver: 'usb', name: 'Label printer', serialNumber: 'D7J2' }
  const text = devicesText(
    {
      found: [
        {
          kind: 'usb-printer',
          path: '/dev/usb/lp0',
          about: 'Zebra ZD421',
          trouble: 'denied',
          uses: [{ as: 'printer', config }],
        },
        { kind: 'hid', path: '/dev/hidraw0', about: 'Zebra DS2208', trouble: 'keyboard', uses: [] },
      ],
      missing: ['udev', 'ffmpeg'],
    },
    '/opt/regrade/drivers/udev/70-regrade.rules',
  )
  expect(text).toBe(`USB HID devices
  /dev/hidraw0  Zebra DS2208
    a scanner in keyboard mode: scan "USB HID POS" of its manual, or configure {"driver":"wedge"}

USB printers
  /dev/usb/lp0  Zebra ZD421
    this account may not open it
    as printer: {"driver":"usb","name":"Label printer","serialNumber":"D7J2"}

To be allowed to open them
  sudo cp /opt/regrade/drivers/udev/70-regrade.rules /etc/udev/rules.d/ && sudo udevadm control --reload && sudo udevadm trigger
  sudo usermod -aG plugdev,dialout,video ACCOUNT   (the station’s account; log in again)

Missing here
  udev (package udev): adds names and serial numbers of serial ports.
  ffmpeg (package ffmpeg, 5.1 or newer): adds cameras of this machine (V4L2) and network cameras (RTSP).`)
})

it('[CL5] says plainly that nothing is there', () => {
  expect(devicesText({ found: [], missing: [] }, '')).toBe('No device of a station is plugged in.')
})
