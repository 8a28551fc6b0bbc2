import { createHash } from 'node:crypto'
import type { Clock } from '../main/kernel/clock.ts'
import {
  type Finding,
  findingTypes,
  type Inference,
  type SeverityOdds,
  type UnsureReason,
} from '../main/kernel/finding.ts'
import type { CameraRole, Frame } from '../main/kernel/frame.ts'
import { categories } from '../main/kernel/item.ts'
import { type ItemFeatures, type LearntGrade, packOf } from '../main/kernel/learnt.ts'
import { measurePhotograph } from './onnx/measure.ts'
import { pictureOf, sizeOf } from './onnx/picture.ts'
import { measuredIn } from './onnx/quality.ts'
import { qualityOfUnusable, type Unusable, unusableSentence } from './onnx/unusable.ts'
import type { BesideView, Compared, Eyes } from './port.ts'
import { comparedByColour, cropProblem, simulatedCompares } from './simulated-compare.ts'

/** `ideal` answers at once, `worn` takes its time and is at times too late, `hostile` hangs, crashes and finds everything everywhere. */
export type EyesGrade = 'ideal' | 'worn' | 'hostile'

/** What a test or a demonstration wants the eyes to see. */
export interface Sight {
  readonly findings: readonly Finding[]
  readonly severity: SeverityOdds
}

export interface SimulatedEyesOptions {
  readonly grade: EyesGrade
  readonly seed: number
  readonly clock: Clock
  /** Decides what is seen; without it the photographs' own bytes and the seed do. */
  readonly sees?: (frames: readonly Frame[]) => Sight
  /** Gives what a learnt head says of an item; without it, or while it gives none, there is no head. */
  readonly head?: () => ((item: ItemFeatures) => LearntGrade) | undefined
}

const model = 'simulated@1.0.0'
const hang = Number.POSITIVE_INFINITY
const sha256 = createHash('sha256').update(model).digest('hex')
const closedNow = 'The eyes are closed.'

/**
 * Eyes without a model that keep the port's rules: photographs are really decoded, what is seen in them is made up and
 * the same for the same photographs. Trouble comes with the call, never twice running, so that trying again helps.
 */
export function simulatedEyes(options: SimulatedEyesOptions): Eyes {
  let closed = false
  const trouble = troubleOf(options)
  return {
    state: () =>
      closed
        ? { kind: 'absent', detail: closedNow }
        : { kind: 'ready', model, sha256, compares: simulatedCompares },
    infer: async (frames, deadlineMs) => {
      if (closed) return unsure('crashed', closedNow)
      if (frames.length === 0) return unsure('no_photos', 'There is no photograph of the item.')
      return (await trouble(deadlineMs)) ?? inferred(options, frames)
    },
    measure: async (frame, seen) =>
      closed ? qualityOfUnusable({ kind: 'unreadable' }) : measurePhotograph(frame, seen),
    compare: async (views, deadlineMs) => {
      if (closed) return unsure('crashed', closedNow)
      if (views.length === 0) return unsure('no_photos', 'There is no view of the item.')
      return (await trouble(deadlineMs)) ?? compared(views)
    },
    features: async (frames, deadlineMs) =>
      closed || deadlineMs <= 0 ? undefined : madeUpFeatures(options.seed, frames),
    grade: async (item, deadlineMs) => (closed || deadlineMs <= 0 ? undefined : options.head?.()?.(item)),
    head: async () =>
      options.head?.() && !closed
        ? { kind: 'ready', head: 'simulated@1.0.0', speaks: true }
        : { kind: 'none' },
    close: async () => {
      closed = true
    },
  }
}

function compared(views: readonly BesideView[]): Compared {
  const problem = views.map(cropProblem).find((one) => one !== undefined)
  if (problem !== undefined)
    return { status: 'unsure', why: 'cannot_compare', detail: `Simulated eyes cannot take it: ${problem}.` }
  return { status: 'done', model, views: views.map(comparedByColour), runMs: 0 }
}

/** Lets a call take its time; gives what goes wrong in it, if anything does. */
function troubleOf({ grade, seed, clock }: SimulatedEyesOptions) {
  const dice = diceOf(`${grade} ${seed}`)
  let before = false
  return async (deadlineMs: number): Promise<Unsure | undefined> => {
    const { takesMs, falls } = habit(grade, dice)
    const shortMs = before ? Math.min(takesMs, deadlineMs / 2) : takesMs
    await clock.sleep(Math.min(shortMs, deadlineMs))
    const late = shortMs >= deadlineMs
    const fallen = falls && !before
    before = late || fallen
    if (late) return unsure('timed_out', `The model gave no answer within ${deadlineMs} ms.`)
    return fallen ? unsure('crashed', "The model's process ended with SIGSEGV.") : undefined
  }
}

