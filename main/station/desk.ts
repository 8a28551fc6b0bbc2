import { pluggedIn, thisMachine } from '../../drivers/discover/plugged-in.ts'
import { identityOn } from '../../models/registry/shelf.ts'
import type { Desk } from '../api/desk.ts'
import { reasonsFor } from '../inspection/policy.ts'
import { cameraCares, cameraDesk } from './camera-desk.ts'
import { ConfigDesk } from './config-desk.ts'
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
import type { ScanTap } from './try-outs.ts'
import { version } from './version.ts'

/** What goes on at the station. */
interface Work {
  readonly lane: Lane
  readonly tap: ScanTap
}

/** Everything the screens may ask, over the parts of one station. */
export function deskOf(parts: Parts, work: Work, options: StationOptions): Desk {
  const { lane } = work
  const { policy, ledger, devices, catalogue, door } = parts
  const { config } = options
  const cameras = devices.cameras.map((each) => each.device)
  return {
    station: config.station,
    locale: config.locale,
    idleMinutes: config.idleMinutes,
    reasonCodes: (category) => reasonsFor(category, policy),
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
    setup: setupOf(parts, work, options),
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

function setupOf(
  parts: Parts,
  { lane, tap }: Work,
  { config, home, keeping, data }: StationOptions,
): Desk['setup'] {
  const { policy, ledger, devices, catalogue, door, link } = parts
  const startedAt = clock.now()
  const configDesk = new ConfigDesk({ home, keeping, ledger, lane: lane.core, clock, startedAt })
  const health = {
    ...{ ledger, catalogue, clock, version, policy: policy.version, startedAt },
    dataFolder: data.root,
    ...{ audit: parts.audit, link },
    devices: parts.devicesView,
    shadow: () => shadowView(config.models.shadow, parts.shadow),
    cameras: () => cameraCares(cameraPorts(parts)),
  }
  return setupDesk({
    ...{ ledger, door, newId, config, configDesk, tap, policy, devices, link, catalogue, health },
    plugged: () => pluggedIn(thisMachine(config.ffmpeg)),
  })
}

/** What a simulated rig can do besides, as an optional field. */
export function simulationOf({ devices }: Parts): { simulation?: Simulation } {
  return devices.simulation ? { simulation: devices.simulation } : {}
}

function nameOf({ ledger }: Parts): (id: string) => string {
  return (id) => ledger.staff().find((each) => each.id === id)?.name ?? id
}
