import { stillCamera } from '../../drivers/camera/still-camera.ts'
import { simulatedPrinter } from '../../drivers/printer/simulated.ts'
import { simulatedScale } from '../../drivers/scale/simulated.ts'
import { simulatedScanner } from '../../drivers/scanner/simulated.ts'
import { simulatedSignal } from '../../drivers/signal/simulated.ts'
import { createTeller } from '../../drivers/teller.ts'
import type { DevicesView, LaneState, LaneView } from '../../main/api/views.ts'
import type { DeviceState } from '../../main/kernel/device.ts'
import { Fault } from '../../main/kernel/fault.ts'
import type { LaneCamera } from '../../main/station/devices.ts'
import { PrintWorker } from '../../main/station/print-worker.ts'
import { readScans } from '../../main/station/read-scans.ts'
import { lightLane } from '../../main/station/signal-light.ts'
import { ScanTap } from '../../main/station/try-outs.ts'
import { openLedger } from '../../sync/ledger/ledger.ts'
import type { Ledger } from '../../sync/ledger/port.ts'
import { handClock } from './hand-clock.ts'
import { type LaneRig, laneRig } from './lane-rig.ts'
import { realClock } from './real-clock.ts'
import { idsOf } from './seeded.ts'

export const dockDevices = ['scanner', 'camera', 'printer', 'scale', 'light'] as const
export type DockDevice = (typeof dockDevices)[number]

/** A device with its plug in a test's hand. */
export interface Plugged {
  state(): DeviceState
  onState(heard: (state: DeviceState) => void): () => void
  unplug(): void
  plug(): void
}

/** A dock in memory: the real lane, ledger, print worker and drivers, with virtual devices at the far ends of their lines. */
export interface DockRig extends Pick<LaneRig, 'lane' | 'ledger'> {
  readonly rig: LaneRig
  readonly devices: Readonly<Record<DockDevice, Plugged>>
  readonly printed: readonly string[]
  /** Relays of the light that are on. */
  lit(): readonly number[]
  weigh(grams: number): void
  present(code: string): Promise<void>
  /** Called at each durable step of the lane and the print worker, in whatever state it is; set by a test. */
  atStep: (state: LaneState) => void
  /** A photograph takes until this resolves. */
  exposing: Promise<void>
  close(): Promise<void>
}

/** Virtual devices run fifty times as fast as real ones. */
const clock = realClock(50)

export function dockRig(photo: Uint8Array): DockRig {
  const stepped = () => dock.atStep(dock.lane.core.state)
  const ledger = telling(openLedger({ file: ':memory:', clock: handClock(), newId: idsOf(7) }), stepped)
  // A scan's time is the lane's, which a test moves by hand.
  const handed = { ...clock, now: () => rig.clock.now() }
  const scanner = simulatedScanner({ name: 'Scanner', grade: 'ideal', seed: 1 }, handed)
  const printer = simulatedPrinter({ name: 'Printer', grade: 'ideal', seed: 1 }, clock)
  const scale = simulatedScale({ name: 'Scale', grade: 'ideal', seed: 1 }, clock)
  const light = simulatedSignal('Light', clock)
  const camera = plugCamera(photo, () => dock.exposing)
  const rig = laneRig({
    verify: 'scan-back',
    ledger,
    ports: {
      ...{ cameras: [camera], scale },
      devices: () => viewOf({ scanner, camera, printer, scale, light }, ledger),
      kickPrinter: () => worker.kick(),
    },
  })
  const worker = new PrintWorker({
    ...{ ledger, printer, clock, hook: stepped, log: { warn: () => {} }, kickUplink: () => {} },
    told: (inspection, label) => rig.lane.labelled(inspection, label),
  })
  const devices = { scanner, camera, printer, scale, light }
  for (const device of Object.values(devices)) device.onState(() => rig.lane.core.touch())
  void readScans(scanner, new ScanTap().before(rig.lane), { error: () => {} })
  lightLane(rig.lane.core, light)
  worker.start()
  const dock: DockRig = {
    ...{ rig, lane: rig.lane, ledger, devices, printed: printer.printed },
    lit: () => light.on(),
    weigh: (grams) => scale.put(grams),
    present: (code) => scanner.present(code),
    atStep: () => {},
    exposing: Promise.resolve(),
    async close() {
      rig.close()
      await worker.stop()
      await Promise.all([scanner, printer, scale, light, camera].map((device) => device.close()))
      ledger.close()
    },
  }
  return dock
}

/** The same ledger; says when something is about to be written down. */
function telling(ledger: Ledger, step: () => void): Ledger {
  return {
    ...ledger,
    record(record) {
      step()
      return ledger.record(record)
    },
    saveSetting(...setting) {
      step()
      ledger.saveSetting(...setting)
    },
  }
}

function plugCamera(photo: Uint8Array, exposing: () => Promise<void>): LaneCamera & Plugged {
  const teller = createTeller({ kind: 'ready' })
  const lost = () => new Fault('CAMERA_LOST', 'The top camera Ceiling does not answer.')
  let out = Promise.withResolvers<never>()
  let there = true
  const take = async () => {
    await Promise.race([exposing(), out.promise])
    if (!there) throw lost()
    return photo
  }
  return {
    ...stillCamera({ name: 'Ceiling', role: 'top', take }, teller, clock),
    unplug() {
      there = false
      out.promise.catch(() => {})
      out.reject(lost())
      teller.set({ kind: 'lost', fault: 'CAMERA_LOST', detail: lost().detail })
    },
    plug() {
      there = true
      out = Promise.withResolvers<never>()
      teller.set({ kind: 'ready' })
    },
  }
}

function viewOf(devices: Readonly<Record<DockDevice, Plugged>>, ledger: Ledger): DevicesView {
  const { scanner, camera, printer, scale, light } = devices
  const one = (name: string, device: Plugged) => ({ name, driver: 'test', state: device.state() })
  return {
    scanners: [one('Scanner', scanner)],
    cameras: [{ ...one('Ceiling', camera), role: 'top' }],
    printer: { ...one('Printer', printer), waitingJobs: ledger.jobs('waiting', 9).length },
    ...{ scale: one('Scale', scale), signal: one('Light', light) },
    eyes: { kind: 'ready', detail: '' },
    network: { kind: 'offline', unsent: 0, detail: '' },
  }
}

/** What an operator does next with the item on the lane; nothing where the lane works by itself. */
export function workOn({ lane, present }: DockRig, view: LaneView): void {
  if (view.state === 'identified') lane.choose(view.candidates[0]?.key ?? '')
  if (view.state === 'checking' && view.question)
    lane.answer(view.question.id, view.question.id === 'sealed' ? 'no' : 'yes')
  if (view.state === 'asking') lane.retake()
  if (view.state === 'proposing') lane.confirm('staff-1')
  if (view.state === 'stopped') lane.resume()
  if (view.state === 'verifying' && view.check) void present(view.check.plate)
}