/** How these eyes behave in one call; an endless time is a hang. */
function habit(grade: EyesGrade, dice: Dice): { readonly takesMs: number; readonly falls: boolean } {
  if (grade === 'ideal') return { takesMs: 0, falls: false }
  const [luck, pace] = [dice(), dice()]
  if (grade === 'worn') return { takesMs: luck < 0.1 ? hang : 200 + 1_300 * pace, falls: false }
  return { takesMs: luck < 0.3 ? hang : 3_000 * pace, falls: luck > 0.7 }
}

async function inferred(options: SimulatedEyesOptions, frames: readonly Frame[]): Promise<Inference> {
  for (const frame of frames) {
    const why = await unusable(frame.bytes)
    if (why) return unsure('unreadable_photo', unusableSentence(frame.role, why))
  }
  const dice = diceOf(photographsKey(options.seed, frames))
  const sight = options.sees?.(frames) ?? madeUp(options.grade, frames, dice)
  return {
    status: 'done',
    ...sight,
    category: madeUpCategory(dice),
    model,
    timings: { decodeMs: 0, runMs: 0 },
  }
}

/** Numbers the photographs decide, in any order. */
async function madeUpFeatures(seed: number, frames: readonly Frame[]): Promise<ItemFeatures | undefined> {
  if (frames.length === 0) return undefined
  for (const { bytes } of frames) if (await unusable(bytes)) return undefined
  const dice = frames.map((frame) => diceOf(photographsKey(seed, [frame])))
  const values = Float32Array.from({ length: 8 }, () => Math.max(...dice.map((throws) => throws())))
  return { pack: packOf(model, sha256), layout: 'views-simulated', values }
}

/** Most items are whole; hostile eyes fill every view with findings. */
function madeUp(grade: EyesGrade, frames: readonly Frame[], dice: Dice): Sight {
  const counts = frames.map(() => (grade === 'hostile' ? 20 : dice() < 0.25 ? 1 : 0))
  const findings = frames.flatMap(({ role }, i) =>
    Array.from({ length: counts[i] ?? 0 }, () => madeUpFinding(role, dice)),
  )
  if (findings.length === 0) return { findings, severity: { none: 0.9, minor: 0.08, major: 0.02 } }
  const grave = findings.some((finding) => finding.severity === 'major')
  return {
    findings,
    severity: grave ? { none: 0.1, minor: 0.2, major: 0.7 } : { none: 0.2, minor: 0.7, major: 0.1 },
  }
}

function madeUpFinding(role: CameraRole, dice: Dice): Finding {
  const [width, height] = [0.05 + 0.2 * dice(), 0.05 + 0.2 * dice()]
  return {
    type: findingTypes[Math.floor(dice() * findingTypes.length)] ?? 'superficial',
    severity: dice() < 0.3 ? 'major' : 'minor',
    score: 0.5 + 0.5 * dice(),
    source: 'model',
    view: { role, region: { x: dice() * (1 - width), y: dice() * (1 - height), width, height } },
    sizePercent: width * height * 100,
  }
}

function madeUpCategory(dice: Dice): { readonly name: string; readonly probability: number }[] {
  const weights = categories.map((name) => ({ name, weight: dice() ** 4 + 0.01 }))
  const sum = weights.reduce((total, { weight }) => total + weight, 0)
  return weights
    .map(({ name, weight }) => ({ name, probability: weight / sum }))
    .toSorted((a, b) => b.probability - a.probability)
}

async function unusable(bytes: Uint8Array): Promise<Unusable | undefined> {
  const size = await sizeOf(bytes)
  if ('kind' in size) return size
  const picture = await pictureOf(bytes, size, measuredIn)
  return 'kind' in picture ? picture : undefined
}

type Unsure = Extract<Inference, { status: 'unsure' }>

/** Numbers 0..1. */
type Dice = () => number

function photographsKey(seed: number, frames: readonly Frame[]): string {
  const hash = createHash('sha256').update(String(seed))
  for (const { role, bytes } of frames) hash.update(role).update(bytes)
  return hash.digest('hex')
}

/** Dice that a text decides. */
function diceOf(start: string): Dice {
  let thrown = 0
  return () => createHash('sha256').update(`${start} ${thrown++}`).digest().readUInt32BE() / 2 ** 32
}

function unsure(why: UnsureReason, detail: string): Unsure {
  return { status: 'unsure', why, detail }
}
