import { statfs } from 'node:fs/promises'
import type { Catalogue } from '../../sync/catalogue/port.ts'
import type { Ledger } from '../../sync/ledger/port.ts'
import type { CameraCare } from '../api/camera-views.ts'
import type { ShadowView } from '../api/models-views.ts'
import type { DevicesView, HealthView } from '../api/views.ts'
import type { Clock } from '../kernel/clock.ts'
import type { AuditWatch } from './audit-watch.ts'
import type { CentralLink } from './central-link.ts'

export interface HealthPorts {
  readonly ledger: Ledger
  readonly catalogue: Catalogue
  readonly clock: Clock
  readonly version: string
  readonly policy: string
  readonly startedAt: number
  readonly dataFolder: string
  readonly audit: Pick<AuditWatch, 'verdict'>
  /** What brings the catalogue from central. */
  readonly link: Pick<CentralLink, 'pullFault'>
  devices(): DevicesView
  cameras(): Promise<readonly CameraCare[]>
  /** Absent while no shadow is configured. */
  shadow(): ShadowView | undefined
}

/** Everything the health screen shows, measured now. */
export async function healthView(ports: HealthPorts): Promise<HealthView> {
  const { ledger, catalogue, clock, version, policy, startedAt, dataFolder } = ports
  const shadow = ports.shadow()
  const disk = await statfs(dataFolder)
  return {
    version,
    startedAt,
    policy,
    now: clock.now(),
    devices: ports.devices(),
    disk: { freeBytes: disk.bavail * disk.bsize, totalBytes: disk.blocks * disk.bsize, path: dataFolder },
    memoryBytes: process.memoryUsage.rss(),
    catalogue: { ...catalogue.count(), cursor: catalogue.cursor(), ...faultOf(ports) },
    ledger: ledger.counts(),
    audit: ports.audit.verdict,
    cameras: await ports.cameras(),
    ...(shadow ? { shadow } : {}),
  }
}

function faultOf({ link }: HealthPorts): Pick<HealthView['catalogue'], 'fault'> {
  if (!link.pullFault) return {}
  const { code, hint, detail } = link.pullFault
  return { fault: { code, hint, detail } }
}
