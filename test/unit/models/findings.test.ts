import { describe, expect, it } from 'vitest'
import { findingTypes } from '../../../main/kernel/finding.ts'
import { findingsOf, mostAView, type Seen } from '../../../models/onnx/findings.ts'
import type { ManifestOf } from '../../../models/onnx/manifest.ts'
import { type Place, placeOf } from '../../../models/onnx/picture.ts'
import { tinyManifest } from '../../rigs/eyes/tiny-pack.ts'

const across = 40
const manifest = tinyManifest(new Uint8Array())
const whole: Place = { x: 0, y: 0, width: 320, height: 320 }
type Type = (typeof findingTypes)[number]

/** A map that is 0 but in the boxes given: type, left, top, width, height in cells, probability. */
function cellsWith(
  ...boxes: readonly (readonly [Type, number, number, number, number, number])[]
): Float32Array {
  const cells = new Float32Array(findingTypes.length * across * across)
  for (const [type, left, top, width, height, value] of boxes)
    for (let y = top; y < top + height; y++)
      for (let x = left; x < left + width; x++)
        cells[(findingTypes.indexOf(type) * across + y) * across + x] = value
  return cells
}

function seen(cells: Float32Array, changed: Partial<Seen> = {}): Seen {
  return { role: 'top', place: whole, cells, severity: { none: 0.1, minor: 0.6, major: 0.3 }, ...changed }
}

function with_(defects: Partial<ManifestOf<'inspect'>['outputs']['defects']>): ManifestOf<'inspect'> {
  return {
    ...manifest,
    outputs: { ...manifest.outputs, defects: { ...manifest.outputs.defects, ...defects } },
  }
}

describe('regions', () => {
  it('[FI1] touching cells at or over the threshold are one finding with the highest score, others are none', () => {
    const cells = cellsWith(
      ['superficial', 10, 10, 2, 2, 0.5],
      ['superficial', 12, 12, 1, 1, 0.9],
      ['superficial', 30, 30, 3, 3, 0.49],
    )
    expect(findingsOf(seen(cells), manifest)).toEqual([
      {
        type: 'superficial',
        severity: 'minor',
        score: expect.closeTo(0.9, 5),
        source: 'model',
        view: {
          role: 'top',
          region: { x: 0.25, y: 0.25, width: expect.closeTo(0.075, 9), height: expect.closeTo(0.075, 9) },
        },
        sizePercent: expect.closeTo(0.5625, 5),
      },
    ])
  })

  it('[FI1] each type has its own threshold', () => {
    const cells = cellsWith(['superficial', 10, 10, 2, 2, 0.6], ['penetration', 30, 30, 2, 2, 0.6])
    const thresholds = { ...manifest.outputs.defects.thresholds, penetration: 0.7 }
    expect(findingsOf(seen(cells), with_({ thresholds })).map((one) => one.type)).toEqual(['superficial'])
  })

  it('[FI1] one cell between two islands joins them, two do not', () => {
    const near = cellsWith(['superficial', 10, 10, 2, 2, 0.8], ['superficial', 13, 10, 2, 2, 0.7])
    const far = cellsWith(['superficial', 10, 10, 2, 2, 0.8], ['superficial', 14, 10, 2, 2, 0.7])
    expect(findingsOf(seen(near), manifest)).toHaveLength(1)
    expect(findingsOf(seen(far), manifest)).toHaveLength(2)
    const higherRight = cellsWith(['superficial', 10, 12, 2, 2, 0.8], ['superficial', 13, 9, 2, 2, 0.7])
    expect(findingsOf(seen(higherRight), manifest)).toHaveLength(1)
  })

  it('[FI1] two scratches side by side are two, though each lies in the box of the other', () => {
    const slanted = (left: number) =>
      Array.from({ length: 12 }, (_, i) => ['superficial', left + i, 10 + i, 1, 1, 0.8] as const)
    const findings = findingsOf(seen(cellsWith(...slanted(10), ...slanted(15))), manifest)
    expect(findings.map(({ view }) => Math.round(view!.region.x * across))).toEqual([10, 15])
  })

  it('[FI1] a finding reaches as far as it fades: to cells of the part of the threshold that the manifest calls its edge', () => {
    const cells = cellsWith(['superficial', 10, 10, 4, 4, 0.36], ['superficial', 11, 11, 2, 2, 0.8])
    const regionBy = (said: typeof manifest) => findingsOf(seen(cells), said)[0]?.view?.region
    expect(regionBy(with_({ edge: 0.7 }))).toMatchObject({ x: 0.25, width: expect.closeTo(0.1, 9) })
    expect(regionBy(manifest)).toMatchObject({ x: 0.275, width: expect.closeTo(0.05, 9) })
  })

  it('[FI2] a silent type is never reported, however sure', () => {
    const cells = cellsWith(['superficial', 10, 10, 5, 5, 1], ['penetration', 30, 30, 2, 2, 0.6])
    expect(findingsOf(seen(cells), with_({ silent: ['superficial'] })).map((one) => one.type)).toEqual([
      'penetration',
    ])
  })

  it('[FI3] of types that fire at one place the likeliest stands; elsewhere both do', () => {
    const cells = cellsWith(
      ['superficial', 10, 10, 4, 4, 0.7],
      ['penetration', 11, 11, 2, 2, 0.9],
      ['superficial', 30, 30, 2, 2, 0.6],
    )
    expect(findingsOf(seen(cells), manifest).map((one) => one.type)).toEqual(['penetration', 'superficial'])
  })
})

