import { describe, expect, it } from 'vitest'
import type { Scale } from '../../../drivers/camera/target/scale.ts'
import { lengthMm, type Measure, outlineOf, sizeOf } from '../../../main/kernel/measure.ts'
import type { SheetView } from '../../rigs/drawn-sheet.ts'
import { lenses, lyingAt, meanLength, seenScale } from '../../rigs/seen-sheet.ts'

const straight: SheetView = { width: 1280, height: 960, focal: 1200, distance: 420 }

function scaleOf(view: SheetView, noise?: number): Scale {
  const scale = seenScale(view, noise)
  if ('why' in scale) throw new Error(`no scale: ${scale.why}, ${scale.found}`)
  return scale
}

/** Things of 40 by 8 mm, lying both ways, on the sheet and beside it as far as near the picture's corners. */
function thingsIn(view: SheetView) {
  const places = [0.07, 0.3, 0.5, 0.93].flatMap((x) => [0.08, 0.5, 0.92].map((y) => ({ x, y })))
  return places.flatMap((at) => [lyingAt(view, at, [40, 8]), lyingAt(view, at, [8, 40])])
}

/** How far a length is wrong at most, as a part of it: by plane and lens, and by the mean size of a pixel. */
function worstOf(view: SheetView, scale: Scale) {
  const things = thingsIn(view)
  const worst = (said: (of: (typeof things)[number]) => number) =>
    Math.max(...things.map((each) => Math.abs(said(each) / 40 - 1)))
  return { now: worst((each) => lengthMm(scale, each) ?? 0), mean: worst((each) => meanLength(scale, each)) }
}

describe('the length of what lies on the plane of the sheet', () => {
  it.each<[string, Partial<SheetView>, number, number]>([
    ['from straight above', {}, 0.01, 0],
    ['slanted by 30 degrees', { back: 30 }, 0.01, 0.35],
    ['slanted by 60 degrees', { back: 60, focal: 2400, distance: 900 }, 0.02, 0.8],
    ['slanted aside by 45 degrees', { aside: -45 }, 0.01, 0.6],
    ['barrel of 3 %', { lens: lenses.equidistant(-0.03) }, 0.01, 0.04],
    ['barrel of 6 %', { lens: lenses.equidistant(-0.06) }, 0.01, 0.08],
    ['barrel of 6 %, of another family', { lens: lenses.brown(-0.06) }, 0.015, 0.09],
    ['barrel of 9 %', { lens: lenses.equidistant(-0.09) }, 0.01, 0.11],
    ['pincushion of 4 %', { lens: lenses.brown(0.04) }, 0.01, 0.06],
    ['pincushion of 8 %', { lens: lenses.brown(0.08) }, 0.02, 0.11],
    ['slanted through a barrel of 6 %', { back: 30, lens: lenses.equidistant(-0.06) }, 0.015, 0.4],
    ['lens 20 pixels off centre', { offCentre: 20, lens: lenses.equidistant(-0.06) }, 0.01, 0.08],
    ['printed at 94 %', { printed: 0.94, back: 20, lens: lenses.division(-0.05) }, 0.015, 0.25],
  ])(
    '[CB6] %s: right to what is said, where the mean size of a pixel was wrong',
    (_, change, limit, mean) => {
      const view = { ...straight, ...change }
      const worst = worstOf(view, scaleOf(view))
      expect(worst.now).toBeLessThan(limit)
      expect(worst.mean).toBeGreaterThanOrEqual(mean)
    },
  )

  it('[CB6] is the longer extent of a box, measured between the middles of its sides', () => {
    const measure: Measure = { width: 1000, height: 500, mmPerPixel: 0.5 }
    const box = { x: 0.1, y: 0.2, width: 0.1, height: 0.4 }
    expect(lengthMm(measure, outlineOf(box))).toBeCloseTo(0.4 * 500 * 0.5)
    const half = Math.hypot(1000, 500) / 2
    const toMm = [half / 2, 0, 0, 0, half / 2, 0, 0, 0, 1]
    // the same plane, told the other way
    expect(lengthMm({ ...measure, plane: { toMm, bend: 0 } }, outlineOf(box))).toBeCloseTo(100)
    expect(sizeOf(measure, outlineOf(box))).toEqual({ sizeMm: expect.closeTo(100) })
    expect(sizeOf(undefined, outlineOf(box))).toEqual({})
  })

  it('[CB6] is not told where the plane is four times as far as at the sheet, or past its horizon', () => {
    // towards the picture's lower edge it is twice, four times as far, and gone at 0.5, 0.75 and 1 of 1007 pixels from the middle
    const view = { ...straight, width: 960, height: 2400, back: 50 }
    const scale = scaleOf(view)
    const at = (y: number) => lengthMm(scale, lyingAt(view, { x: 0.5, y }, [40, 8]))
    for (const y of [0.05, 0.5, 0.71, 0.78]) expect(Math.abs(at(y)! / 40 - 1)).toBeLessThan(0.02)
    const across = (y: number) => sizeOf(scale, outlineOf({ x: 0.45, y, width: 0.1, height: 0.01 }))
    expect(across(0.78)).toHaveProperty('sizeMm')
    for (const y of [0.85, 0.91, 0.95, 0.99]) expect(across(y)).toEqual({})
  })
})

describe('the lens', () => {
  it('[CB5] is told by a sheet that shows enough of it, the better the more of the picture it fills', () => {
    const lens = lenses.equidistant(-0.05)
    const near = scaleOf({ ...straight, lens })
    expect(near).toMatchObject({ lens: 'told' })
    expect(Math.abs(near.plane.bend + 0.05)).toBeLessThan(0.005)
    const far = { ...straight, distance: 600, lens }
    expect(scaleOf(far, 0.1).lens).toBe('told')
    expect(scaleOf(far, 0.4)).toMatchObject({ lens: 'untold', plane: { bend: 0 } })
    expect(scaleOf(straight, 0.4).lens).toBe('told')
  })

  it('[CB5] taken for none where it cannot be told is no worse than the mean was', () => {
    const view = { ...straight, distance: 600, lens: lenses.equidistant(-0.05) }
    const worst = worstOf(view, scaleOf(view, 0.4))
    expect(worst.now).toBeLessThan(worst.mean + 0.02)
  })

  it('[CB4] that bends over a tenth is refused: there the families of lenses part beside the sheet', () => {
    for (const make of Object.values(lenses)) {
      expect(seenScale({ ...straight, lens: make(-0.13) })).toMatchObject({ why: 'lens' })
      const view = { ...straight, lens: make(-0.09) }
      expect(worstOf(view, scaleOf(view)).now).toBeLessThan(0.05)
    }
    const past = { ...straight, lens: lenses.brown(-0.15) }
    expect(seenScale(past)).toMatchObject({ why: 'lens', found: expect.stringMatching(/^1\d % /) })
  })
})
