import { describe, expect, it } from 'vitest'
import type { Finding, Inference } from '../../../main/kernel/finding.ts'
import type { Frame } from '../../../main/kernel/frame.ts'
import { merged, type ViewBeside } from '../../../main/station/examine-merge.ts'
import type { Judgement } from '../../../models/memory/judge.ts'
import type { BesideSeen, Difference } from '../../../models/port.ts'

const none = new Float32Array()
const patches = { size: 1, down: 1, across: 1, values: new Int8Array() }
const frame: Frame = {
  ...{ role: 'top', bytes: new Uint8Array(), mediaType: 'image/jpeg', device: 'top', takenAt: 1 },
  measure: { width: 800, height: 600, mmPerPixel: 0.5 },
}
const judgement: Judgement = {
  ...{ says: 'verdict', different: false, score: 1, registered: true, quality: 0.9, regions: [] },
  promise: { may: 'verdict', units: 16, threshold: 2, falseAlarms: { guess: 0.06, low: 0, high: 0.21 } },
}
const dent: Difference = {
  ...{ type: 'deformation', severity: 'minor', score: 0.8, share: 0.02 },
  region: { x: 0.25, y: 0.5, width: 0.25, height: 0.125 },
}

/** A crop of 200 pixels a side in the middle of a photograph of 400 × 300 that was taken twice as large; a quarter is item. */
function viewOf(change: Partial<ViewBeside> = {}, seen: Partial<BesideSeen> = {}): ViewBeside {
  const pose = { x: 200, y: 150, side: 200, angle: 0 }
  const lies = { pose, width: 400, height: 300, scale: 2, item: 0.25 }
  return {
    frame,
    looked: { token: 1, crop: new Uint8Array(), references: [], beside: [], inPlace: true, units: 16, lies },
    judgement,
    seen: { role: 'top', patches, difference: none, differences: [dent], ...seen },
    ...change,
  }
}

const network = { model: 'eye@2', runMs: 7 }
const hint = { ...judgement, says: 'hint' } as const
const alone = {
  ...{ status: 'done', findings: [], category: [], model: 'eye@2' },
  timings: { decodeMs: 5, runMs: 20 },
} as const satisfies Inference

/** A stain of the model alone, on the same place as the dent. */
function stain(change: Partial<Finding> = {}): Finding {
  const region = { x: 0.375, y: 0.5, width: 0.125, height: 0.08 }
  return {
    ...{ type: 'superficial', severity: 'minor', score: 0.6, source: 'model' },
    view: { role: 'top', region },
    ...change,
  }
}

