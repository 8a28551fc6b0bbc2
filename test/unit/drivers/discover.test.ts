import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { neighbours, networkPrinters } from '../../../drivers/discover/network-printers.ts'
import { type PlugSources, pluggedIn } from '../../../drivers/discover/plugged-in.ts'
import { hasProgram } from '../../../drivers/discover/program.ts'
import { simulatedHid } from '../../../drivers/hid/simulated.ts'
import { modelIn } from '../../../drivers/printer/usb-node.ts'
import { scannerMakers } from '../../../drivers/scanner/pos-choice.ts'
import { checkConfig } from '../../../main/station/config.ts'
import { freshFolder } from '../../rigs/fresh-folder.ts'
import { openTcpPort } from '../../rigs/tcp-port.ts'

const noUdev = () => Promise.reject(new Error('spawn udevadm ENOENT'))

/** A machine with one device of each kind. */
function bench(): { sources: PlugSources; folder: string } {
  const root = freshFolder()
  const [folder, kernel] = [join(root, 'dev'), join(root, 'sys')]
  const files = {
    'dev/usb/lp0': '',
    'dev/ttyACM0': '',
    'dev/video0': '',
    'dev/v4l/by-id/.keep': '',
    'dev/v4l/by-path/.keep': '',
    'sys/usbmisc/lp0/device/ieee1284_id': 'MFG:Zebra Technologies;MDL:ZTC ZD421;CMD:ZPL;\n',
    'sys/video4linux/video0/name': 'HD Webcam\n',
    'sys/video4linux/video0/index': '0\n',
    'sys/video4linux/video1/name': 'HD Webcam\n',
    'sys/video4linux/video1/index': '1\n',
  }
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(root, name, '..'), { recursive: true })
    writeFileSync(join(root, name), text)
  }
  for (const link of ['by-id/usb-Maker_HD_Webcam_SN-7', 'by-path/pci-0000:00:14.0-usb-0:2:1.0'])
    for (const index of [0, 1])
      symlinkSync(join(folder, `video${index}`), join(folder, 'v4l', `${link}-video-index${index}`))
  const hid = simulatedHid()
  const zebra = { vendorId: 0x05e0, productId: 0x1300, serialNumber: 'SN-1', about: 'Zebra DS2208' }
  hid.add({ ...zebra, path: '/dev/hidraw0', usagePage: 0x8c, usage: 2 })
  hid.add({ ...zebra, serialNumber: '', path: '/dev/hidraw1', usagePage: 0x8c, usage: 2 })
  hid.add({ ...zebra, path: '/dev/hidraw2', usagePage: 1, usage: 6 })
  const serial = { list: noUdev, folder }
  return {
    folder,
    sources: { serial, hid, folder, kernel, mayOpen: async () => true, hasFfmpeg: async () => true },
  }
}

