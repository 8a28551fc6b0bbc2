import type { KeptUnit, KeptView, ListedView, TaughtSku, UnitStore } from '../../models/memory/port.ts'
import type { Database } from '../sqlite/database.ts'
import { guard } from '../sqlite/guard.ts'
import { openFor } from '../sqlite/open.ts'
import { transactions } from '../sqlite/transaction.ts'
import { type CutRow, cutIfAny } from './cut-row.ts'
import { memoryKind } from './schema.ts'

interface UnitRow {
  readonly id: string
  readonly sku: string
  readonly by: string
  readonly at: number
}

/** Opens the file of whole units, making it where there is none; `file` may be `:memory:`. Faults as openDatabase. */
export function openUnits(file: string): UnitStore {
  const kind = memoryKind(file)
  return guard(openFor(kind, unitsOn), kind)
}

function unitsOn(db: Database): UnitStore {
  db.pragma('foreign_keys = ON')
  const write = writerOf(db)
  const transact = transactions(db)
  const rows = db.prepare<[string], UnitRow>(
    'SELECT id, sku, taught_by AS "by", at FROM units WHERE sku = ? ORDER BY n',
  )
  const views = db.prepare<[string], CutRow<KeptView>>(
    'SELECT role, photo, cut, bank, cells FROM views JOIN photos USING (unit, role) WHERE unit = ? ORDER BY views.rowid',
  )
  const count = db.prepare<[string], number>('SELECT count(*) FROM units WHERE sku = ?').pluck()
  const undo = db
    .prepare<[string], string>(
      'DELETE FROM units WHERE n = (SELECT max(n) FROM units WHERE sku = ?) RETURNING id',
    )
    .pluck()
  return {
    keep: (unit) => transact(() => write(unit)),
    units: (sku) => rows.all(sku).map((row) => ({ ...row, views: views.all(row.id).map(cutIfAny) })),
    count: (sku) => count.get(sku) ?? 0,
    renew: renewerOf(db),
    undo: (sku) => transact(() => undo.get(sku)),
    remove: removerOf(db),
    ...lookingUp(db),
    ...readingCells(db),
    close: () => void db.close(),
  }
}

/** Cells and quarters are of one bank: both are replaced or neither. */
function renewerOf(db: Database): UnitStore['renew'] {
  const transact = transactions(db)
  const renew = db.prepare('UPDATE views SET bank = ?, cells = ? WHERE unit = ? AND role = ?')
  const gone = db.prepare('DELETE FROM quarters WHERE unit = ? AND role = ?')
  const keep = db.prepare('INSERT INTO quarters (unit, role, quarter, patches) VALUES (?, ?, ?, ?)')
  return (unit, { role, bank, cells }, quarters = []) =>
    transact(() => {
      gone.run(unit, role)
      if (renew.run(bank, cells, unit, role).changes === 0) return
      for (const [at, patches] of quarters.entries()) keep.run(unit, role, at, patches)
    })
}

/** Takes one unit out; the others of its SKU lay over the first, so without that one their cells are nobody's. */
function removerOf(db: Database): UnitStore['remove'] {
  const transact = transactions(db)
  const skuOf = db.prepare<[string], string>('SELECT sku FROM units WHERE id = ?').pluck()
  const first = db.prepare<[string], string>('SELECT id FROM units WHERE sku = ? ORDER BY n LIMIT 1').pluck()
  const gone = db.prepare('DELETE FROM units WHERE id = ?')
  const unlaid = db.prepare("UPDATE views SET bank = '' WHERE unit IN (SELECT id FROM units WHERE sku = ?)")
  return (unit) =>
    transact(() => {
      const sku = skuOf.get(unit)
      if (sku === undefined) return undefined
      if (first.get(sku) === unit) unlaid.run(sku)
      gone.run(unit)
      return sku
    })
}

/** What a screen asks: no blob is read but the one photograph. */
function lookingUp(db: Database): Pick<UnitStore, 'taught' | 'photo' | 'photographed' | 'ends'> {
  const taught = db.prepare<[], TaughtSku>(
    'SELECT sku, count(*) AS units, max(at) AS at FROM units GROUP BY sku ORDER BY max(n) DESC',
  )
  const photo = db
    .prepare<[string, string], Uint8Array>('SELECT photo FROM photos WHERE unit = ? AND role = ?')
    .pluck()
  const photographed = db.prepare<[string, string], CutRow<Pick<KeptView, 'photo' | 'cut'>>>(
    'SELECT photo, cut FROM photos WHERE unit = ? AND role = ?',
  )
  const inOrder = db.prepare<[string], string>('SELECT id FROM units WHERE sku = ? ORDER BY n').pluck()
  return {
    taught: () => taught.all(),
    photo: (unit, role) => photo.get(unit, role),
    photographed: (unit, role) => {
      const row = photographed.get(unit, role)
      return row && cutIfAny(row)
    },
    ends: (sku) => {
      const ids = inOrder.all(sku)
      const [first, last] = [ids[0], ids.at(-1)]
      return first !== undefined && last !== undefined ? { first, last } : undefined
    },
  }
}

/** What the lane asks: the cells of one view at a time, and which views another bank made. */
function readingCells(db: Database): Pick<UnitStore, 'list' | 'cells' | 'quarter' | 'stale'> {
  const list = db.prepare<[string], ListedView>(
    'SELECT unit, role, bank FROM units JOIN views ON unit = id WHERE sku = ? ORDER BY n, views.rowid',
  )
  const cells = db
    .prepare<[string, string], Uint8Array>('SELECT cells FROM views WHERE unit = ? AND role = ?')
    .pluck()
  const quarter = db
    .prepare<[string, string, number], Uint8Array>(
      'SELECT patches FROM quarters WHERE unit = ? AND role = ? AND quarter = ?',
    )
    .pluck()
  const stale = db.prepare<[string, string], ListedView & { readonly sku: string }>(
    `SELECT unit, role, bank, sku FROM views JOIN units ON id = unit WHERE views.rowid =
       coalesce((SELECT rowid FROM views WHERE bank < ? LIMIT 1), (SELECT rowid FROM views WHERE bank > ? LIMIT 1))`,
  )
  return {
    list: (sku) => list.all(sku),
    cells: (unit, role) => cells.get(unit, role),
    quarter: (unit, role, at) => quarter.get(unit, role, at),
    stale: (from, to) => stale.get(from, to),
  }
}

/** Writes one unit with its views; one that is there already stays as it is. */
function writerOf(db: Database): (unit: KeptUnit) => void {
  const unit = db.prepare(
    'INSERT INTO units (id, sku, taught_by, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const view = db.prepare('INSERT INTO views (unit, role, bank, cells) VALUES (?, ?, ?, ?)')
  const photograph = db.prepare('INSERT INTO photos (unit, role, photo, cut) VALUES (?, ?, ?, ?)')
  return ({ id, sku, by, at, views }) => {
    if (unit.run(id, sku, by, at).changes === 0) return
    for (const { role, photo, cut = null, bank, cells } of views) {
      view.run(id, role, bank, cells)
      photograph.run(id, role, photo, cut)
    }
  }
}
