import { expect, it } from 'vitest'
import type { KeptUnit } from '../../../models/memory/port.ts'
import { openSignatures } from '../../../sync/memory/signatures.ts'
import { openUnits } from '../../../sync/memory/units.ts'
import { freshFolder } from '../../rigs/fresh-folder.ts'

function unit(id: string, sku = 'TOY-1'): KeptUnit {
  const view = { photo: Uint8Array.of(id.charCodeAt(0)), bank: 'classic-3', cells: Uint8Array.of(3) }
  return {
    ...{ id, sku, by: 'ada', at: 1_000 },
    views: [
      { role: 'top', ...view },
      { role: 'left', ...view },
    ],
  }
}

function bench() {
  const file = `${freshFolder()}/memory.db`
  const units = openUnits(file)
  return { units, signatures: openSignatures(file), file }
}
const signed = (unit: string, role: 'top' | 'left', value: number) => ({
  ...{ unit, role },
  signature: { whole: Float32Array.of(value, 1), places: Int8Array.of(-value, 127) },
})

it('[UM10] views without a signature by a maker are found with their photograph, until each has one', () => {
  const { units, signatures } = bench()
  expect(signatures.unsigned('m1')).toBeUndefined()
  units.keep(unit('a'))
  for (let left = 2; left > 0; left--) {
    const view = signatures.unsigned('m1')!
    expect([view.unit, [...view.photo]]).toEqual(['a', [97]])
    signatures.keep({ ...view, signature: { whole: new Float32Array(), places: new Int8Array() } }, 'm1')
  }
  expect(signatures.unsigned('m1')).toBeUndefined()
  expect(signatures.unsigned('m2')).toMatchObject({ unit: 'a' })
})

it('[UM10] a view comes with its cut where one is kept', () => {
  const { units, signatures } = bench()
  const [photo, cells] = [Uint8Array.of(1), Uint8Array.of(3)]
  const view = { role: 'top' as const, photo, bank: 'classic-3', cells }
  units.keep({ ...unit('a'), views: [{ ...view, cut: Uint8Array.of(7) }] })
  expect(signatures.unsigned('m1')).toEqual({
    ...{ unit: 'a', role: 'top' },
    ...{ photo: Buffer.of(1), cut: Buffer.of(7) },
  })
  units.keep({ ...unit('b'), views: [view] })
  signatures.keep(signed('a', 'top', 1), 'm1')
  expect(signatures.unsigned('m1')).not.toHaveProperty('cut')
})

it('[UM10] a SKU’s signatures come in the order of its units, SKUs with the one taught last first', () => {
  const { units, signatures } = bench()
  for (const each of [unit('z'), unit('b', 'OTHER'), unit('a')]) units.keep(each)
  for (const id of ['a', 'z']) signatures.keep(signed(id, 'top', 7), 'm1')
  expect(signatures.skus()).toEqual(['TOY-1', 'OTHER'])
  const found = signatures.ofSku('TOY-1', 'm1')
  expect(found.map((each) => each.unit)).toEqual(['z', 'a'])
  expect(found[0]).toEqual({ sku: 'TOY-1', unit: 'z', role: 'top', whole: Float32Array.of(7, 1) })
})

it('[UM9] another maker’s signature replaces it, and a unit that is taken back takes its own along', () => {
  const { units, signatures } = bench()
  units.keep(unit('a'))
  units.keep(unit('b'))
  for (const id of ['a', 'b']) signatures.keep(signed(id, 'top', 1), 'm1')
  signatures.keep(signed('a', 'top', 2), 'm2')
  expect(signatures.ofSku('TOY-1', 'm1').map((each) => each.unit)).toEqual(['b'])
  expect(signatures.ofSku('TOY-1', 'm2')[0]?.whole[0]).toBe(2)
  expect(signatures.placesOf({ unit: 'a', role: 'top' }, 'm2')).toEqual(Int8Array.of(-2, 127))
  expect(signatures.placesOf({ unit: 'a', role: 'top' }, 'm1')).toBeUndefined()
  expect(signatures.placesOf({ unit: 'a', role: 'left' }, 'm2')).toBeUndefined()
  units.undo('TOY-1')
  expect(signatures.ofSku('TOY-1', 'm1')).toEqual([])
  // taken back while it was being signed
  signatures.keep(signed('b', 'left', 3), 'm1')
  expect(signatures.ofSku('TOY-1', 'm1')).toEqual([])
})

it('[UM9] its version changes with every change, whoever made it, and with nothing else', () => {
  const { units, signatures } = bench()
  const versions = [signatures.version()]
  units.keep(unit('a'))
  versions.push(signatures.version())
  signatures.keep(signed('a', 'top', 1), 'm1')
  versions.push(signatures.version())
  units.remove('a')
  versions.push(signatures.version())
  expect(new Set(versions).size).toBe(4)
  expect(signatures.version()).toBe(versions.at(-1))
  signatures.close()
  units.close()
})
