import type { InspectionRecord } from '../../main/inspection/record.ts'
import type { ItemFeatures } from '../../main/kernel/learnt.ts'
import type { LedgerParts } from './parts.ts'
import type { Correction, Ledger } from './port.ts'

interface Row {
  readonly record: string
  readonly correction: string
  readonly vector: Uint8Array
}

/** Features of items, and those whose grade a supervisor confirmed or changed. */
export function featuresBook({ db, write }: LedgerParts): Pick<Ledger, 'keepFeatures' | 'confirmedFeatures'> {
  const insert = db.prepare<[string, string, string, Uint8Array]>(
    'INSERT INTO item_features (inspection, pack, layout, vector) VALUES (?, ?, ?, ?)',
  )
  // the last word on an inspection counts, and of its features the last ones kept
  const confirmed = db.prepare<[string, string], Row>(
    `SELECT i.record, c.correction, f.vector FROM inspections i
     JOIN corrections c ON c.n = (SELECT max(n) FROM corrections WHERE inspection = i.n
       AND correction ->> '$.kind' <> 'reprinted')
     JOIN item_features f ON f.n = (SELECT max(n) FROM item_features WHERE inspection = i.id)
     WHERE f.pack = ? AND f.layout = ? ORDER BY i.n`,
  )
  return {
    keepFeatures: (inspection, { pack, layout, values }) =>
      write(() => {
        insert.run(inspection, pack, layout, bytesOf(values))
      }),
    confirmedFeatures: (pack, layout) =>
      confirmed.all(pack, layout).flatMap(({ record, correction, vector }) => {
        const { kind, grade } = JSON.parse(correction) as Correction
        if (kind === 'voided' || grade === 'U') return []
        return [{ record: JSON.parse(record) as InspectionRecord, grade, values: floatsOf(vector) }]
      }),
  }
}

function bytesOf(values: ItemFeatures['values']): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * 4))
  for (const [i, value] of values.entries()) view.setFloat32(i * 4, value, true)
  return new Uint8Array(view.buffer)
}

function floatsOf(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Float32Array.from({ length: bytes.byteLength / 4 }, (_, i) => view.getFloat32(i * 4, true))
}
