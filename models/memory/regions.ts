import type { Region } from '../../main/kernel/finding.ts'
import { islandsOf } from '../onnx/islands.ts'
import { mapSide } from './memory.ts'
import { type Pose, toPhoto } from './pose.ts'

/** Boxes on one photograph at most: more than a few is one large difference, told in pieces. */
const most = 8

/** Where a map is over what whole units show, as boxes of the photograph in fractions of it, strongest first. */
export function regionsOf(
  map: Float32Array,
  {
    pose,
    width,
    height,
    over,
  }: { readonly pose: Pose; readonly width: number; readonly height: number; readonly over: number },
): { readonly region: Region; readonly strength: number }[] {
  const within = { left: 0, top: 0, right: mapSide, bottom: mapSide }
  // A score can be over its threshold without one cell being over all: the strongest tenth is shown then.
  const strongest = map.reduce((best, each) => Math.max(best, each), 0)
  const threshold = Math.min(over, strongest * 0.9)
  return islandsOf(map, mapSide, { within, threshold })
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ left, top, right, bottom, score }) => {
      const [x, y] = [left / mapSide, top / mapSide]
      const region = { x, y, width: right / mapSide - x, height: bottom / mapSide - y }
      return { region: ontoPhoto(region, { pose, width, height }), strength: score }
    })
}

/** A box of the crop, in fractions of it, as the box of the photograph that holds it, in fractions of that. */
export function ontoPhoto(
  region: Region,
  { pose, width, height }: { readonly pose: Pose; readonly width: number; readonly height: number },
): Region {
  const corners = [region.x, region.x + region.width].flatMap((x) =>
    [region.y, region.y + region.height].map((y) => toPhoto(pose, x, y)),
  )
  return boxOf(corners, width, height)
}

function boxOf(corners: readonly { x: number; y: number }[], width: number, height: number): Region {
  const share = (value: number, of: number) => Math.max(0, Math.min(1, value / of))
  const [xs, ys] = [corners.map((each) => share(each.x, width)), corners.map((each) => share(each.y, height))]
  const [x, y] = [Math.min(...xs), Math.min(...ys)]
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y }
}
