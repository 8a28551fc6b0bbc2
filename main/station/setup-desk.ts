import type { Catalogue } from '../../sync/catalogue/port.ts'
import type { Asker, SetupDesk } from '../api/desk.ts'
import type { SetupView } from '../api/setup-views.ts'
import type { HealthView } from '../api/views.ts'
import { testLabel } from '../inspection/label.ts'
import type { Policy } from '../inspection/policy.ts'
import { Fault } from '../kernel/fault.ts'
import type { CentralLink } from './central-link.ts'
import type { Config } from './config.ts'
import type { ConfigDesk } from './config-desk.ts'
import type { Devices } from './devices.ts'
import { staffView } from './door.ts'
import { type HealthPorts, healthView } from './health.ts'
import { addFirstAdmin, addStaff, type StaffPorts, setStaffActive } from './staff-desk.ts'
import { allowOf, lookInNetwork, pullTrigger, type ScanTap, tryLamp, tryOutsOf } from './try-outs.ts'

export interface SetupPorts extends StaffPorts {
  readonly config: Config
  readonly configDesk: ConfigDesk
  readonly tap: Pick<ScanTap, 'heard'>
  readonly policy: Policy
  readonly devices: Devices
  readonly link: CentralLink
  readonly catalogue: Catalogue
  readonly health: HealthPorts
  /** What is plugged into this machine now. */
  plugged(): Promise<SetupView['plugged']>
}

/** How many SKUs a search shows. */
const searchLimit = 30

/** What the installing person needs: the station's state, enrolment, a test label, people. */
export function setupDesk(ports: SetupPorts): SetupDesk {
  const { ledger, link, catalogue } = ports
  return {
    view: () => setupView(ports),
    health: () => wholeHealth(ports),
    enrol: ({ url, code }, asker) => link.enrol(url, code, asker.id),
    testLabel: () => printTest(ports),
    weighing: () => ports.devices.scale?.device.now() ?? { kind: 'none' },
    tareScale: (asker) => tareScale(ports, asker),
    heard: () => ports.tap.heard(),
    tryLamp: (lamp) => tryLamp(ports.devices, lamp),
    pullTrigger: ({ scanner, on }) => pullTrigger(ports.devices, scanner, on),
    lookInNetwork: () => lookInNetwork(),
    addStaff: (input, asker) =>
      asker === 'setup' ? addFirstAdmin(ports, input) : addStaff(ports, input, asker.id),
    setStaffActive: (id, active, asker) => setStaffActive(ledger, { id, active }, asker),
    search: (words) => catalogue.search(words, searchLimit),
    checkConfig: (draft) => ports.configDesk.check(draft),
    saveConfig: (draft, asker) => ports.configDesk.save(draft, asker),
    restart: (asker) => ports.configDesk.restart(asker),
  }
}

async function wholeHealth({ health, configDesk }: SetupPorts): Promise<HealthView> {
  const { is, why } = configDesk.view()
  return { ...(await healthView(health)), ...(is === 'failed' ? { configFailed: why ?? '' } : {}) }
}

async function setupView(ports: SetupPorts): Promise<SetupView> {
  const central = ports.link.address
  const plugged = await ports.plugged()
  const allow = allowOf(plugged.found)
  return {
    station: ports.config.station,
    central: central ? { url: central.url, enrolledAs: central.stationId } : {},
    devices: ports.health.devices(),
    simulated: ports.devices.simulation !== undefined,
    config: ports.configDesk.view(),
    plugged,
    ...(allow ? { allow } : {}),
    tryOuts: tryOutsOf(ports.devices, ports.config),
    staff: ports.ledger.staff().map(staffView),
    policy: { version: ports.policy.version, reasonCodes: ports.policy.reasonCodes.map((each) => each.code) },
  }
}

async function printTest({ devices, policy, config }: SetupPorts): Promise<void> {
  const printer = devices.printer?.device
  if (!printer) throw new Fault('PRINTER_LOST', 'no printer is configured; add one to the configuration')
  await printer.print(testLabel(policy.label, config.station.name).zpl, AbortSignal.timeout(30_000))
}

async function tareScale({ devices, ledger }: SetupPorts, asker: Asker): Promise<void> {
  const scale = devices.scale?.device
  if (!scale) throw new Fault('SCALE_LOST', 'no scale is configured; add one to the configuration')
  await scale.tare()
  ledger.audit({ actor: asker.id, action: 'scale.tared', subject: scale.name, detail: '' })
}
