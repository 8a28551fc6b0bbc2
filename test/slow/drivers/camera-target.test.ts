import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { drawItem } from '../../../drivers/camera/draw-item.ts'
import { readScale } from '../../../drivers/camera/target/read-scale.ts'
import type { NoScale, Scale } from '../../../drivers/camera/target/scale.ts'
import { sheetPdf } from '../../../drivers/camera/target/sheet-pdf.ts'
import { lengthMm } from '../../../main/kernel/measure.ts'
import { cornersSeen, drawSheet, mmPerPixelAt, type SheetView } from '../../rigs/drawn-sheet.ts'
import { lenses, lyingAt, meanLength } from '../../rigs/seen-sheet.ts'

const straight: SheetView = { width: 960, height: 720, focal: 900, distance: 480 }
const perMm = 72 / 25.4

/** What is true of a drawn view: mean, over the board's inner corners, of the millimetres a pixel is there. */
function truthOf(view: SheetView): number {
  const all = cornersSeen(view).map((px) => mmPerPixelAt(view, px))
  return all.reduce((sum, each) => sum + each, 0) / all.length
}

async function scaleOf(view: SheetView): Promise<Scale> {
  const scale = await readScale(await drawSheet(view), 100 * (view.printed ?? 1))
  if ('why' in scale) throw new Error(`no scale: ${scale.why}, ${scale.found}`)
  return scale
}

async function refusalOf(photo: Uint8Array): Promise<NoScale['why'] | 'taken'> {
  const scale = await readScale(photo, 100)
  return 'why' in scale ? scale.why : 'taken'
}

