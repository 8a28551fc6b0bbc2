import type { ConfigDraft, ConfigView } from '../../main/api/config-views.ts'
import type { SetupDesk } from '../../main/api/desk.ts'
import { shownText, withDevices } from '../../main/station/config-draft.ts'

export const fakeConfig: ConfigView = {
  file: '/etc/regrade/station.json',
  is: 'runs',
  writable: true,
  kept: true,
  startedAt: 1_795_000_000_000,
  has: {
    station: { name: 'Dock 1', site: 'Leipzig' },
    locale: 'en',
    scanners: ['Bench scanner'],
    cameras: [
      { name: 'Arm', role: 'top' },
      { name: 'Wall', role: 'label' },
    ],
    printer: 'Label printer',
    scale: 'Bench scale',
  },
}

/** The station could not start with a new one and runs with the one before. */
export const failedConfig: ConfigView = {
  ...fakeConfig,
  is: 'failed',
  why: 'listen EADDRNOTAVAIL: address not available 203.0.113.9:4310',
  copy: '/etc/regrade/station.2026-11-22T09-03-07.000Z.json',
}

const raw = {
  station: { name: 'Dock 1', site: 'Leipzig' },
  scanners: [{ driver: 'hid', name: 'Bench scanner' }],
  cameras: [
    { driver: 'v4l2', name: 'Arm', role: 'top', serialNumber: 'A1' },
    { driver: 'rtsp', name: 'Wall', role: 'label', url: 'rtsp://dock:secret@192.0.2.11/main' },
  ],
  printer: { driver: 'usb', name: 'Label printer', serialNumber: 'D7J2' },
  scale: { driver: 'serial', name: 'Bench scale', path: '/dev/ttyUSB9' },
}

type FakeSetup = Pick<
  SetupDesk,
  'checkConfig' | 'saveConfig' | 'restart' | 'heard' | 'tryLamp' | 'pullTrigger' | 'lookInNetwork'
>

/** What Set-up asks of the configuration and of devices that are tried out; a path that holds `wrong` is a mistake. */
export function fakeSetup(said: (name: string) => (...parts: readonly unknown[]) => void): FakeSetup {
  const { file } = fakeConfig
  const outcome = { file, copy: '/etc/regrade/station.2026-11-22T09-03-07.000Z.json' }
  const restarted = { ...outcome, restarts: false, command: 'node main/station/server.ts' }
  return {
    checkConfig: (draft: ConfigDraft) => {
      const text = shownText(withDevices(raw, draft))
      const wrong = text.includes('wrong')
        ? ['cameras.0.url: found "rtsp://wrong"; Invalid URL.', 'printer.path: found "wrong"; it is wrong.']
        : []
      return { text, wrong }
    },
    saveConfig: (draft) => {
      said('setup.saveConfig')(draft)
      return restarted
    },
    restart: () => {
      said('setup.restart')()
      return restarted
    },
    heard: () => ({ text: 'TEST-YZ:/_1', device: 'Bench scanner', at: 1_795_000_000_000, test: true }),
    tryLamp: async (lamp) => said('setup.tryLamp')(lamp),
    pullTrigger: async (input) => said('setup.pullTrigger')({ ...input }),
    lookInNetwork: async () => [
      {
        kind: 'network',
        path: '192.0.2.20:9100',
        about: 'takes raw printing',
        uses: [
          {
            as: 'printer',
            config: { driver: 'network', name: 'Label printer', host: '192.0.2.20', port: 9100 },
          },
        ],
      },
    ],
  }
}
