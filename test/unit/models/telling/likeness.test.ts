import { expect, it } from 'vitest'
import { type Gallery, nearestOther, promisedOf, type Signed } from '../../../../models/telling/likeness.ts'

/** A signature at an angle: the likeness of two is the cosine between them. */
const at = (degrees: number) =>
  Float32Array.of(Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180))
const seen = (top: number, left?: number): Signed =>
  new Map([['top', at(top)] as const, ...(left === undefined ? [] : [['left', at(left)] as const])])
const gallery: Gallery = new Map([
  ['A', [seen(0, 0), seen(4, 2), seen(-3, 1), seen(2, -2)]],
  ['B', [seen(60, 80), seen(64, 84)]],
  ['C', [seen(170)]],
])

it('[TP5] the other SKU that comes nearest is named, by the nearest unit of each view, over the views both know', async () => {
  const nearest = await nearestOther(seen(58, 1), { sku: 'A', gallery })
  expect(nearest?.sku).toBe('B')
  const cosine = (degrees: number) => Math.cos((degrees * Math.PI) / 180)
  expect(nearest?.own).toBeCloseTo((cosine(54) + 1) / 2, 5)
  expect(nearest?.other).toBeCloseTo((cosine(2) + cosine(79)) / 2, 5)
  expect(await nearestOther(seen(168), { sku: 'A', gallery })).toMatchObject({ sku: 'C' })
})

it('[TP5] nothing is said without its own SKU, without another, or without a view they share', async () => {
  expect(await nearestOther(seen(0), { sku: 'nobody', gallery })).toBeUndefined()
  expect(await nearestOther(seen(0), { sku: 'A', gallery: new Map([['A', [seen(0)]]]) })).toBeUndefined()
  const apart: Gallery = new Map([
    ['A', [new Map([['left', at(0)]])]],
    ['C', [seen(170)]],
  ])
  expect(await nearestOther(seen(0, 0), { sku: 'A', gallery: apart })).toBeUndefined()
})

it('[TP5] signatures of another length are never compared', async () => {
  const other: Gallery = new Map([...gallery, ['D', [new Map([['top', Float32Array.of(1, 0, 0)]])]]])
  expect(await nearestOther(seen(0), { sku: 'A', gallery: other })).toMatchObject({ sku: 'B' })
})

it('[TP6] the threshold is the most any own unit looks like another SKU, beside the rest of its own', async () => {
  const promise = await promisedOf('A', gallery)
  expect(promise).toMatchObject({ may: 'hint', units: 4 })
  const one = gallery.get('A')![1]!
  const nearest = await nearestOther(one, { sku: 'A', gallery, without: one })
  expect(promise.may !== 'nothing' && promise.threshold).toBeGreaterThanOrEqual(nearest!.other - nearest!.own)
  expect(nearest!.own).toBeLessThan(1)
})

it('[TP6] under four units nothing is said, from sixteen on it counts', async () => {
  const own = (count: number): Gallery =>
    new Map([
      ['A', Array.from({ length: count }, (_, k) => seen(k / 4, k / 5))],
      ['B', [seen(60, 80)]],
    ])
  expect(await promisedOf('A', own(3))).toMatchObject({ may: 'nothing', wanted: 4 })
  expect(await promisedOf('A', own(16))).toMatchObject({ may: 'verdict', units: 16 })
})
