import type { FindingType, SeverityOdds } from '../../main/kernel/finding.ts'
import type { Difference } from '../port.ts'
import { graveIn, likeliest, mostAView, ofOneType } from './findings.ts'
import { areaOf, damageIn, type Island } from './islands.ts'
import type { InspectOutputs } from './tasks/inspect.ts'

/** A map over a crop, and what its types are. */
export interface TypeMap {
  readonly defects: InspectOutputs['defects'] & {
    readonly calibration?: Readonly<Partial<Record<FindingType, readonly [number, number]>>>
  }
  readonly across: number
  readonly down: number
}

interface Spot extends Island {
  readonly type: FindingType
}

/**
 * Where a crop differs from its references, strongest first, by the rules FI1 to FI3, FI5 and FI6 of models/SPEC.md; the
 * whole crop counts, and regions are in fractions of it. Without odds every difference is minor.
 */
export function differencesOf(
  cells: Float32Array,
  map: TypeMap,
  odds: SeverityOdds | undefined,
): Difference[] {
  const { defects, across, down } = map
  const spots = defects.classes.flatMap((type, channel) => {
    if (defects.silent.includes(type)) return []
    const own = cells.subarray(channel * across * down, (channel + 1) * across * down)
    return spotsOf(own, map, { type, threshold: defects.thresholds[type] ?? 1 })
  })
  const kept = likeliest(spots, ofOneType).slice(0, mostAView)
  const largest = Math.max(0, ...kept.map(areaOf))
  return kept.map((spot) => ({
    type: spot.type,
    severity: odds && graveIn(spot, { severity: odds, largest }) ? 'major' : 'minor',
    score: spot.score,
    region: {
      x: spot.left / across,
      y: spot.top / down,
      width: (spot.right - spot.left) / across,
      height: (spot.bottom - spot.top) / down,
    },
    share: spot.cells / (across * down),
  }))
}

function spotsOf(
  cells: Float32Array,
  { defects, across, down }: TypeMap,
  { type, threshold }: { readonly type: FindingType; readonly threshold: number },
): Spot[] {
  const within = { left: 0, top: 0, right: across, bottom: down }
  const scored = defects.calibration?.[type] ?? asItIs
  return damageIn(cells, across, { within, threshold, edge: defects.edge }).map((island) => ({
    ...island,
    type,
    score: chanceOf(island.score, scored),
  }))
}

const asItIs = [1, 0] as const

/** A peak as a chance: networks are surer of some types than they are right. */
function chanceOf(peak: number, [slope, offset]: readonly [number, number]): number {
  if (slope === 1 && offset === 0) return peak
  const inside = Math.min(1 - 1e-6, Math.max(1e-6, peak))
  return 1 / (1 + Math.exp(-(slope * Math.log(inside / (1 - inside)) + offset)))
}