describe('the printed sheet', () => {
  it.each(['a4', 'letter'] as const)(
    '[CB1] on %s its squares are 20 mm and its ruler 100 mm',
    async (paper) => {
      const text = Buffer.from(await sheetPdf(paper, 'en')).toString('latin1')
      const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(text) ?? []
      expect([Number(width) / perMm, Number(height) / perMm].map(Math.round)).toEqual(
        paper === 'a4' ? [210, 297] : [216, 279],
      )
      // everything is drawn in millimetres under one scaling
      const scale = [...text.matchAll(/^([\d.]+) 0 0 ([\d.]+) 0 0 cm$/gm)].map(([, x]) => Number(x))
      expect(scale.some((each) => Math.abs(each - perMm) < 1e-4)).toBe(true)
      const squares = [...text.matchAll(/^([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re$/gm)].map((hit) =>
        hit.slice(1).map(Number),
      )
      expect(squares).toHaveLength(44)
      expect(new Set(squares.map(([, , wide, tall]) => `${wide} ${tall}`))).toEqual(new Set(['20 20']))
      const [x1, x2] = /^([\d.]+) 252 m\n([\d.]+) 252 l$/m.exec(text)?.slice(1).map(Number) ?? []
      expect(x2! - x1!).toBeCloseTo(100, 3)
      for (const [x, y] of squares) {
        expect(x).toBeGreaterThan(15)
        expect(y).toBeGreaterThan(15)
      }
    },
  )

  it('[CB1] says in both languages how it is printed and what is measured', async () => {
    for (const [language, word] of [
      ['en', 'actual size'],
      ['de', 'Lineal'],
    ] as const) {
      const text = Buffer.from(await sheetPdf('a4', language)).toString('latin1')
      const hex = [...text.matchAll(/<([0-9a-f]+)>/g)].map(([, each]) =>
        Buffer.from(each ?? '', 'hex').toString('latin1'),
      )
      expect(hex.join('')).toContain(word)
    }
  })
})

describe('the scale in a photograph of it', () => {
  it.each<[string, Partial<SheetView>]>([
    ['from above', {}],
    ['turned', { turned: 27 }],
    ['upside down', { turned: 180 }],
    ['leant back', { back: 35, turned: 8 }],
    ['leant aside and back', { back: 25, aside: -28, turned: 70 }],
    ['with blur and noise', { blur: 1.6, noise: 8, back: 15 }],
    ['printed at 94 %, told by its ruler', { printed: 0.94, back: 20 }],
    ['through a slight barrel', { barrel: -0.03 }],
    ['leant back by 60 degrees', { back: 60 }],
    ['in a larger photograph', { width: 1920, height: 1440, focal: 1800, turned: 12 }],
  ])('[CB2] is found within 1 %%: %s', async (_, change) => {
    const view = { ...straight, ...change }
    const scale = await scaleOf(view)
    expect(Math.abs(scale.mmPerPixel / truthOf(view) - 1)).toBeLessThan(0.01)
    expect(scale).toMatchObject({ width: view.width, height: view.height, corners: 70 })
    expect(scale.least).toBeLessThanOrEqual(scale.mmPerPixel)
    expect(scale.most).toBeGreaterThanOrEqual(scale.mmPerPixel)
  })

  it('[CB2] is that of the upright photograph, whichever way the camera was mounted', async () => {
    const photo = await drawSheet({ ...straight, turned: 15 })
    const onItsSide = await sharp(photo).rotate(90).withMetadata({ orientation: 8 }).jpeg().toBuffer()
    const [plain, turned] = [await readScale(photo, 100), await readScale(onItsSide, 100)]
    if ('why' in plain || 'why' in turned) throw new Error('no scale')
    expect([turned.width, turned.height]).toEqual([960, 720])
    expect(turned.mmPerPixel).toBeCloseTo(plain.mmPerPixel, 3)
  })

  it('[CB3] tells a slant by least and most, a lens by its bend, and a sheet that does not lie flat by its residual', async () => {
    const [flat, slanted, barrel, curled] = [
      await scaleOf(straight),
      await scaleOf({ ...straight, back: 40 }),
      await scaleOf({ ...straight, distance: 380, lens: lenses.equidistant(-0.06) }),
      await scaleOf({ ...straight, back: 30, curl: 2 }),
    ]
    expect(flat.most / flat.least).toBeLessThan(1.01)
    expect(slanted.most / slanted.least).toBeGreaterThan(1.3)
    expect(flat.residual).toBeLessThan(0.25)
    expect(Math.abs(flat.plane.bend)).toBeLessThan(0.005)
    expect([flat.lens, barrel.lens]).toEqual(['told', 'told'])
    expect(Math.abs(barrel.plane.bend + 0.06)).toBeLessThan(0.01)
    expect(barrel.residual).toBeLessThan(0.25)
    expect(curled.residual).toBeGreaterThan(0.3)
  })

  it('[CB4] is refused where the sheet is missing, hidden, too small, at a slant or bent', async () => {
    expect(await refusalOf(await drawItem({ kind: 'box', seed: 4 }, 'top', 0.5))).toBe('none')
    expect(await refusalOf(await drawItem(undefined, 'top', 0.5))).toBe('none')
    expect(await refusalOf(Buffer.from('not a photograph'))).toBe('unreadable')
    expect(await refusalOf(await drawSheet({ ...straight, distance: 1000 }))).toBe('small')
    expect(await refusalOf(await drawSheet({ ...straight, back: 66 }))).toBe('slant')
    expect(await refusalOf(await drawSheet({ ...straight, back: 30, curl: 6 }))).toBe('bent')
    const hand = { create: { width: 500, height: 720, channels: 3, background: '#b58' } } as const
    const held = await sharp(await drawSheet(straight))
      .composite([{ input: await sharp(hand).png().toBuffer(), left: 460, top: 0 }])
      .jpeg()
      .toBuffer()
    expect(await refusalOf(held)).toBe('part')
  })

  it('[CB4] is refused through a lens that bends more than one number tells', async () => {
    const near = { ...straight, distance: 330 }
    expect(await refusalOf(await drawSheet({ ...near, barrel: -0.14 }))).toBe('lens')
    expect(await refusalOf(await drawSheet({ ...near, lens: lenses.equidistant(-0.12) }))).toBe('lens')
    expect(await refusalOf(await drawSheet({ ...near, lens: lenses.equidistant(-0.08) }))).toBe('taken')
  })

  it('[CB5] no lens is taken where a small, noisy sheet cannot tell it', async () => {
    const far = { ...straight, distance: 640, back: 15, blur: 1.6, noise: 8, lens: lenses.equidistant(-0.05) }
    expect(await scaleOf(far)).toMatchObject({ lens: 'untold', plane: { bend: 0 } })
    expect(await scaleOf({ ...far, distance: 400 })).toMatchObject({ lens: 'told' })
  })

  it.each<[string, Partial<SheetView>, number]>([
    ['leant back by 60 degrees', { back: 60, focal: 1800, distance: 900 }, 0.5],
    ['through a barrel', { distance: 360, lens: lenses.equidistant(-0.06) }, 0.06],
    ['leant back through a pincushion', { distance: 400, back: 30, lens: lenses.brown(0.04) }, 0.2],
  ])('[CB6] a length is right to 2 %% beside the sheet too: %s', async (_, change, mean) => {
    const view = { ...straight, ...change }
    const scale = await scaleOf(view)
    const things = [0.08, 0.5, 0.92].flatMap((x) => [0.1, 0.9].map((y) => lyingAt(view, { x, y }, [40, 8])))
    const wrong = things.map((each) => Math.abs((lengthMm(scale, each) ?? 0) / 40 - 1))
    expect(Math.max(...wrong)).toBeLessThan(0.02)
    // what the mean size of a pixel alone would say
    const before = things.map((each) => Math.abs(meanLength(scale, each) / 40 - 1))
    expect(Math.max(...before)).toBeGreaterThan(mean)
  })

  it('[CB4] is refused for a board of another size', async () => {
    const squares = Array.from({ length: 14 * 14 }, (_, at) => ({ x: at % 14, y: Math.floor(at / 14) }))
      .filter(({ x, y }) => (x + y) % 2 === 0)
      .map(({ x, y }) => `<rect x="${40 + x * 45}" y="${40 + y * 45}" width="45" height="45"/>`)
    const board = Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="720" height="720"><rect width="720" height="720" fill="#eee"/>${squares.join('')}</svg>`,
    )
    expect(await refusalOf(await sharp(board).jpeg().toBuffer())).toBe('other')
  })
})
