import type { Finding, FindingType, Region, SeverityOdds } from '../../main/kernel/finding.ts'
import type { CameraRole } from '../../main/kernel/frame.ts'
import { areaOf, type CellBox, damageIn, type Island, sharedPart } from './islands.ts'
import type { Input } from './manifest-input.ts'
import { type Place, seenPart } from './picture.ts'
import type { InspectOutputs } from './tasks/inspect.ts'

/** Most findings of one view: more would hide the photograph and help nobody. */
export const mostAView = 20
/** From this shared part on, two types name the same thing and the likelier one stands. */
const sameThing = 0.5
/** What is at least this part of the view's largest finding bears the view's severity. */
const asLargeAs = 0.5

/** What the network said of one view. */
export interface Seen {
  readonly role: CameraRole
  readonly place: Place
  /** Probabilities, flat: class, row, column. */
  readonly cells: Float32Array
  readonly severity: SeverityOdds
}

/** What of a manifest says where a cell lies and what it is. */
interface Mapped {
  readonly input: Input
  readonly outputs: Pick<InspectOutputs, 'defects'>
}

interface Spot extends Island {
  readonly type: FindingType
}

/** The findings of one view, strongest first, by the rules FI of models/SPEC.md; regions in fractions of the upright photograph. */
export function findingsOf(seen: Seen, { input, outputs: { defects } }: Mapped): Finding[] {
  const across = input.width / defects.stride
  const size = across * (input.height / defects.stride)
  const within = cellsOf(seen.place, defects.stride, input)
  const spots = defects.classes.flatMap((type, channel) => {
    if (defects.silent.includes(type)) return []
    const cells = seen.cells.subarray(channel * size, (channel + 1) * size)
    const threshold = defects.thresholds[type] ?? 1
    const islands = damageIn(cells, across, { within, threshold, edge: defects.edge })
    return islands.map((island): Spot => ({ ...island, type }))
  })
  const kept = likeliest(spots, ofOneType).slice(0, mostAView)
  const largest = Math.max(0, ...kept.map(areaOf))
  return kept.map((spot) => asFinding(spot, seen, { stride: defects.stride, largest }))
}

/** Cells whose middle lies on the photograph, not on the padding around it. */
export function cellsOf(photograph: Place, stride: number, input: Pick<Input, 'width' | 'height'>): CellBox {
  const place = seenPart(photograph, input)
  return {
    left: Math.round(place.x / stride),
    top: Math.round(place.y / stride),
    right: Math.round((place.x + place.width) / stride),
    bottom: Math.round((place.y + place.height) / stride),
  }
}

/** Of spots that are the same thing only the likeliest; most likely first. `apart` are two that were told apart by their cells. */
export function likeliest<T extends CellBox & { readonly score: number }>(
  spots: readonly T[],
  apart: (a: T, b: T) => boolean = () => false,
): T[] {
  const kept: T[] = []
  for (const spot of spots.toSorted((a, b) => b.score - a.score))
    if (!kept.some((one) => !apart(one, spot) && sharedPart(one, spot) >= sameThing)) kept.push(spot)
  return kept
}

/** Islands of one type have no cell in common, so they are two things, however their boxes lie. */
export function ofOneType(a: Pick<Spot, 'type'>, b: Pick<Spot, 'type'>): boolean {
  return a.type === b.type
}

function asFinding(
  spot: Spot,
  { role, place, severity }: Seen,
  { stride, largest }: { readonly stride: number; readonly largest: number },
): Finding {
  const region = regionOf(spot, place, stride)
  const grave = graveIn(spot, { severity, largest })
  return {
    type: spot.type,
    severity: grave ? 'major' : 'minor',
    score: spot.score,
    source: 'model',
    view: { role, region },
    sizePercent: region.width * region.height * 100,
  }
}

/** Whether a spot is major: its view is rather major than minor, and it is one of the view's large ones. */
export function graveIn(
  spot: CellBox,
  { severity, largest }: { readonly severity: SeverityOdds; readonly largest: number },
): boolean {
  return severity.major >= severity.minor && areaOf(spot) >= asLargeAs * largest
}

/** Undoes the fitting: cells of `stride` pixels of the input to fractions of the photograph, cut at its border. */
export function regionOf(box: CellBox, place: Place, stride: number): Region {
  const across = (cell: number) => fraction((cell * stride - place.x) / place.width)
  const down = (cell: number) => fraction((cell * stride - place.y) / place.height)
  const [x, y] = [across(box.left), down(box.top)]
  return { x, y, width: across(box.right) - x, height: down(box.bottom) - y }
}

function fraction(value: number): number {
  return Math.min(1, Math.max(0, value))
}
