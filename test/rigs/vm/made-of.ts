/** Debian packages in the machine, besides the essential ones. */
export const packages = [
  'udev',
  'kmod',
  'iproute2',
  'libusb-1.0-0',
  'libudev1',
  'ffmpeg',
  'v4l-utils',
] as const

/** Kernel modules needed before the root folder is there. */
export const earlyModules = ['virtio_pci', '9p', '9pnet_virtio', 'overlay'] as const

/** Kernel modules of the devices: buses, then what the drivers under test meet, then what plays the devices. */
export const modules = [
  ...['virtio_pci', 'virtio_net', 'virtio_rng', '9p', '9pnet_virtio', 'overlay', 'xhci-pci'],
  ...['usbhid', 'hid-generic', 'evdev', 'usbserial', 'ftdi_sio', 'cdc-acm', 'usblp'],
  ...['configfs', 'libcomposite', 'dummy_hcd', 'usb_f_hid', 'usb_f_acm', 'usb_f_printer', 'uhid', 'vivid'],
] as const
