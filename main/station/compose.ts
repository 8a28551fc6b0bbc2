import { folderCamera } from '../../drivers/camera/hot-folder.ts'
import { httpCamera } from '../../drivers/camera/http-snapshot.ts'
import { pageCamera } from '../../drivers/camera/page.ts'
import { rtspCamera } from '../../drivers/camera/rtsp.ts'
import { type Subject, subjectOf } from '../../drivers/camera/subject.ts'
import { v4l2Camera } from '../../drivers/camera/v4l2.ts'
import { type Watched, watched } from '../../drivers/camera/watched.ts'
import { openNetworkPrinter } from '../../drivers/printer/network.ts'
import type { Printer } from '../../drivers/printer/port.ts'
import { openSerialPrinter } from '../../drivers/printer/serial-zpl.ts'
import { openUsbPrinter } from '../../drivers/printer/usb.ts'
import { simulatedRig } from '../../drivers/rig.ts'
import { openSerialScale } from '../../drivers/scale/serial.ts'
import { cameraScanner } from '../../drivers/scanner/camera.ts'
import { openHidScanner } from '../../drivers/scanner/hid-pos.ts'
import { threadedReader } from '../../drivers/scanner/picture/threaded-reader.ts'
import { pushedScanner } from '../../drivers/scanner/pushed.ts'
import { openSerialScanner } from '../../drivers/scanner/serial.ts'
import { openSerialSignal } from '../../drivers/signal/serial.ts'
import type { Clock } from '../kernel/clock.ts'
import { Fault } from '../kernel/fault.ts'
import type { Config } from './config.ts'
import { demoCodes, kindOf } from './demo.ts'
import type { Devices, LaneCamera } from './devices.ts'

/** The only file that names concrete drivers: the devices a configuration asks for, or the simulated rig. */
export function composeDevices(config: Config, clock: Clock): Devices {
  const single = [config.printer, config.scale, config.signal].filter((each) => each !== undefined)
  const real = config.scanners.length + config.cameras.length + single.length > 0
  return real ? realDevices(config, clock) : simulatedDevices(config, clock)
}

function realDevices(config: Config, clock: Clock): Devices {
  const cameras = config.cameras.map((each) => ({
    driver: each.driver,
    device: watched(cameraOf(each, config, clock)),
  }))
  const eyes = cameras.map(({ device }) => device)
  return {
    scanners: config.scanners.map((each) => ({ driver: each.driver, device: scannerOf(each, eyes, clock) })),
    cameras,
    printer: config.printer && { driver: config.printer.driver, device: printerOf(config.printer, clock) },
    signal: config.signal && { driver: config.signal.driver, device: openSerialSignal(config.signal, clock) },
    scale: config.scale && { driver: config.scale.driver, device: openSerialScale(config.scale, clock) },
  }
}

function scannerOf(
  each: Config['scanners'][number],
  cameras: readonly (LaneCamera & Watched)[],
  clock: Clock,
): Devices['scanners'][number]['device'] {
  if (each.driver === 'serial') return openSerialScanner(each, clock)
  if (each.driver === 'hid') return openHidScanner(each, clock)
  if (each.driver === 'wedge') return pushedScanner(each.name, 'wedge', clock)
  const camera = cameras.find(({ role }) => role === each.role)
  if (!camera) throw new Fault('CONFIG_WRONG', `scanner ${each.name}: no camera has the role ${each.role}`)
  return cameraScanner(each, { camera, reader: threadedReader() }, clock)
}

function printerOf(printer: NonNullable<Config['printer']>, clock: Clock): Printer {
  if (printer.driver === 'network') return openNetworkPrinter(printer, clock)
  return printer.driver === 'usb' ? openUsbPrinter(printer, clock) : openSerialPrinter(printer, clock)
}

function cameraOf(each: Config['cameras'][number], { ffmpeg }: Config, clock: Clock): LaneCamera {
  switch (each.driver) {
    case 'http':
      return httpCamera(each, clock)
    case 'folder':
      return folderCamera(each, clock)
    case 'page':
      return pageCamera(each, clock)
    case 'v4l2':
      return v4l2Camera({ ...each, ffmpeg }, clock)
    case 'rtsp':
      return rtspCamera({ ...each, ffmpeg }, clock)
  }
}

function simulatedDevices(config: Config, clock: Clock): Devices {
  const rig = simulatedRig(config.simulate, clock)
  const next = demoCodes()
  let placed = ''
  // What lies there already is not drawn again: one unit after the other is taught of the same SKU.
  const place = (subject: Subject) => {
    const now = JSON.stringify(subject)
    if (now !== placed) rig.place(subject)
    placed = now
  }
  return {
    scanners: [{ driver: 'simulated', device: rig.scanner }],
    cameras: rig.cameras.map((device) => ({ driver: 'simulated', device })),
    printer: { driver: 'simulated', device: rig.printer },
    scale: { driver: 'simulated', device: rig.scale },
    simulation: {
      nextScan: () => ({ text: next(), source: 'simulated', device: rig.scanner.name, at: clock.now() }),
      show(code, category, weightGrams) {
        place(subjectOf(code, kindOf[category]))
        rig.scale.put(weightGrams ?? 0)
      },
      showWhole: (code, category) => place({ ...subjectOf(code, kindOf[category]), damage: [] }),
    },
  }
}
