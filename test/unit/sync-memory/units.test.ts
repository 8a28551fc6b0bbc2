import Sqlite from 'better-sqlite3'
import { expect, it } from 'vitest'
import type { KeptUnit } from '../../../models/memory/port.ts'
import { openUnits } from '../../../sync/memory/units.ts'
import { freshFolder } from '../../rigs/fresh-folder.ts'

function unit(id: string, sku = 'TOY-1'): KeptUnit {
  const view = { photo: Uint8Array.of(1, 2), bank: 'classic-3', cells: Uint8Array.of(3) }
  return {
    id,
    sku,
    by: 'ada',
    at: 1_000,
    views: [
      { role: 'top', ...view },
      { role: 'left', ...view },
    ],
  }
}

it('[UM1] a unit whose views cannot all be written is not there at all, and what was kept outlives the file', () => {
  const file = `${freshFolder()}/memory.db`
  const store = openUnits(file)
  const twice = { ...unit('b'), views: [...unit('b').views, unit('b').views[0]!] }
  store.keep(unit('a'))
  expect(() => store.keep(twice)).toThrow()
  store.close()
  const again = openUnits(file)
  expect(again.units('TOY-1').map((each) => each.id)).toEqual(['a'])
  expect(again.units('TOY-1')[0]!.views.map((each) => [...each.photo])).toEqual([
    [1, 2],
    [1, 2],
  ])
  again.close()
})

it('[UM2] units come in the order they were kept, of their own SKU only', () => {
  const store = openUnits(':memory:')
  for (const each of [unit('z'), unit('x', 'OTHER'), unit('a')]) store.keep(each)
  expect(store.units('TOY-1').map((each) => each.id)).toEqual(['z', 'a'])
  expect(store.count('OTHER')).toBe(1)
})

it('[UM3] the unit kept last is taken back, with its views', () => {
  const store = openUnits(':memory:')
  store.keep(unit('a'))
  store.keep(unit('b'))
  expect(store.undo('TOY-1')).toBe('b')
  expect(store.undo('TOY-1')).toBe('a')
  expect(store.undo('TOY-1')).toBeUndefined()
  store.keep(unit('a'))
  expect(store.units('TOY-1')[0]!.views).toHaveLength(2)
})

it('[UM4] a unit kept twice is one unit', () => {
  const store = openUnits(':memory:')
  store.keep(unit('a'))
  store.keep(unit('a'))
  expect(store.count('TOY-1')).toBe(1)
})

it('[UM5] cells are renewed by another bank, the photograph stays', () => {
  const store = openUnits(':memory:')
  store.keep(unit('a'))
  store.renew('a', { role: 'top', bank: 'classic-3', cells: Uint8Array.of(9) })
  const view = store.units('TOY-1')[0]!.views.find((each) => each.role === 'top')
  expect(view).toMatchObject({ bank: 'classic-3' })
  expect([...view!.cells, ...view!.photo]).toEqual([9, 1, 2])
})

it('[UM6] taught SKUs are listed, the one taught last first, with the ends of each and single photographs', () => {
  const store = openUnits(':memory:')
  for (const each of [unit('a'), unit('b', 'OTHER'), unit('c')]) store.keep(each)
  expect(store.taught()).toEqual([
    { sku: 'TOY-1', units: 2, at: 1_000 },
    { sku: 'OTHER', units: 1, at: 1_000 },
  ])
  expect(store.ends('TOY-1')).toEqual({ first: 'a', last: 'c' })
  expect(store.ends('NONE')).toBeUndefined()
  expect([...(store.photo('b', 'left') ?? [])]).toEqual([1, 2])
  expect(store.photo('b', 'front')).toBeUndefined()
})

it('[UM6] where the item is, as the empty stage told it, stays with its photograph', () => {
  const store = openUnits(':memory:')
  const { views, ...rest } = unit('a')
  const cut = Uint8Array.of(0, 8, 0, 1, 60)
  store.keep({ ...rest, views: views.map((view) => (view.role === 'top' ? { ...view, cut } : view)) })
  store.renew('a', { role: 'top', bank: 'classic-3', cells: Uint8Array.of(9) })
  expect([...store.photographed('a', 'top')!.cut!]).toEqual([...cut])
  expect(store.photographed('a', 'left')).toEqual({ photo: store.photo('a', 'left') })
  expect(store.photographed('b', 'top')).toBeUndefined()
  expect(store.units('TOY-1')[0]!.views.map((view) => view.cut?.length)).toEqual([5, undefined])
})

