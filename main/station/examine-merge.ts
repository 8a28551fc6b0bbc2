import type { Judgement } from '../../models/memory/judge.ts'
import type { Looked } from '../../models/memory/recall.ts'
import { ontoPhoto, outlineOnPhoto } from '../../models/memory/regions.ts'
import { areaOf, sharedPart } from '../../models/onnx/islands.ts'
import { worstOdds } from '../../models/onnx/odds.ts'
import type { BesideSeen, Difference } from '../../models/port.ts'
import type { Finding, Inference, MemoryWord, Region, SeverityOdds } from '../kernel/finding.ts'
import type { Frame } from '../kernel/frame.ts'
import { sizeOf } from '../kernel/measure.ts'
import type { CloserLook } from './closer-looks.ts'

type Done = Extract<Inference, { readonly status: 'done' }>

/** One view held against the whole units of its SKU and role. */
export interface ViewBeside {
  readonly frame: Frame
  readonly looked: Looked
  readonly judgement: Judgement
  /** What the network said of the view beside some of them; absent where it could not say anything. */
  readonly seen?: BesideSeen
}

/** What whole units say of an item. */
export interface Beside {
  readonly views: readonly ViewBeside[]
  /** Parts of those views that the network saw once more, larger. */
  readonly closer?: readonly CloserLook[]
  /** Whether any unit of the SKU is kept. */
  readonly taught: boolean
  /** The network that saw the views beside units, and the milliseconds it ran. */
  readonly network?: { readonly model: string; readonly runMs: number }
}

/** Findings of two looks at a view that share this part of the smaller box name the same thing, whatever its type (FI3). */
const sameThing = 0.5

/**
 * The eyes' own answer and what whole units say, as one answer. Of a view that lies over enough units the network's word
 * beside them replaces its word on the view alone; everything else it says beside units is a hint.
 */
export function merged(alone: Done, { views, closer = [], taught, network }: Beside): Done {
  const same = network?.model === alone.model
  const counted = views.filter((view) => view.seen && counts(view))
  const answered = new Set(same ? counted.map(({ frame }) => frame.role) : [])
  const own = alone.findings.filter(({ view }) => !view || !answered.has(view.role))
  const whole = views.map((view) => view.seen?.differences.map((each) => findingOf(each, view)) ?? [])
  const looks = [own, ...whole, ...closer.map((look) => foundIn(look, views))]
  const odds = [
    ...counted.flatMap(({ seen }) => seen?.severity ?? []),
    // the model's word on views alone still counts for those that no units spoke for
    ...(alone.severity && !(same && counted.length === views.length && counted.length > 0)
      ? [alone.severity]
      : []),
  ]
  const words = views.map(wordOf)
  const { severity: _severity, timings, ...rest } = alone
  return {
    ...rest,
    findings: distinct(looks),
    ...severityOf(odds),
    ...(words.length > 0 || !taught ? { memory: words } : {}),
    timings: { ...timings, runMs: timings.runMs + (network?.runMs ?? 0) },
  }
}

function counts({ judgement }: ViewBeside): boolean {
  return judgement.says === 'verdict'
}

function severityOf(odds: readonly SeverityOdds[]): { severity?: SeverityOdds } {
  return odds.length > 0 ? { severity: worstOdds(odds) } : {}
}

/** What was found in a part of a view; it counts as what is found in the whole of it does. */
function foundIn({ of, seen, lies }: CloserLook, views: readonly ViewBeside[]): Finding[] {
  const view = views.find(({ frame }) => frame === of.frame)
  return view ? seen.differences.map((each) => findingOf(each, view, lies)) : []
}

function findingOf(
  { type, severity, score, region }: Difference,
  view: ViewBeside,
  lies = view.looked.lies,
): Finding {
  const { frame } = view
  return {
    ...{ type, severity, score, source: 'model' as const },
    ...(counts(view) ? {} : { hint: true as const }),
    view: { role: frame.role, region: ontoPhoto(region, lies) },
    ...sizeOf(frame.measure, outlineOnPhoto(region, lies)),
    sizePercent: Math.min(100, ((region.width * region.height) / Math.max(lies.item, 1e-6)) * 100),
  }
}

/**
 * What counts stands before what does not, the likelier before the less likely; what several looks name is said once. What one
 * look told apart stays apart: it saw the cells, here are only boxes.
 */
function distinct(looks: readonly (readonly Finding[])[]): Finding[] {
  const told = looks.flatMap((findings, look) => findings.map((finding) => ({ finding, look })))
  const rank = ({ finding }: (typeof told)[number]) => (finding.hint ? 0 : 1) + finding.score / 2
  const kept: typeof told = []
  for (const each of told.toSorted((a, b) => rank(b) - rank(a))) {
    const at = kept.findIndex((one) => one.look !== each.look && isSame(one.finding, each.finding))
    const same = kept[at]
    if (same) kept[at] = { ...same, finding: asGrave(same.finding, each.finding) }
    else kept.push(each)
  }
  return kept.map(({ finding }) => finding)
}

/** The likelier type, at the worse severity and the larger place of the two: which type it is makes it no smaller. A hint adds nothing to what counts. */
function asGrave(likelier: Finding, other: Finding): Finding {
  if (other.hint && !likelier.hint) return likelier
  const { view, sizeMm, sizePercent } = areaIn(other) > areaIn(likelier) ? other : likelier
  const { view: _view, sizeMm: _mm, sizePercent: _percent, ...rest } = likelier
  return {
    ...rest,
    severity: [likelier, other].some(({ severity }) => severity === 'major') ? 'major' : 'minor',
    ...(view ? { view } : {}),
    ...(sizeMm === undefined ? {} : { sizeMm }),
    ...(sizePercent === undefined ? {} : { sizePercent }),
  }
}

function areaIn({ view }: Finding): number {
  return view ? areaOf(boxOf(view.region)) : 0
}

function isSame({ view }: Finding, other: Finding): boolean {
  if (!view || !other.view || view.role !== other.view.role) return false
  const [a, b] = [boxOf(view.region), boxOf(other.view.region)]
  return Math.min(areaOf(a), areaOf(b)) > 0 && sharedPart(a, b) >= sameThing
}

function boxOf({ x, y, width, height }: Region) {
  return { left: x, top: y, right: x + width, bottom: y + height }
}

function wordOf({ frame, looked, judgement }: ViewBeside): MemoryWord {
  const { says, different, score, registered, promise, regions } = judgement
  return {
    ...{ role: frame.role, says, different, score, registered },
    units: promise.may === 'nothing' ? looked.units : promise.units,
    ...(promise.may === 'nothing'
      ? {}
      : { falseAlarms: { guess: promise.falseAlarms.guess, high: promise.falseAlarms.high } }),
    ...(different ? { places: regions.map((each) => each.region) } : {}),
  }
}