describe('one answer of the eyes and of whole units', () => {
  it('[EX3] a difference is a box of the photograph, in percent of the item, and in millimetres', () => {
    const { findings, timings, memory } = merged(alone, { views: [viewOf()], taught: true, network })
    expect(findings).toEqual([
      {
        ...{ type: 'deformation', severity: 'minor', score: 0.8, source: 'model' },
        view: {
          role: 'top',
          region: { x: 0.375, y: 0.5, width: 0.125, height: expect.closeTo(25 / 300) },
        },
        // a quarter of 200 looked-at pixels is 100 of the photograph's, each half a millimetre
        sizeMm: expect.closeTo(50),
        sizePercent: expect.closeTo(12.5),
      },
    ])
    expect(timings).toEqual({ decodeMs: 5, runMs: 27 })
    expect(memory).toEqual([
      {
        ...{ role: 'top', says: 'verdict', different: false, score: 1, registered: true, units: 16 },
        falseAlarms: { guess: 0.06, high: 0.21 },
      },
    ])
  })

  it('[EX3] a turned crop is boxed by its corners', () => {
    const looked = viewOf().looked
    const lies = { ...looked.lies, pose: { ...looked.lies.pose, angle: Math.PI / 2 } }
    const { findings } = merged(alone, {
      views: [viewOf({ looked: { ...looked, lies } })],
      ...{ taught: true, network },
    })
    const { region } = findings[0]!.view!
    expect([region.width * 400, region.height * 300]).toEqual([expect.closeTo(25), expect.closeTo(50)])
    expect(findings[0]!.sizeMm).toBeCloseTo(50)
  })

  it('[CB6] seen at a slant it is as long as it lies there, not as it looks', () => {
    // the lower edge of the picture is three times as near as the upper
    const plane = { toMm: [200, 0, 0, 0, 200, 0, 0, -0.8333, 1], bend: 0 }
    const slanted = { ...frame, measure: { ...frame.measure!, plane } }
    const sizeAt = (y: number) => {
      const differences = [{ ...dent, region: { ...dent.region, y } }]
      const seen = { ...viewOf().seen!, differences }
      return merged(alone, { views: [viewOf({ frame: slanted, seen })], taught: true, network }).findings[0]!
        .sizeMm!
    }
    const widthAt = (y: number) => 40 / (1 - (0.8333 * ((y - 0.5) * 400)) / 500)
    expect(sizeAt(0.1)).toBeCloseTo(widthAt(0.1625), 1)
    expect(sizeAt(0.8)).toBeCloseTo(widthAt(0.8625), 1)
  })

  it('[EX3] the item is as bad as the worst view that lies over enough units', () => {
    const views = [
      viewOf({}, { severity: { none: 0.9, minor: 0.08, major: 0.02 } }),
      viewOf({}, { severity: { none: 0.3, minor: 0.3, major: 0.4 } }),
      viewOf({ judgement: hint }, { severity: { none: 0, minor: 0, major: 1 } }),
    ]
    expect(merged(alone, { views, taught: true, network }).severity).toEqual({
      none: expect.closeTo(0.3),
      minor: expect.closeTo(0.3),
      major: 0.4,
    })
    const hints = merged(alone, { views: views.slice(2), taught: true, network })
    expect(hints.severity).toBeUndefined()
  })

  it('[EX8] what a closer look found is told in the photograph, counts as its view does, and is said once', () => {
    const view = viewOf({}, { differences: [] })
    const lies = { ...view.looked.lies, pose: { x: 240, y: 190, side: 120, angle: 0 }, item: 0.25 / 0.36 }
    const of = { frame, looked: view.looked, seen: view.seen! }
    const look = { of, lies, seen: { ...view.seen!, differences: [dent] } }
    const told = (judged: Judgement, closer = [look]) =>
      merged(alone, { views: [{ ...view, judgement: judged }], closer, taught: true, network }).findings
    expect(told(judgement)).toEqual([
      {
        ...{ type: 'deformation', severity: 'minor', score: 0.8, source: 'model' },
        view: {
          role: 'top',
          region: {
            ...{ x: expect.closeTo(210 / 400), y: expect.closeTo(190 / 300) },
            ...{ width: expect.closeTo(30 / 400), height: expect.closeTo(15 / 300) },
          },
        },
        sizeMm: expect.closeTo(30),
        sizePercent: expect.closeTo((100 * 0.25 * 0.125 * 0.36) / 0.25),
      },
    ])
    expect(told(hint)).toMatchObject([{ hint: true }])
    expect(told(judgement, [look, look])).toHaveLength(1)
    expect(told(judgement, [{ ...look, of: { ...of, frame: { ...frame } } }])).toEqual([])
  })

  it('[EX4] beside too few units, or not lying like them, it is a hint', () => {
    const { findings, memory } = merged(alone, {
      views: [viewOf({ judgement: hint })],
      ...{ taught: true, network },
    })
    expect(findings).toMatchObject([{ type: 'deformation', hint: true }])
    expect(memory).toMatchObject([{ says: 'hint' }])
  })

  it('[EX6] of the same network the word beside units replaces that on the view alone', () => {
    const left = stain({ view: { role: 'left', region: { x: 0, y: 0, width: 0.1, height: 0.1 } } })
    const elsewhere = stain({ view: { role: 'top', region: { x: 0, y: 0, width: 0.1, height: 0.1 } } })
    const said: Inference = { ...alone, findings: [elsewhere, left] }
    const types = (of: typeof said, view: ViewBeside) =>
      merged(of, { views: [view], taught: true, network }).findings.map(
        ({ type, view }) => `${type} ${view?.role}`,
      )
    expect(types(said, viewOf())).toEqual(['deformation top', 'superficial left'])
    // what is only a hint replaces nothing, and another network's word stands
    expect(types(said, viewOf({ judgement: hint })).toSorted()).toEqual(
      ['deformation top', 'superficial left', 'superficial top'].toSorted(),
    )
    expect(types({ ...said, model: 'other@1' }, viewOf())).toHaveLength(3)
  })

  it('[EX6] one thing found twice is one finding, and what counts stands before a hint', () => {
    const same = stain({ type: 'deformation' })
    const other: Inference = { ...alone, model: 'other@1', findings: [same] }
    const counted = merged(other, { views: [viewOf()], taught: true, network }).findings
    expect(counted).toMatchObject([{ score: 0.8 }])
    const hinted = merged(other, { views: [viewOf({ judgement: hint })], taught: true, network }).findings
    expect(hinted).toEqual([same])
  })

  it('[EX6] one place that two looks name by two types is told by the likelier, and never is what counts by a hint', () => {
    const other: Inference = { ...alone, model: 'other@1', findings: [stain()] }
    const types = (of: typeof other, views: readonly ViewBeside[]) =>
      merged(of, { views, taught: true, network }).findings.map(({ type }) => type)
    expect(types(other, [viewOf()])).toEqual(['deformation'])
    const likelier = { ...other, findings: [stain({ score: 0.9 })] }
    expect(types(likelier, [viewOf()])).toEqual(['superficial'])
    expect(types(other, [viewOf({ judgement: hint })])).toEqual(['superficial'])
    const aside = stain({ view: { role: 'top', region: { x: 0.44, y: 0.5, width: 0.125, height: 0.08 } } })
    expect(types({ ...other, findings: [aside] }, [viewOf()])).toEqual(['deformation', 'superficial'])
    const onLeft = stain({ view: { role: 'left', region: stain().view!.region } })
    expect(types({ ...other, findings: [onLeft] }, [viewOf()])).toEqual(['deformation', 'superficial'])
  })

  it('[EX6] a likelier speck does not hide a large major damage of another type: its severity and place are kept', () => {
    const speck = stain({
      ...{ score: 0.95, severity: 'minor', sizePercent: 0.1 },
      view: { role: 'top', region: { ...stain().view!.region, width: 0.01, height: 0.01 } },
    })
    const said: Inference = { ...alone, model: 'other@1', findings: [speck] }
    const told = (view: ViewBeside) => merged(said, { views: [view], taught: true, network }).findings
    const grave = viewOf({}, { differences: [{ ...dent, severity: 'major' }] })
    const [only, ...more] = told(grave)
    expect(more).toEqual([])
    expect(only).toMatchObject({ type: 'superficial', score: 0.95, severity: 'major' })
    expect(only?.view?.region.width).toBeGreaterThan(0.01)
    expect(only?.sizePercent).toBeGreaterThan(0.1)
    const hinted = viewOf({ judgement: hint }, { differences: [{ ...dent, severity: 'major' }] })
    expect(told(hinted)).toEqual([speck])
  })

  it('[EX6] a quarter that names a place of the whole view by another type is the same thing', () => {
    const view = viewOf()
    const { lies } = view.looked
    const torn = { ...dent, type: 'penetration', score: 0.9 } as const
    const of = { frame, looked: view.looked, seen: view.seen! }
    const look = { of, lies, seen: { ...view.seen!, differences: [torn] } }
    const told = merged(alone, { views: [view], closer: [look], taught: true, network }).findings
    expect(told.map(({ type }) => type)).toEqual(['penetration'])
  })

  it('[EX6] what one look told apart stays apart', () => {
    const beside = { ...dent, region: { ...dent.region, x: dent.region.x + 0.1 }, score: 0.7 }
    const views = [viewOf({}, { differences: [dent, beside] })]
    expect(merged(alone, { views, taught: true, network }).findings).toHaveLength(2)
  })

  it('[EX2] nobody taught the SKU: that is said; known units that could not be asked are not called none', () => {
    expect(merged(alone, { views: [], taught: false }).memory).toEqual([])
    expect(merged(alone, { views: [], taught: true })).toEqual(alone)
  })

  it('[EX4] fewer than four units say nothing, with their number; where a view differs its places are told', () => {
    const few = { ...judgement, says: 'nothing', promise: { may: 'nothing', units: 0, wanted: 4 } } as const
    const looked = { ...viewOf().looked, units: 2 }
    const { memory } = merged(alone, { views: [viewOf({ judgement: few, looked })], taught: true, network })
    expect(memory).toEqual([
      { role: 'top', says: 'nothing', different: false, score: 1, registered: true, units: 2 },
    ])
    const region = { x: 0, y: 0, width: 0.5, height: 0.5 }
    const off = { ...judgement, different: true, regions: [{ region, strength: 3 }] }
    expect(merged(alone, { views: [viewOf({ judgement: off })], taught: true }).memory).toMatchObject([
      { different: true, places: [region] },
    ])
  })
})
