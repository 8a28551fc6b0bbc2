import type { CameraRole } from '../../main/kernel/frame.ts'
import type { ShownPhoto, SignatureStore, SignedView } from '../../models/telling/port.ts'
import type { Database } from '../sqlite/database.ts'
import { guard } from '../sqlite/guard.ts'
import { openFor } from '../sqlite/open.ts'
import { type CutRow, cutIfAny } from './cut-row.ts'
import { memoryKind } from './schema.ts'

interface ViewRow extends Omit<SignedView, 'whole'> {
  readonly signature: Uint8Array
}

/** Opens the signatures in the file of whole units, beside whoever keeps the units. Faults as openDatabase. */
export function openSignatures(file: string): SignatureStore {
  const kind = memoryKind(file)
  return guard(openFor(kind, signaturesOn), kind)
}

function signaturesOn(db: Database): SignatureStore {
  db.pragma('foreign_keys = ON')
  const unsigned = db.prepare<[string], { readonly unit: string; readonly role: CameraRole }>(
    `SELECT views.unit, views.role FROM views LEFT JOIN signatures USING (unit, role)
       WHERE signatures.made IS NOT ? LIMIT 1`,
  )
  const photo = db.prepare<[string, string], CutRow<ShownPhoto>>(
    'SELECT photo, cut FROM photos WHERE unit = ? AND role = ?',
  )
  const keep = db.prepare(
    `INSERT INTO signatures (unit, role, made, signature, places)
       SELECT unit, role, ?, ?, ? FROM views WHERE unit = ? AND role = ?
       ON CONFLICT DO UPDATE SET made = excluded.made, signature = excluded.signature, places = excluded.places`,
  )
  const places = db
    .prepare<[string, string, string], Uint8Array | null>(
      'SELECT places FROM signatures WHERE unit = ? AND role = ? AND made = ?',
    )
    .pluck()
  const skus = db.prepare<[], string>('SELECT sku FROM units GROUP BY sku ORDER BY max(n) DESC').pluck()
  const ofSku = db.prepare<[string, string], ViewRow>(
    `SELECT sku, unit, role, signature FROM units JOIN signatures ON unit = id
       WHERE sku = ? AND made = ? ORDER BY n, role`,
  )
  const version = db.prepare<[], number>('PRAGMA data_version').pluck()
  return {
    unsigned(made) {
      const view = unsigned.get(made)
      const found = view && photo.get(view.unit, view.role)
      return view && found ? { ...view, ...cutIfAny(found) } : undefined
    },
    keep: ({ unit, role, signature }, made) =>
      void keep.run(made, bytesOf(signature.whole), bytesOf(signature.places), unit, role),
    skus: () => skus.all(),
    ofSku: (sku, made) =>
      ofSku.all(sku, made).map(({ signature, ...view }) => ({ ...view, whole: wholeOf(signature) })),
    placesOf({ unit, role }, made) {
      const bytes = places.get(unit, role, made)
      return bytes ? new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) : undefined
    },
    // others' changes, and one's own
    version: () => `${version.get()} ${total(db)}`,
    close: () => void db.close(),
  }
}

function total(db: Database): number {
  return db.prepare<[], number>('SELECT total_changes()').pluck().get() ?? 0
}

function bytesOf(numbers: Float32Array | Int8Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)
}

/** A copy: a blob need not lie where four bytes begin. */
function wholeOf(bytes: Uint8Array): Float32Array {
  return new Float32Array(bytes.slice().buffer)
}
