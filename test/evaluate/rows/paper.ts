import { compare, networkName, teach } from '../compared.ts'
import type { Network } from '../network.ts'
import type { Pack } from '../pack.ts'
import { borderOnly, type ItemView, marksOf, rasterOf } from '../photos.ts'
import { diceFor, drawnFrom, figureOf, mean, overBlocks, type Setting } from '../protocol.ts'
import type { Figure, Row } from '../report.ts'
import { auroc, averagePrecision } from '../statistics/ranking.ts'
import { type Known, ranked } from './ranked.ts'
import { someOf } from './some.ts'

/** Pixels a side at which marks are compared; half of the photographs'. */
const side = 64

interface Sheet extends Known {
  readonly marks: Uint8Array
}

/** Three papers with real specks and stains, each from one clean picture of the same paper; ranked within each paper. */
export async function paperRow(pack: Pack, setting: Setting, network: Network): Promise<Row> {
  const sheets = await sheetsOf(pack, setting)
  const { scored, control } = await ranked(sheets, { row: 'paper', count: 1, setting, network })
  const how = { drawing: setting.drawing, measure: overBlocks(auroc) }
  const target = { first: 0.999, reach: 0.99, aim: 0.99 }
  return {
    row: 'paper',
    set: 'paper_surfaces',
    protocol: '1 reference of the same paper, ranked within each paper; crops of one sheet are a group',
    by: networkName,
    figures: [
      figureOf('image AUROC', scored.difference, { ...how, control: control.difference, target }),
      figureOf('image AUROC of the memory', scored.score, { ...how, control: control.score }),
      await pixelFigure(sheets, setting, network),
    ],
    notes: [
      `Pixel AP is at ${side} × ${side} pixels a picture, references drawn once; chance is ${chanceOf(sheets)}, the marked part of all ${sheets.length} pictures.`,
      'None of these three papers was trained on, but sister papers of theirs were: other paper goods may be told worse.',
    ],
  }
}

/** The pictures with their marks; one surface's masks drop the leading zero of the number. */
export async function sheetsOf(pack: Pack, setting: Setting): Promise<Sheet[]> {
  const sheets: Sheet[] = []
  for (const { file = '', surface = '', defect } of someOf(pack.rows, setting, 'paper')) {
    const view = { raster: await rasterOf(pack.files.get(file)!) }
    const marked = file
      .replace('/Defects/', '/masks/')
      .replace('_D_', '_GT_')
      .replace(/\.jpg$/, '.png')
    const mask = pack.files.get(marked) ?? pack.files.get(marked.replace('_GT_0', '_GT_'))
    const wanted = defect === '1'
    const marks = wanted && mask ? await marksOf(mask, side, side) : new Uint8Array(side * side)
    sheets.push({ view, wanted, group: file.replace(/_\d+\.jpg$/, ''), block: surface, marks })
  }
  return sheets
}

function chanceOf(sheets: readonly Sheet[]): string {
  return mean(sheets.map(({ marks }) => mean([...marks]))).toFixed(4)
}

interface Mapped {
  readonly group: string
  readonly block: string
  readonly far: Float32Array
  readonly marks: Uint8Array
}

async function pixelFigure(sheets: readonly Sheet[], setting: Setting, network: Network): Promise<Figure> {
  const rows = await mapped(sheets, { setting, network, seen: (view) => view })
  const control = await mapped(sheets, { setting, network, seen: borderOnly })
  // sorting a million pixels a draw is slow, and 50 draws tell the interval to two digits
  const drawing = { ...setting.drawing, draws: Math.min(50, setting.drawing.draws) }
  return figureOf('pixel AP', rows, { measure: pixelPrecision, control, drawing })
}

interface Mapping {
  readonly setting: Setting
  readonly network: Network
  /** What of a sheet is shown. */
  seen(view: ItemView): ItemView
}

async function mapped(sheets: readonly Sheet[], { setting, network, seen }: Mapping): Promise<Mapped[]> {
  const rows: Mapped[] = []
  for (const [block, members] of Map.groupBy(sheets, (one) => one.block)) {
    setting.progress(`paper: pixels of ${block}`)
    const whole = members.filter((one) => !one.wanted)
    const references = drawnFrom(diceFor(setting, `paper ${block}`, 0), whole, 1)
    const taught = await teach(
      references.map((one) => seen(one.view)),
      network,
    )
    for (const { view, group, marks } of members.filter((one) => !references.includes(one))) {
      const { differenceAt } = await compare(seen(view), taught)
      const { width, height } = view.raster
      const far = Float32Array.from({ length: side * side }, (_, i) =>
        differenceAt((((i % side) + 0.5) * width) / side, ((Math.floor(i / side) + 0.5) * height) / side),
      )
      rows.push({ group, block, far, marks })
    }
  }
  return rows
}

/** Average precision over all pixels of a paper, and the mean over papers. */
function pixelPrecision(rows: readonly Mapped[]): number {
  const each = [...Map.groupBy(rows, (row) => row.block).values()].map((block) => {
    const far = new Float32Array(block.length * side * side)
    const wanted = new Array<boolean>(far.length)
    for (const [k, row] of block.entries()) {
      far.set(row.far, k * side * side)
      for (let i = 0; i < side * side; i++) wanted[k * side * side + i] = row.marks[i] === 1
    }
    return averagePrecision(far, wanted)
  })
  return mean(each.filter((value) => !Number.isNaN(value)))
}
