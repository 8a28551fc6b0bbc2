import type { Camera } from '../../drivers/camera/port.ts'
import type { UnitStore } from '../../models/memory/port.ts'
import { startRemembering } from '../../models/memory/remembering.ts'
import type { Catalogue } from '../../sync/catalogue/port.ts'
import { openUnits } from '../../sync/memory/units.ts'
import type { TeachDesk } from '../api/desk.ts'
import { Fault } from '../kernel/fault.ts'
import type { Lane } from './lane.ts'
import { type TeachPorts, taughtOf, teachUnit, untaught } from './teach.ts'

export interface TeachDeskPorts extends Pick<TeachPorts, 'ledger' | 'clock' | 'newId'> {
  readonly lane: { readonly core: Pick<Lane['core'], 'state'> }
  readonly catalogue: Pick<Catalogue, 'sku'>
  readonly cameras: readonly Camera[]
  /** The database of whole units; opened for each call, for teaching is rare and a closed file needs no care. */
  readonly file: string
}

/** "Teach this item": the bench's cameras, while no item is on the lane and one unit at a time. */
export function teachDesk(ports: TeachDeskPorts): TeachDesk {
  const remembering = startRemembering()
  let busy = false
  return {
    view: (sku) => using(ports, sku, (units) => taughtOf(units, sku)),
    undo: (sku, asker) => using(ports, sku, (units) => untaught({ ...ports, units }, sku, asker.id)),
    unit: async (sku, asker) => {
      if (busy) throw new Fault('NOT_NOW', 'the last unit is still being looked at; wait for it')
      if (ports.lane.core.state !== 'scan') throw new Fault('NOT_NOW', 'finish the item on the lane first')
      busy = true
      const units = openUnits(ports.file)
      try {
        known(ports, sku)
        return await teachUnit({ ...ports, units, remembering }, sku, asker.id)
      } finally {
        units.close()
        busy = false
      }
    },
  }
}

function using<T>(ports: TeachDeskPorts, sku: string, work: (units: UnitStore) => T): T {
  known(ports, sku)
  const units = openUnits(ports.file)
  try {
    return work(units)
  } finally {
    units.close()
  }
}

function known({ catalogue }: TeachDeskPorts, sku: string): void {
  if (!catalogue.sku(sku)) throw new Fault('NOT_FOUND', `SKU ${sku} is not in the catalogue`)
}
