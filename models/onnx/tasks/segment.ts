import { z } from 'zod'
import type { CellBox } from '../islands.ts'
import type { Input } from '../manifest-input.ts'
import { type Place, seenPart } from '../picture.ts'
import {
  type BoxOptions,
  type Candidate,
  candidatesOf,
  findingsOfBoxes,
  type Placed,
  typedOf,
} from './boxes.ts'
import { boxesShape, boxKeys, detectProblem } from './detect.ts'
import type { Typed } from './meaning.ts'
import type { Task } from './task.ts'

/** Boxes with mask coefficients, and the prototypes those weigh, as Ultralytics exports them. */
export const segmentOutputs = z.strictObject({
  boxes: z.string().min(1),
  prototypes: z.string().min(1),
  ...boxKeys,
  /** Prototypes, and coefficients a box. */
  coefficients: z.int().min(1).max(256),
  /** Pixels of the input one pixel of a prototype stands for. */
  stride: z.int().min(1).max(32),
})
export type SegmentOutputs = z.infer<typeof segmentOutputs>

/** Classes and meanings fit each other, and the stride the input. */
export function segmentProblem(input: Input, outputs: SegmentOutputs): string | undefined {
  if (input.width % outputs.stride || input.height % outputs.stride)
    return `outputs.stride is ${outputs.stride}, which does not divide input.width and input.height`
  return detectProblem(input, outputs)
}

/** Reads boxes as detect does; a finding's region is the box of its mask, its size the mask's own area. */
export function segmentTask(input: Input, named: SegmentOutputs): Task {
  const options: BoxOptions = { ...named, more: named.coefficients }
  const [across, down] = [input.width / named.stride, input.height / named.stride]
  return {
    outputs: [
      { name: named.boxes, shapes: [boxesShape(named, named.coefficients)] },
      { name: named.prototypes, shapes: [[named.coefficients, down, across]] },
    ],
    categories: [],
    see(outputs, view) {
      const found = candidatesOf(outputs[named.boxes] ?? new Float32Array(), options)
      if ('problem' in found) return found
      const sheet = {
        values: outputs[named.prototypes] ?? new Float32Array(),
        across,
        down,
        stride: named.stride,
      }
      const seen = edgesOf(seenPart(view.place, input))
      const placed = found.flatMap((box) => {
        const meaning = typedOf(named.means[named.classes[box.kind] ?? ''])
        return meaning ? masked(box, meaning, { sheet, seen, place: view.place }) : []
      })
      return { findings: findingsOfBoxes(placed, view) }
    },
  }
}

interface Sheet {
  readonly values: Float32Array
  readonly across: number
  readonly down: number
  readonly stride: number
}

/** Pixels of the input on which the photograph lies. */
function edgesOf({ x, y, width, height }: Place): CellBox {
  return { left: x, top: y, right: x + width, bottom: y + height }
}

/** The part of a box its mask fills: its own box, and its share of the photograph; none where the mask is empty. */
function masked(
  box: Candidate,
  meaning: Typed,
  { sheet, seen, place }: { readonly sheet: Sheet; readonly seen: CellBox; readonly place: Place },
): Placed[] {
  const { across, down, stride } = sheet
  const cell = (value: number, most: number) => Math.min(most, Math.max(0, Math.round(value / stride)))
  const from = { x: cell(Math.max(box.left, seen.left), across), y: cell(Math.max(box.top, seen.top), down) }
  const to = {
    x: cell(Math.min(box.right, seen.right), across),
    y: cell(Math.min(box.bottom, seen.bottom), down),
  }
  let [left, top, right, bottom, count] = [across, down, 0, 0, 0]
  for (let y = from.y; y < to.y; y++)
    for (let x = from.x; x < to.x; x++) {
      if (!isMask(box.rest, sheet, y * across + x)) continue
      count++
      ;[left, top] = [Math.min(left, x), Math.min(top, y)]
      ;[right, bottom] = [Math.max(right, x + 1), Math.max(bottom, y + 1)]
    }
  if (count === 0) return []
  const percent = (count * stride ** 2 * 100) / (place.width * place.height)
  const edges = { left: left * stride, top: top * stride, right: right * stride, bottom: bottom * stride }
  return [{ ...edges, score: box.score, meaning, percent: Math.min(100, percent) }]
}

/** A mask pixel is one whose weighed prototypes are over 0, the sigmoid's one half. */
function isMask(weights: Float32Array, { values, across, down }: Sheet, pixel: number): boolean {
  let sum = 0
  for (let i = 0; i < weights.length; i++) sum += weights[i]! * values[i * across * down + pixel]!
  return sum > 0
}
