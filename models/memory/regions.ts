import type { Region } from '../../main/kernel/finding.ts'
import { type Outline, outlineOf, type Point } from '../../main/kernel/measure.ts'
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

interface Lying {
  readonly pose: Pose
  readonly width: number
  readonly height: number
}

/** A box of the crop, in fractions of it, as it lies turned in the photograph, in fractions of that; it may reach over its edges. */
export function outlineOnPhoto(region: Region, { pose, width, height }: Lying): Outline {
  const [a, b, c, d] = outlineOf(region)
  const onto = ({ x, y }: Point): Point => {
    const at = toPhoto(pose, x, y)
    return { x: at.x / width, y: at.y / height }
  }
  return [onto(a), onto(b), onto(c), onto(d)]
}

/** A box of the crop, in fractions of it, as the box of the photograph that holds it, in fractions of that. */
export function ontoPhoto(region: Region, lies: Lying): Region {
  const share = (value: number) => Math.max(0, Math.min(1, value))
  const corners = outlineOnPhoto(region, lies)
  const [xs, ys] = [corners.map((each) => share(each.x)), corners.map((each) => share(each.y))]
  const [x, y] = [Math.min(...xs), Math.min(...ys)]
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y }
}
