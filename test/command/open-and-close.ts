import { folderCamera } from '../../drivers/camera/hot-folder.ts'
import { httpCamera } from '../../drivers/camera/http-snapshot.ts'
import { pageCamera } from '../../drivers/camera/page.ts'
import { openNetworkPrinter } from '../../drivers/printer/network.ts'
import { openSerialPrinter } from '../../drivers/printer/serial-zpl.ts'
import { openUsbPrinter } from '../../drivers/printer/usb.ts'
import { simulatedRig } from '../../drivers/rig.ts'
import { openHidScanner } from '../../drivers/scanner/hid-pos.ts'
import { pushedScanner } from '../../drivers/scanner/pushed.ts'
import { openSerialScanner } from '../../drivers/scanner/serial.ts'
import { systemClock as clock } from '../../main/station/system.ts'

// Run by nothing-keeps-running.test.ts: opens every device there is, uses some, closes all, and must then end by itself.
const [path = '/dev/no-such-port', url = 'http://127.0.0.1:9/'] = process.argv.slice(2)
const never = new AbortController().signal
const rig = simulatedRig({ grade: 'hostile', seed: 4 }, clock)
const camera = httpCamera({ name: 'http', role: 'top', url }, clock)
const devices = [
  openSerialScanner({ name: 'serial scanner', path, baudRate: 9600 }, clock),
  openSerialPrinter({ name: 'serial printer', path: '/dev/no-such-port', baudRate: 9600 }, clock),
  openHidScanner({ name: 'hid scanner' }, clock),
  openNetworkPrinter({ name: 'network printer', host: '127.0.0.1', port: 9 }, clock),
  openUsbPrinter({ name: 'USB printer', path: '/dev/usb/no-such-lp' }, clock),
  pushedScanner('wedge', 'wedge', clock),
  folderCamera({ name: 'folder', role: 'left', folder: '/no/such/folder' }, clock),
  pageCamera({ name: 'page', role: 'right' }, clock),
  camera,
  rig,
]
void rig.scanner.present('4006381333931')
void rig.printer.print('^XA^FDx^FS^XZ', never).catch(() => {})
await camera.shoot(never).then(
  () => console.log('shot'),
  () => console.log('no shot'),
)
for (const device of devices) await device.close()
console.log('closed')