describe('where', () => {
  it.each([
    ['wide', { width: 1920, height: 1080 }, { left: 10, top: 15 }, { x: 0.25, y: 50 / 180 }],
    ['tall', { width: 1080, height: 1920 }, { left: 15, top: 10 }, { x: 50 / 180, y: 0.25 }],
  ])('[FI4] in a %s photograph the padding is taken off', (_, size, { left, top }, corner) => {
    const cells = cellsWith(['superficial', left, top, 1, 1, 0.9])
    const [finding] = findingsOf(seen(cells, { place: placeOf(size, manifest.input) }), manifest)
    expect(finding?.view?.region.x).toBeCloseTo(corner.x, 9)
    expect(finding?.view?.region.y).toBeCloseTo(corner.y, 9)
  })

  it('[FI4] cells on the padding are nothing, and a region ends where the photograph does', () => {
    // the photograph begins within the ninth row of cells and ends within the last but eight
    const place = { x: 0, y: 67, width: 320, height: 186 }
    const cells = cellsWith(['superficial', 0, 0, 40, 8, 0.9], ['penetration', 0, 8, 40, 24, 0.9])
    const findings = findingsOf(seen(cells, { place }), manifest)
    expect(findings.map((one) => [one.type, one.view?.region])).toEqual([
      ['penetration', { x: 0, y: 0, width: 1, height: 1 }],
    ])
    expect(findings[0]?.sizePercent).toBeCloseTo(100, 5)
  })
})

describe('how grave', () => {
  const cells = cellsWith(
    ['superficial', 5, 5, 4, 4, 0.7],
    ['penetration', 20, 20, 4, 2, 0.8],
    ['spillage', 30, 30, 1, 1, 0.95],
  )
  const graveOf = (severity: Seen['severity']) =>
    Object.fromEntries(findingsOf(seen(cells, { severity }), manifest).map((one) => [one.type, one.severity]))

  it('[FI5] in a view that is rather majorly damaged, what is at least half as large as the largest is major', () => {
    expect(graveOf({ none: 0.2, minor: 0.3, major: 0.5 })).toEqual({
      superficial: 'major',
      penetration: 'major',
      spillage: 'minor',
    })
  })

  it('[FI5] in any other view everything is minor', () => {
    expect(graveOf({ none: 0.4, minor: 0.4, major: 0.2 })).toEqual({
      superficial: 'minor',
      penetration: 'minor',
      spillage: 'minor',
    })
  })
})

it('[FI6] at most twenty findings a view, the strongest', () => {
  const boxes = Array.from({ length: 100 }, (_, i) => {
    const [left, top] = [(i % 10) * 4, Math.floor(i / 10) * 4]
    return ['superficial', left, top, 1, 1, 0.505 + i / 250] as const
  })
  const findings = findingsOf(seen(cellsWith(...boxes)), manifest)
  expect(findings).toHaveLength(mostAView)
  expect(findings.map((one) => one.score)).toEqual(findings.map((one) => one.score).toSorted((a, b) => b - a))
  expect(findings[0]?.score).toBeCloseTo(0.901, 3)
})
