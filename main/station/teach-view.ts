import type { UnitStore } from '../../models/memory/port.ts'
import { promiseOf, unitsForHint, unitsForVerdict } from '../../models/memory/promise.ts'
import type { Catalogue } from '../../sync/catalogue/port.ts'
import type { TaughtRow, TeachView } from '../api/teach-views.ts'
import type { Sku } from '../kernel/item.ts'
import type { LaneCamera } from './devices.ts'
import { mayWith, taughtOf } from './teach.ts'

/** What the teach screen shows of a SKU: how far it is, what that is good for, and how it is photographed. */
export function viewOf(
  { cameras }: { readonly cameras: readonly LaneCamera[] },
  units: UnitStore,
  { sku, title, category }: Sku,
): TeachView {
  const taught = taughtOf(units, sku)
  const falseAlarms = falseAlarmsOf(taught.units)
  const ends = units.ends(sku)
  return {
    ...{ ...taught, title, category },
    needs: { hint: unitsForHint, verdict: unitsForVerdict },
    cameras: cameras.map((each) => ({ role: each.role, source: each.upload ? 'page' : 'rig' })),
    ...(falseAlarms ? { falseAlarms } : {}),
    ...(ends ? { ends } : {}),
  }
}

/** What so many units let the memory promise of one view: it depends on their number only, whatever they look like. */
function falseAlarmsOf(units: number): TeachView['falseAlarms'] {
  const promise = promiseOf(new Array<number>(units).fill(0))
  if (promise.may === 'nothing') return undefined
  const { guess, high } = promise.falseAlarms
  return { guess, high }
}

/** Every taught SKU as a line; one the catalogue has lost keeps its number for a title. */
export function rowsOf(catalogue: Pick<Catalogue, 'sku'>, units: UnitStore): readonly TaughtRow[] {
  return units.taught().map(({ sku, units: count, at }) => ({
    ...{ sku, at, units: count, may: mayWith(count) },
    title: catalogue.sku(sku)?.title ?? sku,
  }))
}