it('[UM7] views are listed in order with their banks, and cells read one view at a time', () => {
  const store = openUnits(':memory:')
  for (const each of [unit('b'), unit('x', 'OTHER'), unit('a')]) store.keep(each)
  store.renew('a', { role: 'left', bank: 'classic-3+eye@2', cells: Uint8Array.of(8) })
  expect(store.list('TOY-1').map(({ unit, role, bank }) => `${unit} ${role} ${bank}`)).toEqual([
    'b top classic-3',
    'b left classic-3',
    'a top classic-3',
    'a left classic-3+eye@2',
  ])
  expect([...store.cells('a', 'left')!]).toEqual([8])
  expect(store.cells('nobody', 'left')).toBeUndefined()
})

it('[UM7] a view of another bank is found until there is none', () => {
  const store = openUnits(':memory:')
  store.keep(unit('a'))
  const wanted = 'classic-3+eye@2'
  expect(store.stale('classic-3', 'classic-3')).toBeUndefined()
  expect(store.stale(wanted, wanted)).toMatchObject({ unit: 'a', sku: 'TOY-1', bank: 'classic-3' })
  for (const role of ['top', 'left'] as const)
    store.renew('a', { role, bank: wanted, cells: Uint8Array.of(1) })
  expect(store.stale(wanted, wanted)).toBeUndefined()
  expect(store.stale('classic-3', 'classic-3')).toMatchObject({ bank: wanted })
})

it('[UM11] quarters are those of the last renewal, and go with their unit', () => {
  const store = openUnits(':memory:')
  for (const each of [unit('a'), unit('b')]) store.keep(each)
  const cells = { role: 'top', bank: 'classic-3+eye@2+quarters-1', cells: Uint8Array.of(1) } as const
  store.renew('a', cells, [Uint8Array.of(1), Uint8Array.of(2)])
  expect([store.quarter('a', 'top', 0), store.quarter('a', 'top', 1)].map((each) => [...each!])).toEqual([
    [1],
    [2],
  ])
  expect(store.quarter('a', 'left', 0)).toBeUndefined()
  store.renew('a', cells, [Uint8Array.of(3)])
  expect([...store.quarter('a', 'top', 0)!]).toEqual([3])
  expect(store.quarter('a', 'top', 1)).toBeUndefined()
  store.renew('nobody', cells, [Uint8Array.of(4)])
  expect(store.quarter('nobody', 'top', 0)).toBeUndefined()
  store.remove('a')
  expect(store.quarter('a', 'top', 0)).toBeUndefined()
})

/** A file as the first version wrote it: photographs beside the cells, no index. */
function oldFile(): string {
  const file = `${freshFolder()}/memory.db`
  const old = new Sqlite(file)
  old.pragma(`application_id = ${0x52474d31}`)
  old.pragma('user_version = 1')
  old.exec(`
    CREATE TABLE units (n INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, sku TEXT NOT NULL,
      taught_by TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
    CREATE INDEX units_sku ON units (sku, n);
    CREATE TABLE views (unit TEXT NOT NULL REFERENCES units (id) ON DELETE CASCADE, role TEXT NOT NULL,
      photo BLOB NOT NULL, bank TEXT NOT NULL, cells BLOB NOT NULL, PRIMARY KEY (unit, role)) STRICT;
    INSERT INTO units (id, sku, taught_by, at) VALUES ('a', 'TOY-1', 'ada', 5), ('b', 'TOY-1', 'ada', 6);
    INSERT INTO views VALUES ('a', 'top', x'0102', 'classic-3', x'03'), ('b', 'top', x'04', 'classic-3', x'05');`)
  old.close()
  return file
}

it('[UM7] a file of the first version is taken over with its units', () => {
  const store = openUnits(oldFile())
  expect(
    store.units('TOY-1').map(({ id, at, views }) => [id, at, [...views[0]!.photo], [...views[0]!.cells]]),
  ).toEqual([
    ['a', 5, [1, 2], [3]],
    ['b', 6, [4], [5]],
  ])
  expect(store.stale('classic-9', 'classic-9')?.unit).toBe('a')
  expect(store.remove('b')).toBe('TOY-1')
  expect(store.photo('b', 'top')).toBeUndefined()
  store.close()
})

it('[UM8] any unit is taken back; without the first one the others must be laid anew', () => {
  const store = openUnits(':memory:')
  for (const each of [unit('a'), unit('b'), unit('c'), unit('x', 'OTHER')]) store.keep(each)
  const banks = () => store.list('TOY-1').map((each) => `${each.unit} ${each.bank}`)
  expect(store.remove('b')).toBe('TOY-1')
  expect(banks()).toEqual(['a classic-3', 'a classic-3', 'c classic-3', 'c classic-3'])
  expect(store.remove('a')).toBe('TOY-1')
  expect(banks()).toEqual(['c ', 'c '])
  expect(store.remove('a')).toBeUndefined()
  expect(store.list('OTHER').every((each) => each.bank === 'classic-3')).toBe(true)
})
