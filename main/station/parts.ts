import type { FastifyBaseLogger } from 'fastify'
import { startingFolder } from '../../models/learning/starting-folder.ts'
import type { RegistryPorts } from '../../models/registry/acts.ts'
import { activeOn } from '../../models/registry/shelf.ts'
import { openCatalogue } from '../../sync/catalogue/catalogue.ts'
import type { Catalogue } from '../../sync/catalogue/port.ts'
import { openEvidence } from '../../sync/evidence/evidence.ts'
import type { Evidence } from '../../sync/evidence/port.ts'
import { openLedger } from '../../sync/ledger/ledger.ts'
import type { Ledger } from '../../sync/ledger/port.ts'
import type { DevicesView } from '../api/views.ts'
import type { Policy } from '../inspection/policy.ts'
import type { StepHook } from '../kernel/steps.ts'
import { AuditWatch } from './audit-watch.ts'
import { CameraBook } from './camera-book.ts'
import { withCameraNotes } from './camera-notes.ts'
import { CameraWatch } from './camera-watch.ts'
import { CentralLink } from './central-link.ts'
import { composeDevices } from './compose.ts'
import type { Config } from './config.ts'
import type { Keeping } from './config-desk.ts'
import type { ConfigHome } from './config-home.ts'
import type { DataFolder } from './data-folder.ts'
import { seedDemo } from './demo.ts'
import { type Devices, devicesView } from './devices.ts'
import { type Door, openDoor } from './door.ts'
import { type IdentityParts, openIdentityParts } from './identity-parts.ts'
import { type Learning, openLearning } from './learning.ts'
import { type MemoryParts, openMemory } from './memory-parts.ts'
import { readPolicy } from './policy-file.ts'
import type { ShadowSeat } from './shadow.ts'
import { registryOf } from './shelf.ts'
import { newSignals, type Signals } from './signals.ts'
import { type StationEyes, startShadow, startStationEyes } from './station-eyes.ts'
import { systemClock as clock, systemIds as newId, systemRandom as random } from './system.ts'

export interface StationOptions {
  readonly config: Config
  readonly home: ConfigHome
  readonly keeping: Keeping
  readonly data: DataFolder
  readonly pages: string | undefined
  readonly hook: StepHook
  readonly log: FastifyBaseLogger
}

/** What a station is made of, opened but not yet working. */
export interface Parts {
  readonly policy: Policy
  readonly ledger: Ledger
  readonly evidence: Evidence
  readonly catalogue: Catalogue
  readonly models: StationEyes
  readonly memory: MemoryParts
  readonly identity: IdentityParts
  readonly learning: Learning
  readonly registry: RegistryPorts
  /** Absent while no shadow pack is configured. */
  readonly shadow: ShadowSeat | undefined
  readonly devices: Devices
  readonly door: Door
  readonly link: CentralLink
  readonly signals: Signals
  readonly audit: AuditWatch
  readonly cameraBook: CameraBook
  readonly cameraWatch: CameraWatch
  devicesView(): DevicesView
}

/** Opens everything in the data folder and every device; a damaged or unwritable part is a Fault here. */
export function openParts({ config, home, data, hook, log }: StationOptions): Parts {
  const policy = readPolicy(config.policy)
  const signals = newSignals()
  const ledger = openLedger({ file: data.ledger, clock, newId, hook })
  const catalogue = openCatalogue({ file: data.catalogue, clock, hook })
  const evidence = openEvidence({ folder: data.evidence, clock, hook })
  const rig = openRig(config, data.cameras, () => signals.changed.ring())
  const { devices } = rig
  if (devices.simulation) seedDemo(catalogue)
  const registry = registryOf(config, data.root, (line) => ledger.audit(line))
  const models = startStationEyes(config, { shelf: registry.shelf, heads: data.heads }, log)
  const known = { eyes: models.eyes, evidence, ledger, policy, clock, log }
  const memory = openMemory({ ...known, stages: rig.cameraBook, file: data.memory })
  const titleOf = (sku: string) => catalogue.sku(sku)?.title ?? ''
  const identity = openIdentityParts({ file: data.memory, shelf: registry.shelf, clock, log, titleOf })
  const starting = () => startingFolder(activeOn(registry.shelf).place)
  const learning = openLearning({
    data,
    configFile: home.from,
    eyes: models.eyes,
    ledger,
    starting,
    clock,
    log,
  })
  const shadow = startShadow(config, registry.shelf, { ledger, log })
  const changed = () => signals.changed.ring()
  const link = new CentralLink({
    ...{ ledger, evidence, catalogue, clock, random, hook, log, changed },
    station: config.station,
  })
  const view = () => devicesView(devices, { eyes: models.eyes, ledger, network: link.network })
  const door = openDoor(ledger, clock)
  const audit = new AuditWatch(ledger, data.ledger)
  const eyes = { models, memory, identity, learning, shadow }
  const opened = { policy, ledger, evidence, catalogue, registry, ...eyes, ...rig }
  return { ...opened, door, link, signals, audit, devicesView: view }
}

/** The devices, their cameras with what people taught the station about each. */
function openRig(
  config: Config,
  folder: string,
  changed: () => void,
): Pick<Parts, 'devices' | 'cameraBook' | 'cameraWatch'> {
  const cameraBook = new CameraBook(folder)
  const cameraWatch = new CameraWatch(cameraBook, clock, changed)
  const devices = withCameraNotes(composeDevices(config, clock), cameraBook, cameraWatch)
  return { devices, cameraBook, cameraWatch }
}
