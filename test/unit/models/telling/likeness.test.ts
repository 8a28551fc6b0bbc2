import { describe, expect, it } from 'vitest'
import type { CameraRole } from '../../../../main/kernel/frame.ts'
import {
  type Beside,
  type Gallery,
  nearestOther,
  promisedOf,
  type Signed,
  type SignedUnit,
} from '../../../../models/telling/likeness.ts'

/** A signature at an angle: the likeness of two is the cosine between them. */
const at = (degrees: number) =>
  Float32Array.of(Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180))
const viewsAt = (top: number, left?: number): ReadonlyMap<CameraRole, Float32Array> =>
  new Map([['top', at(top)] as const, ...(left === undefined ? [] : [['left', at(left)] as const])])
const seen = (top: number, left?: number): Signed =>
  new Map([...viewsAt(top, left)].map(([role, whole]) => [role, { whole, places: new Int8Array() }]))
const unit = (top: number, left?: number): SignedUnit => ({
  unit: `${top} ${left}`,
  views: viewsAt(top, left),
})
const gallery: Gallery = new Map([
  ['A', [unit(0, 0), unit(4, 2), unit(-3, 1), unit(2, -2)]],
  ['B', [unit(60, 80), unit(64, 84)]],
  ['C', [unit(170)]],
])

async function nearest(item: Signed, beside: Beside) {
  const found = await nearestOther(item, beside)
  if (found === 'late') throw new Error('nothing here is looked for in places')
  return found
}

it('[TP5] the other SKU that comes nearest is named, by the nearest unit of each view, over the views both know', async () => {
  const found = await nearest(seen(58, 1), { sku: 'A', gallery })
  expect(found?.sku).toBe('B')
  const cosine = (degrees: number) => Math.cos((degrees * Math.PI) / 180)
  expect(found?.own).toBeCloseTo((cosine(54) + 1) / 2, 5)
  expect(found?.other).toBeCloseTo((cosine(2) + cosine(79)) / 2, 5)
  expect(await nearestOther(seen(168), { sku: 'A', gallery })).toMatchObject({ sku: 'C' })
})

it('[TP5] nothing is said without its own SKU, without another, or without a view they share', async () => {
  expect(await nearestOther(seen(0), { sku: 'nobody', gallery })).toBeUndefined()
  expect(await nearestOther(seen(0), { sku: 'A', gallery: new Map([['A', [unit(0)]]]) })).toBeUndefined()
  const apart: Gallery = new Map([
    ['A', [{ unit: 'u', views: new Map([['left', at(0)]]) }]],
    ['C', [unit(170)]],
  ])
  expect(await nearestOther(seen(0, 0), { sku: 'A', gallery: apart })).toBeUndefined()
})

it('[TP5] signatures of another length are never compared', async () => {
  const other: Gallery = new Map([
    ...gallery,
    ['D', [{ unit: 'd', views: new Map([['top', Float32Array.of(1, 0, 0)]]) }]],
  ])
  expect(await nearestOther(seen(0), { sku: 'A', gallery: other })).toMatchObject({ sku: 'B' })
})

it('[TP6] the threshold is the most any own unit looks like another SKU, beside the rest of its own', async () => {
  const promise = await promisedOf({ sku: 'A', gallery })
  expect(promise).toMatchObject({ may: 'hint', units: 4 })
  const one = gallery.get('A')![1]!
  const found = await nearest(seen(4, 2), { sku: 'A', gallery, without: one })
  expect(promise && promise.may !== 'nothing' && promise.threshold).toBeGreaterThanOrEqual(
    found!.other - found!.own,
  )
  expect(found!.own).toBeLessThan(1)
})

it('[TP6] under four units nothing is said, from sixteen on it counts', async () => {
  const own = (count: number): Gallery =>
    new Map([
      ['A', Array.from({ length: count }, (_, k) => unit(k / 4, k / 5))],
      ['B', [unit(60, 80)]],
    ])
  expect(await promisedOf({ sku: 'A', gallery: own(3) })).toMatchObject({ may: 'nothing', wanted: 4 })
  expect(await promisedOf({ sku: 'A', gallery: own(16) })).toMatchObject({ may: 'verdict', units: 16 })
})

describe('places', () => {
  const many: Gallery = new Map([
    ['A', [unit(0)]],
    ...Array.from({ length: 12 }, (_, k): [string, SignedUnit[]] => [
      `B${k}`,
      Array.from({ length: 7 }, (_, n) => unit(30 + k, n)),
    ]),
  ])
  const item: Signed = new Map([['top', { whole: at(10), places: Int8Array.of(1) }]])
  const finderOf = (found: (groups: number) => readonly number[] | undefined, known = true) => {
    const asked: number[][] = []
    return {
      asked,
      share: 0.5,
      placesOf: ({ unit }: { unit: string }) => (known ? Int8Array.of(unit.length) : undefined),
      async found(_places: Int8Array, groups: readonly (readonly Int8Array[])[]) {
        asked.push(groups.map((group) => group.length))
        return found(groups.length)
      },
    }
  }

  it('[TP5] are looked for in the own SKU and the eight others whose wholes come nearest, five units of each', async () => {
    const finder = finderOf((count) => Array.from({ length: count }, (_, k) => (k === 3 ? 1 : 0)))
    const found = await nearest(item, { sku: 'A', gallery: many, finder })
    expect(finder.asked).toEqual([[1, ...Array.from({ length: 8 }, () => 5)]])
    // the third of the eight nearest
    expect(found).toMatchObject({ sku: 'B2', own: expect.closeTo(Math.cos(Math.PI / 18) / 2, 5) })
    expect(found!.other).toBeCloseTo((1 + Math.cos((22 * Math.PI) / 180)) / 2, 5)
  })

  it('[TP5] that one SKU does not know leave the view to the wholes; those not found in time are late', async () => {
    const unknown = finderOf(() => [9], false)
    expect(await nearest(item, { sku: 'A', gallery: many, finder: unknown })).toMatchObject({ sku: 'B0' })
    expect(unknown.asked).toEqual([])
    const late = finderOf(() => undefined)
    expect(await nearestOther(item, { sku: 'A', gallery: many, finder: late })).toBe('late')
    expect(await promisedOf({ sku: 'B1', gallery: many, finder: late })).toBeUndefined()
  })
})