describe('what is plugged in', () => {
  it('[DV1] is listed by kind, each with what it says of itself', async () => {
    const { found } = await pluggedIn(bench().sources)
    expect(found.map(({ kind, about }) => `${kind}: ${about}`)).toEqual([
      'serial: USB serial port',
      'hid: Zebra DS2208 SN-1',
      'hid: Zebra DS2208',
      'hid: Zebra DS2208 SN-1',
      'usb-printer: Zebra Technologies ZTC ZD421',
      'video: HD Webcam',
    ])
  })

  it('[DV1] the configuration takes every use as it stands', async () => {
    const { found } = await pluggedIn(bench().sources)
    const printers = await networkPrinters([])
    const uses = [...found, ...printers].flatMap((device) => device.uses)
    expect(uses).toHaveLength(9)
    for (const { as, config } of uses) {
      // the configuration takes links under /dev alone, which a test cannot make
      const { device, ...camera } = config
      const link = String(device).replace(/^.*\/dev\//, '/dev/')
      const cameras = { cameras: [{ ...camera, device: link }] }
      const single = { printer: { printer: config }, scale: { scale: config }, signal: { signal: config } }
      const whole = { scanner: { scanners: [config] }, camera: cameras, ...single }[as]
      expect(() => checkConfig(whole, 'test')).not.toThrow()
    }
  })

  it('[DV6] a camera is named by what it is, then by the port it is plugged into, never by its number', async () => {
    const { sources, folder } = bench()
    const camera = (await pluggedIn(sources)).found.find(({ kind }) => kind === 'video')
    expect(camera?.uses.map(({ config }) => config.device)).toEqual([
      `${folder}/v4l/by-id/usb-Maker_HD_Webcam_SN-7-video-index0`,
      `${folder}/v4l/by-path/pci-0000:00:14.0-usb-0:2:1.0-video-index0`,
    ])
    for (const device of ['/dev/video0', '/dev/v4l/by-id/../../video0'])
      expect(() =>
        checkConfig({ cameras: [{ driver: 'v4l2', name: 'x', role: 'top', device }] }, 'test'),
      ).toThrow(/numbers change from one start to the next/)
    expect(() => checkConfig({ cameras: [{ driver: 'v4l2', name: 'x', role: 'top' }] }, 'test')).toThrow(
      /either by "device" .* or by "serialNumber"/,
    )
  })

  it('[DV6] a printer is named by its serial number, and by its device file only where it has none', async () => {
    const { sources } = bench()
    const printer = async () => (await pluggedIn(sources)).found.find(({ kind }) => kind === 'usb-printer')
    expect((await printer())?.uses).toMatchObject([{ config: { path: `${sources.folder}/usb/lp0` } }])
    writeFileSync(join(sources.kernel, 'usbmisc/lp0/serial'), 'D7J2\n')
    expect((await printer())?.uses).toEqual([
      { as: 'printer', config: { driver: 'usb', name: 'Label printer', serialNumber: 'D7J2' } },
    ])
    expect(() =>
      checkConfig(
        { printer: { driver: 'usb', name: 'x', serialNumber: 'D7J2', path: '/dev/usb/lp0' } },
        'test',
      ),
    ).toThrow(/either by "serialNumber" or by "path"/)
  })

  it('[DV2] says which of it this account may not open', async () => {
    const { sources, folder } = bench()
    const refused = join(folder, 'usb/lp0')
    const { found } = await pluggedIn({ ...sources, mayOpen: async (path) => path !== refused })
    expect(found.filter(({ trouble }) => trouble === 'denied').map(({ path }) => path)).toEqual([refused])
  })

  it('[DV2] the rule that allows it knows every maker the driver knows', () => {
    const rules = readFileSync(join(import.meta.dirname, '../../../drivers/udev/70-regrade.rules'), 'utf8')
    for (const vendor of Object.keys(scannerMakers))
      expect(rules).toContain(`ATTRS{idVendor}=="${Number(vendor).toString(16).padStart(4, '0')}"`)
  })

  it('[DV3] a scanner in keyboard mode is shown as that, and offers no use', async () => {
    const { found } = await pluggedIn(bench().sources)
    expect(found.filter(({ trouble }) => trouble === 'keyboard')).toMatchObject([
      { path: '/dev/hidraw2', uses: [] },
    ])
  })

  it('[DV4] names what the machine lacks, and lists the rest', async () => {
    const { sources } = bench()
    const hid = { ...sources.hid, list: () => Promise.reject(new Error('libudev.so.1: cannot open')) }
    const { found, missing } = await pluggedIn({ ...sources, hid, hasFfmpeg: async () => false })
    expect(missing.toSorted()).toEqual(['ffmpeg', 'hid', 'udev'])
    expect(found.map(({ kind }) => kind)).toEqual(['serial', 'usb-printer', 'video'])
  })

  it('[DV4] a program is there by its path or on the path, and only where it may be run', async () => {
    const folder = freshFolder()
    writeFileSync(join(folder, 'ffmpeg'), '')
    expect(await hasProgram('ffmpeg', folder)).toBe(false)
    chmodSync(join(folder, 'ffmpeg'), 0o755)
    expect(await hasProgram('ffmpeg', `/no/such/folder:${folder}`)).toBe(true)
    expect(await hasProgram(join(folder, 'ffmpeg'), '')).toBe(true)
    expect(await hasProgram('ffmpeg', '')).toBe(false)
  })

  it('[DV4] this machine is looked at without failing', async () => {
    expect((await pluggedIn()).found).toBeInstanceOf(Array)
  })

  it('[DV1] a printer tells its maker and model in either spelling, or neither', () => {
    expect(modelIn('MANUFACTURER:TSC ;COMMAND SET:TSPL;MODEL:DA210;')).toBe('TSC DA210')
    expect(modelIn('')).toBe('')
  })
})

describe('printers in the network', () => {
  it('[DV5] are looked for next to private addresses only, each /24 once', () => {
    expect(neighbours(['8.8.8.8', '172.32.0.1', '127.0.0.1'])).toEqual([])
    const near = neighbours(['192.168.7.20', '192.168.7.21'])
    expect(near).toHaveLength(252)
    expect(near).toContain('192.168.7.254')
    expect(near).not.toContain('192.168.7.20')
    expect(neighbours(['10.1.2.3', '172.31.0.9'])).toHaveLength(506)
  })

  it('[DV5] are connected to, sent nothing, and given with the line that uses them', async () => {
    const tcp = await openTcpPort()
    let received = 0
    tcp.onData((chunk) => {
      received += chunk.length
    })
    const found = await networkPrinters(['127.0.0.2', '127.0.0.1'], tcp.port)
    expect(found).toEqual([
      {
        kind: 'network',
        path: `127.0.0.1:${tcp.port}`,
        about: 'takes raw printing',
        uses: [
          {
            as: 'printer',
            config: { driver: 'network', name: 'Label printer', host: '127.0.0.1', port: tcp.port },
          },
        ],
      },
    ])
    expect(() => checkConfig({ printer: found[0]?.uses[0]?.config }, 'test')).not.toThrow()
    expect(received).toBe(0)
    await tcp.close()
  })
})
