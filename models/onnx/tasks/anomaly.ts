import { z } from 'zod'
import type { Finding } from '../../../main/kernel/finding.ts'
import { cellsOf } from '../findings.ts'
import { islandsOf } from '../islands.ts'
import type { Input } from '../manifest-input.ts'
import { findingsOfBoxes, type Placed } from './boxes.ts'
import { type Typed, typedShape } from './meaning.ts'
import type { Task, Unread, View } from './task.ts'

const fraction = z.number().min(0).max(1)
/** Cells along the longer side of a map as it is searched: finer than a person would draw a box, coarse enough for noise. */
const mostCells = 80
/** Cells that one finding may be missing of. Its edge is the threshold: where a map of somebody else's fades is not known. */
const gap = 1

/** An anomaly map and the picture's score, as anomalib exports them with their normalisation. */
export const anomalyOutputs = z.strictObject({
  map: z.string().min(1),
  score: z.string().min(1),
  /** Pixels of the input one pixel of the map stands for. */
  stride: z.int().min(1).max(64),
  /** Map value from which a place counts. */
  threshold: fraction,
  /** Score from which the picture counts; under it nothing is reported. */
  scoreThreshold: fraction,
  /** What is reported: an anomaly has no type of its own. */
  means: typedShape,
})
export type AnomalyOutputs = z.infer<typeof anomalyOutputs>

/** Whether the map's stride fits the input. */
export function anomalyProblem(input: Input, { stride }: AnomalyOutputs): string | undefined {
  return input.width % stride || input.height % stride
    ? `outputs.stride is ${stride}, which does not divide input.width and input.height`
    : undefined
}

/** Reads the score first: a picture under it has no findings; over it, each bright place of the map is one. */
export function anomalyTask(input: Input, named: AnomalyOutputs): Task {
  const [across, down] = [input.width / named.stride, input.height / named.stride]
  return {
    outputs: [
      {
        name: named.map,
        shapes: [
          [1, down, across],
          [down, across],
        ],
      },
      { name: named.score, shapes: [[], [1]] },
    ],
    categories: [],
    see(outputs, view) {
      const map = outputs[named.map] ?? new Float32Array()
      const score = outputs[named.score]?.[0] ?? 0
      const problem = outside(Float32Array.of(score), 'score') ?? outside(map, 'map')
      if (problem) return problem
      if (score < named.scoreThreshold) return { findings: [] }
      const spots = spotsOf({ map, across, down }, view, { input, named })
      const placed = spots.map((spot): Placed => ({ ...spot, meaning: named.means }))
      return {
        findings: spots.length > 0 ? findingsOfBoxes(placed, view, always) : [whole(named.means, score)],
      }
    },
  }
}

/** Spots of a map have no cell in common: each is a thing of its own. */
const always = () => true

/** Half a sentence when a value is no 0..1: the model was exported without its normalisation. */
function outside(values: Float32Array, what: string): Unread | undefined {
  const wrong = values.find((value) => value < -1e-3 || value > 1 + 1e-3)
  return wrong === undefined
    ? undefined
    : { problem: `the ${what} holds ${wrong.toPrecision(3)}; export the model with scores from 0 to 1` }
}

interface Sheet {
  readonly map: Float32Array
  readonly across: number
  readonly down: number
}

/** Bright places on the photograph, in pixels of the input. */
function spotsOf(
  sheet: Sheet,
  { place }: View,
  { input, named }: { readonly input: Input; readonly named: AnomalyOutputs },
) {
  const step = Math.ceil(Math.max(sheet.across, sheet.down) / mostCells)
  const cell = step * named.stride
  const { cells, across, down } = pooled(sheet, step)
  const within = cellsOf(place, cell, input)
  const inside = { ...within, right: Math.min(within.right, across), bottom: Math.min(within.bottom, down) }
  const islands = islandsOf(cells, across, { within: inside, threshold: named.threshold, gap })
  return islands.map(({ left, top, right, bottom, score }) => ({
    ...{ left: left * cell, top: top * cell, right: right * cell, bottom: bottom * cell },
    score,
  }))
}

/** The brightest of every `step` x `step` values. */
function pooled({ map, across, down }: Sheet, step: number) {
  const [wide, high] = [Math.ceil(across / step), Math.ceil(down / step)]
  const cells = new Float32Array(wide * high)
  for (let y = 0; y < down; y++)
    for (let x = 0; x < across; x++) {
      const at = Math.floor(y / step) * wide + Math.floor(x / step)
      cells[at] = Math.max(cells[at]!, map[y * across + x]!)
    }
  return { cells, across: wide, down: high }
}

/** The score says that something is wrong, the map not where: a finding without place and size. */
function whole({ type, severity }: Typed, score: number): Finding {
  return { type, severity, score: Math.min(1, score), source: 'model' }
}
