import { join } from 'node:path'
import { pluggedIn } from '../../drivers/discover/plugged-in.ts'
import type { Desk } from '../api/desk.ts'
import type { Simulation } from './devices.ts'
import type { Lane } from './lane.ts'
import { laneDesk } from './lane-desk.ts'
import type { Parts, StationOptions } from './parts.ts'
import { reviewDesk } from './review-desk.ts'
import { setupDesk } from './setup-desk.ts'
import { systemClock as clock, systemIds as newId } from './system.ts'
import { teachDesk } from './teach-desk.ts'
import { version } from './version.ts'

/** Everything the screens may ask, over the parts of one station. */
export function deskOf(parts: Parts, lane: Lane, options: StationOptions): Desk {
  const { policy, ledger, devices, catalogue, signals, door, link } = parts
  const { config, configFile, data } = options
  const cameras = devices.cameras.map((each) => each.device)
  const health = {
    ...{ ledger, catalogue, clock, version, policy: policy.version, startedAt: clock.now() },
    dataFolder: data.root,
    audit: parts.audit,
    devices: parts.devicesView,
  }
  const kick = () => {
    signals.job.ring()
    signals.event.ring()
  }
  return {
    station: config.station,
    locale: config.locale,
    reasonCodes: policy.reasonCodes.map((each) => each.code),
    door,
    teach: teachDesk({
      ...{ lane, catalogue, ledger, cameras, clock, newId },
      file: join(data.root, 'memory.db'),
    }),
    lane: laneDesk({ lane, catalogue, cameras, clock, ...simulationOf(parts) }),
    review: reviewDesk({
      ledger,
      clock,
      newId,
      policy,
      kick,
      stationName: config.station.name,
      nameOf: nameOf(parts),
    }),
    setup: setupDesk({
      ledger,
      door,
      newId,
      config,
      configFile,
      policy,
      devices,
      link,
      catalogue,
      health,
      plugged: () => pluggedIn(),
    }),
  }
}

/** What a simulated rig can do besides, as an optional field. */
export function simulationOf({ devices }: Parts): { simulation?: Simulation } {
  return devices.simulation ? { simulation: devices.simulation } : {}
}

function nameOf({ ledger }: Parts): (id: string) => string {
  return (id) => ledger.staff().find((each) => each.id === id)?.name ?? id
}
