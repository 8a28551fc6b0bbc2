import type { Ledger } from '../../sync/ledger/port.ts'
import { skuOf } from '../inspection/item-facts.ts'
import type { InspectionRecord } from '../inspection/record.ts'

/** An item that looked like another SKU and was recorded has its line in the trail: with whom it went on, and as what. */
export function auditDoubt(
  ledger: Pick<Ledger, 'audit'>,
  { id, item, inference, decision }: InspectionRecord,
): void {
  if (inference.status !== 'done' || !inference.likeness?.doubted) return
  const { says, sku: looksLike, own, other, units, model } = inference.likeness
  const detail = JSON.stringify({ sku: skuOf(item)?.sku, looksLike, says, own, other, units, model })
  ledger.audit({ actor: decision.by, action: 'item.doubted', subject: id, detail })
}
