import type { Finding, Region } from '../../main/kernel/finding.ts'
import type { CameraRole } from '../../main/kernel/frame.ts'
import { type Measure, outlineOf, sizeOf } from '../../main/kernel/measure.ts'
import { areaOf, mergedSpots, type Spot, sharedArea } from '../picture/merge.ts'
import { mostAView } from './findings.ts'

/** What one glance reported, and the part of the photograph it showed. */
export interface Reported {
  readonly findings: readonly Finding[]
  readonly part: Region
}

/** What is known of the view all glances are of. */
export interface Known {
  readonly role: CameraRole
  /** Part of the photograph the item covers; absent where it was not told from the bench. */
  readonly item?: number
  readonly measure?: Measure
}

/** Two types that share this part of the smaller box name the same thing; the likelier one stands (FI3). */
const sameThing = 0.5

/**
 * The findings of a view from all its glances: in fractions of the whole photograph, those of several glances that touch joined,
 * their sizes in percent of the item and, on a calibrated rig, in millimetres. A finding without a place is kept as it is.
 */
export function together(reported: readonly Reported[], known: Known): Finding[] {
  const placeless = reported.flatMap(({ findings }) => findings.filter(({ view }) => !view))
  const spots = reported.flatMap(({ findings, part }, glance) =>
    findings.flatMap((finding) =>
      finding.view ? [{ ...spotOf(finding, finding.view.region, part), glance }] : [],
    ),
  )
  const kept: Spot[] = []
  for (const spot of mergedSpots(spots))
    if (!kept.some((one) => one.type !== spot.type && sharedArea(one, spot) >= sameThing)) kept.push(spot)
  return [...placeless, ...kept.slice(0, mostAView).map((spot) => findingOf(spot, known))]
}

function spotOf({ type, score, severity }: Finding, region: Region, part: Region): Spot {
  return {
    type,
    score,
    grave: severity === 'major',
    left: part.x + region.x * part.width,
    top: part.y + region.y * part.height,
    right: part.x + (region.x + region.width) * part.width,
    bottom: part.y + (region.y + region.height) * part.height,
  }
}

function findingOf(spot: Spot, { role, item = 1, measure }: Known): Finding {
  const region = {
    x: spot.left,
    y: spot.top,
    width: Math.min(1, spot.right) - spot.left,
    height: Math.min(1, spot.bottom) - spot.top,
  }
  return {
    type: spot.type,
    severity: spot.grave ? 'major' : 'minor',
    score: spot.score,
    source: 'model',
    view: { role, region },
    ...sizeOf(measure, outlineOf(region)),
    sizePercent: Math.min(100, (areaOf(spot) / item) * 100),
  }
}
