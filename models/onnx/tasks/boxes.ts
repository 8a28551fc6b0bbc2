import type { Finding } from '../../../main/kernel/finding.ts'
import { likeliest, mostAView, regionOf } from '../findings.ts'
import { areaOf, type CellBox } from '../islands.ts'
import type { Meaning, Typed } from './meaning.ts'
import type { Unread, View } from './task.ts'

/** Most boxes that are compared with each other: a view with more is noise, and the strongest tell as much. */
const mostCompared = 1_000

/** A box in pixels of the input, and what the network says is in it. */
export interface Candidate extends CellBox {
  /** 0..1. */
  readonly score: number
  /** Index of the class. */
  readonly kind: number
  /** What follows the classes in the row: mask coefficients. */
  readonly rest: Float32Array
}

/** What both box forms need to know of the manifest. */
export interface BoxOptions {
  readonly form: 'raw' | 'end_to_end'
  readonly classes: readonly string[]
  readonly threshold: number
  readonly overlap: number
  /** Numbers behind the classes. */
  readonly more: number
}

/** Candidates at or over the threshold, the strongest first, of one class no two that overlap more than `overlap`. */
export function candidatesOf(flat: Float32Array, options: BoxOptions): readonly Candidate[] | Unread {
  const found = options.form === 'raw' ? rawBoxes(flat, options) : finishedBoxes(flat, options)
  if ('problem' in found) return found
  const sorted = found.toSorted((a, b) => b.score - a.score).slice(0, mostCompared)
  return options.form === 'raw' ? suppressed(sorted, options.overlap) : sorted
}

/** `[4 + classes + more, anchors]`: centre x, centre y, width, height in pixels, then a score a class, column by column. */
function rawBoxes(flat: Float32Array, options: BoxOptions): Candidate[] | Unread {
  const { classes, threshold, more } = options
  const rows = 4 + classes.length + more
  const anchors = flat.length / rows
  const found: Candidate[] = []
  for (let anchor = 0; anchor < anchors; anchor++) {
    let [kind, score] = [0, Number.NEGATIVE_INFINITY]
    for (let one = 0; one < classes.length; one++) {
      const value = flat[(4 + one) * anchors + anchor]!
      if (value > score) [kind, score] = [one, value]
    }
    if (isNoScore(score)) return noScore(score)
    if (score < threshold) continue
    const at = (row: number) => flat[row * anchors + anchor]!
    const [x, y, width, height] = [at(0), at(1), at(2), at(3)]
    const rest = Float32Array.from({ length: more }, (_, i) => at(4 + classes.length + i))
    const corner = { left: x - width / 2, top: y - height / 2, right: x + width / 2, bottom: y + height / 2 }
    found.push({ ...corner, score, kind, rest })
  }
  return found
}

/** `[boxes, 6 + more]`: left, top, right, bottom in pixels, score, class; the network has suppressed doubles itself. */
function finishedBoxes(flat: Float32Array, options: BoxOptions): Candidate[] | Unread {
  const { classes, threshold, more } = options
  const found: Candidate[] = []
  for (let at = 0; at < flat.length; at += 6 + more) {
    const [left = 0, top = 0, right = 0, bottom = 0, score = 0, kind = 0] = flat.subarray(at, at + 6)
    if (isNoScore(score)) return noScore(score)
    if (score < threshold) continue
    if (classes[kind] === undefined)
      return { problem: `it names class ${kind}; the manifest has 0 to ${classes.length - 1}` }
    found.push({ left, top, right, bottom, score, kind, rest: flat.slice(at + 6, at + 6 + more) })
  }
  return found
}

/** A little over 1 is rounding; more is not a probability. */
function isNoScore(score: number): boolean {
  return score < -1e-3 || score > 1 + 1e-3
}

function noScore(score: number): Unread {
  return { problem: `a score is ${score.toPrecision(3)}; export the model with scores from 0 to 1` }
}

/** Of boxes of one class that overlap more than `overlap` (intersection over union) only the strongest; strongest first. */
function suppressed(sorted: readonly Candidate[], overlap: number): Candidate[] {
  const kept: Candidate[] = []
  for (const one of sorted)
    if (!kept.some((other) => other.kind === one.kind && unionShare(other, one) > overlap)) kept.push(one)
  return kept
}

function unionShare(a: CellBox, b: CellBox): number {
  const shared = areaOf({
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  })
  return shared / (areaOf(a) + areaOf(b) - shared)
}

/** A box that is something to us; `percent` is what it covers of the photograph where that is known better than by its box. */
export interface Placed extends CellBox {
  readonly score: number
  readonly meaning: Typed
  readonly percent?: number
}

/** What a candidate's class is to us; undefined where it is nothing to report. */
export function typedOf(meaning: Meaning | undefined): Typed | undefined {
  return meaning !== undefined && meaning !== 'none' && 'type' in meaning ? meaning : undefined
}

/** Findings of placed boxes, by the rules FI3, FI4 and FI6; what lies wholly on the padding is nothing. `apart` as in likeliest. */
export function findingsOfBoxes(
  boxes: readonly Placed[],
  { role, place }: View,
  apart?: (a: Placed, b: Placed) => boolean,
): Finding[] {
  const seen = boxes.filter((box) => {
    const region = regionOf(box, place, 1)
    return region.width > 0 && region.height > 0
  })
  return likeliest(seen, apart)
    .slice(0, mostAView)
    .map((box) => {
      const region = regionOf(box, place, 1)
      return {
        type: box.meaning.type,
        severity: box.meaning.severity,
        score: Math.min(1, Math.max(0, box.score)),
        source: 'model',
        view: { role, region },
        sizePercent: box.percent ?? region.width * region.height * 100,
      }
    })
}
