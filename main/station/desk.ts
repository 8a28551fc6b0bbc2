import { join } from 'node:path'
import { pluggedIn } from '../../drivers/discover/plugged-in.ts'
import { identityOn } from '../../models/registry/shelf.ts'
import type { Desk } from '../api/desk.ts'
import { cameraCares, cameraDesk } from './camera-desk.ts'
import type { Simulation } from './devices.ts'
import { eyesView, identityView, shadowView } from './eyes-view.ts'
import type { Lane } from './lane.ts'
import { laneDesk } from './lane-desk.ts'
import { modelsDesk } from './models-desk.ts'
import type { Parts, StationOptions } from './parts.ts'
import { reviewDesk } from './review-desk.ts'
import { setupDesk } from './setup-desk.ts'
import { systemClock as clock, systemIds as newId } from './system.ts'
import { teachDesk } from './teach-desk.ts'
import { version } from './version.ts'

/** Everything the screens may ask, over the parts of one station. */
export function deskOf(parts: Parts, lane: Lane, options: StationOptions): Desk {
  const { policy, ledger, devices, catalogue, door } = parts
  const { config } = options
  const cameras = devices.cameras.map((each) => each.device)
  return {
    station: config.station,
    locale: config.locale,
    idleMinutes: config.idleMinutes,
    reasonCodes: policy.reasonCodes.map((each) => each.code),
    door,
    teach: teachDesk({
      ...{ lane, catalogue, ledger, cameras, clock, newId },
      ...{ file: options.data.memory, remembering: parts.memory.remembering },
      captureTimeoutMs: config.lane.captureTimeoutMs,
      ...simulationOf(parts),
    }),
    models: modelsOf(parts, options),
    learning: parts.learning.desk,
    cameras: cameraDesk({ ...cameraPorts(parts), ledger, lane }),
    lane: laneDesk({ lane, catalogue, cameras, clock, ...simulationOf(parts) }),
    review: reviewOf(parts, options),
    setup: setupOf(parts, options),
  }
}

function cameraPorts(parts: Parts) {
  const { devices, cameraBook: book, cameraWatch: watch } = parts
  return { cameras: devices.cameras, book, watch, clock, nameOf: nameOf(parts) }
}

function modelsOf(parts: Parts, { config }: StationOptions): Desk['models'] {
  const { registry, ledger, models, identity, shadow } = parts
  return modelsDesk({
    ...{ registry, ledger, nameOf: nameOf(parts) },
    follow: async () => void (await Promise.all([models.follow(), identity.follow()])),
    identity: () => identityView(identity.state(), identityOn(registry.shelf) !== undefined),
    eyes: () => eyesView(models.eyes.state()),
    shadow: () => shadowView(config.models.shadow, shadow),
  })
}

function reviewOf(parts: Parts, { config }: StationOptions): Desk['review'] {
  const { policy, ledger, signals } = parts
  const kick = () => {
    signals.job.ring()
    signals.event.ring()
  }
  const stationName = config.station.name
  const ports = { ledger, clock, newId, policy, kick, stationName }
  return reviewDesk({
    ...{ ...ports, nameOf: nameOf(parts) },
    reviewed: (...seen) => parts.memory.confirmed?.reviewed(...seen),
  })
}

function setupOf(parts: Parts, { config, configFile, data }: StationOptions): Desk['setup'] {
  const { policy, ledger, devices, catalogue, door, link } = parts
  const health = {
    ...{ ledger, catalogue, clock, version, policy: policy.version, startedAt: clock.now() },
    dataFolder: data.root,
    ...{ audit: parts.audit, link },
    devices: parts.devicesView,
    shadow: () => shadowView(config.models.shadow, parts.shadow),
    cameras: () => cameraCares(cameraPorts(parts)),
  }
  return setupDesk({
    ...{ ledger, door, newId, config, configFile, policy, devices, link, catalogue, health },
    plugged: () => pluggedIn(),
  })
}

/** What a simulated rig can do besides, as an optional field. */
export function simulationOf({ devices }: Parts): { simulation?: Simulation } {
  return devices.simulation ? { simulation: devices.simulation } : {}
}

function nameOf({ ledger }: Parts): (id: string) => string {
  return (id) => ledger.staff().find((each) => each.id === id)?.name ?? id
}
